import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mean } from '../../src/eval/metrics.js';
import { readQuestions } from '../../src/eval/questions.js';
import type { Encoder } from '../../src/models/encoder.js';
import { copyIndex } from '../../src/search/copy.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { search } from '../../src/search/search.js';
import { sync } from '../../src/search/sync.js';
import { CachedEmbeddings } from '../../training/cached-embeddings.js';
import { paragraphsOf, type QuestionRow, readRows } from '../../training/data.js';

/** The bench's own folder, not compiled: dist/bench/engines is two below dist. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Questions asked at once: a cluster has time between a request and its reply. */
const AT_ONCE = 4;
/** What the answer reads. */
const LIMIT = 5;

interface Asked {
  readonly question: string;
  /** Where the answer stands; empty: nowhere. */
  readonly right: readonly string[];
}

interface AskedSet {
  readonly name: string;
  readonly corpus: string;
  readonly questions: readonly Asked[];
}

/** Says how often both engines find the same paragraph first, and how often it is the right one. */
export async function agreement(
  encoder: Encoder,
  cluster: Omit<OpenSearchSettings, 'prefix'>,
  data: string,
  work: string,
  every: number,
): Promise<void> {
  console.log('| questions | asked | same first | same five | R@1 embedded, OpenSearch |');
  console.log('|---|---|---|---|---|');
  const cache = join(work, 'vectors');
  mkdirSync(cache, { recursive: true });
  const embeddings = new CachedEmbeddings(encoder, cache);
  for (const set of [pquad(data, work, every), await seed(data)]) {
    const embedded = openEmbeddedEngine(join(work, `index-${set.name}`), encoder.pack);
    await sync({ engine: embedded, embeddings }, [set.corpus]);
    await embedded.ready();
    const prefix = `bench-agreement-${set.name}`;
    const other = await openOpenSearchEngine({ ...cluster, prefix }, encoder.pack);
    await copyIndex(embedded, other, () => {}, new AbortController().signal);
    const vectors: (readonly number[])[] = [];
    for (const { question } of set.questions) vectors.push(await embeddings.embedQuery(question));
    embeddings.save();
    const [one, two] = [
      await placesFound(embedded, set.questions, vectors),
      await placesFound(other, set.questions, vectors),
    ];
    report(set, one, two);
    await Promise.all([embedded.close(), other.close()]);
  }
}

async function placesFound(
  engine: Engine,
  questions: readonly Asked[],
  vectors: readonly (readonly number[])[],
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (let at = 0; at < questions.length; at += AT_ONCE) {
    const some = questions.slice(at, at + AT_ONCE);
    const results = await Promise.all(
      some.map(({ question }, row) => search(engine, question, vectors[at + row] ?? [], LIMIT)),
    );
    found.push(
      ...results.map(({ candidates }) =>
        candidates.map(({ passage }) => placeOf(passage.articleId, passage.paragraph)),
      ),
    );
  }
  return found;
}

function report(
  { name, questions }: AskedSet,
  one: readonly (readonly string[])[],
  two: readonly (readonly string[])[],
): void {
  const share = (same: (at: number) => boolean) =>
    mean(questions.map((_, at) => (same(at) ? 1 : 0))).toFixed(4);
  const first = share((at) => one[at]?.[0] === two[at]?.[0]);
  const five = share((at) => `${one[at]}` === `${two[at]}`);
  const recall = (found: readonly (readonly string[])[]) =>
    mean(
      questions.flatMap(({ right }, at) =>
        right.length === 0 ? [] : [right.includes(found[at]?.[0] ?? '') ? 1 : 0],
      ),
    ).toFixed(4);
  console.log(
    `| ${name} | ${questions.length} | ${first} | ${five} | ${recall(one)}, ${recall(two)} |`,
  );
}

const placeOf = (article: string, paragraph: number) => `${article} ${paragraph}`;

/** A blank line inside a paragraph would make it two. */
const oneBlock = (text: string) => text.replace(/\s*\n\s*/gu, ' ').trim();

/** PQuAD validation, titles as articles, and every so manyth of its questions. */
function pquad(data: string, work: string, every: number): AskedSet {
  const rows = readRows<QuestionRow>(data, 'qa/pquad-validation');
  const titles = [...new Set(rows.map(({ title }) => title))];
  const paragraphs = new Map(
    titles.map((title) => [title, paragraphsOf(rows.filter((row) => row.title === title))]),
  );
  const corpus = join(work, 'pquad.jsonl');
  const lines = titles.map((title) => {
    const text = (paragraphs.get(title) ?? []).map(oneBlock).join('\n\n');
    return JSON.stringify({ id: title, title, text });
  });
  if (!existsSync(corpus)) writeFileSync(corpus, `${lines.join('\n')}\n`);
  const asked = rows.filter((_, at) => at % every === 0);
  const questions = asked.map(({ question, title, paragraph_text, answerable }) => {
    const paragraph = (paragraphs.get(title) ?? []).indexOf(paragraph_text) + 1;
    return { question, right: answerable ? [placeOf(title, paragraph)] : [] };
  });
  return { name: 'pquad', corpus, questions };
}

/** The seed article, with the shared questions on it and those of bench/questions. */
async function seed(data: string): Promise<AskedSet> {
  const files = [
    join(data, 'seed-questions.jsonl'),
    ...['seed-a', 'seed-b', 'seed-false'].map((name) =>
      join(ROOT, 'bench', 'questions', `${name}.jsonl`),
    ),
  ];
  const read = await Promise.all(files.map(readQuestions));
  const questions = read.flat().map(({ question, paragraphs, answerable }) => ({
    question,
    right: answerable ? paragraphs.map((one) => placeOf('seed-article', one)) : [],
  }));
  return { name: 'seed', corpus: join(ROOT, 'corpus'), questions };
}
