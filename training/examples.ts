/**
 * Asks real questions of small corpora and writes what the product saw, for calibrating:
 * `node dist/training/examples.js --data DIR --work DIR`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskContext } from '../src/answer/ask.js';
import { READ } from '../src/answer/ask.js';
import { readBackground } from '../src/answer/background.js';
import type { Calibration } from '../src/answer/confidence.js';
import { rankSentences } from '../src/answer/evidence.js';
import { FEATURES } from '../src/answer/features.js';
import { readConfig } from '../src/config.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { search } from '../src/search/search.js';
import { sync } from '../src/search/sync.js';
import { PassageVectorStore } from '../src/search/vector-store.js';
import { CachedEmbeddings } from './cached-embeddings.js';
import { argument, paragraphsOf, type QuestionRow, readRows, spread } from './data.js';

/** A question put to a corpus; `wanted` is empty where that corpus does not answer it. */
interface Task {
  readonly group: string;
  readonly question: string;
  readonly paragraph: string;
  readonly wanted: readonly string[];
}

interface Corpus {
  readonly name: string;
  readonly articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
  readonly tasks: readonly Task[];
}

/** Nothing is fitted yet, and nothing is decided here. */
const ZERO = { bias: 0, weights: Object.fromEntries(FEATURES.map((name) => [name, 0])) };
const UNFITTED: Calibration = {
  same: ZERO,
  cross: ZERO,
  decision: { bias: 0, score: 1, lead: 0 },
  threshold: 1,
};

const data = argument('data');
const work = argument('work');
mkdirSync(work, { recursive: true });
const { packFolder } = readConfig({});
const encoder = new Encoder(await readPack(packFolder));
const embeddings = new CachedEmbeddings(encoder, work);
const background = await readBackground(join(packFolder, 'background.json'));

const lines: string[] = [];
for (const corpus of [...persianCorpora(), ...crossCorpora()]) await askAll(corpus);
embeddings.save();
await encoder.close();
writeFileSync(join(work, 'examples.jsonl'), `${lines.join('\n')}\n`);
console.log(`${lines.length} questions asked`);

/** Each PQuAD title as a corpus of its own, with all of its paragraphs, and with every other one. */
function persianCorpora(): readonly Corpus[] {
  const titles = byTitle(readRows<QuestionRow>(data, 'qa/pquad-validation'));
  return titles.flatMap(([title, rows], at) => {
    const paragraphs = paragraphsOf(rows);
    const kept = paragraphs.filter((_, index) => index % 2 === at % 2);
    const others = titles[(at + 1) % titles.length]?.[1] ?? [];
    const whole = spread(rows, 30).map((row) =>
      task(row.answerable ? 'answerable' : 'unanswerable', row),
    );
    const strangers = spread(others, 12).map((row) => ({ ...task('stranger', row), wanted: [] }));
    const halved = spread(rows, 16).map((row) => {
      const there = kept.includes(row.paragraph_text);
      return there ? task('answerable', row) : { ...task('removed', row), wanted: [] };
    });
    return [
      {
        name: `${title}-whole`,
        articles: [{ title, paragraphs }],
        tasks: [...whole, ...strangers],
      },
      ...(kept.length > 1
        ? [{ name: `${title}-half`, articles: [{ title, paragraphs: kept }], tasks: halved }]
        : []),
    ];
  });
}

/** Arabic and English questions (XQuAD) on the same paragraphs in Persian (ParSQuAD), by SQuAD's id. */
function crossCorpora(): readonly Corpus[] {
  const persian = readRows<QuestionRow>(data, 'qa/parsquad-auto-dev');
  const foreign = ['ar', 'en'].flatMap((language) =>
    readRows<QuestionRow>(data, `qa/xquad-${language}`).map((row) => ({ language, row })),
  );
  const titles = byTitle(persian);
  return titles.map(([title, rows], at) => {
    const here = new Map(rows.map((row) => [squadId(row), row]));
    const there = new Map(
      (titles[(at + 1) % titles.length]?.[1] ?? []).map((row) => [squadId(row), row]),
    );
    const tasks = foreign.flatMap(({ language, row }): readonly Task[] => {
      const own = here.get(squadId(row));
      if (own?.answerable)
        return [{ ...task(`${language}-answerable`, own), question: row.question }];
      if (!there.has(squadId(row))) return [];
      return [{ ...task(`${language}-stranger`, row), wanted: [] }];
    });
    return { name: `${title}-cross`, articles: [{ title, paragraphs: paragraphsOf(rows) }], tasks };
  });
}

async function askAll({ name, articles, tasks }: Corpus): Promise<void> {
  const folder = join(work, 'index');
  const corpus = join(work, 'corpus.jsonl');
  writeFileSync(
    corpus,
    articles
      .map(({ title, paragraphs }) =>
        JSON.stringify({ id: title, title, text: paragraphs.map(oneBlock).join('\n\n') }),
      )
      .join('\n'),
  );
  const engine = openEmbeddedEngine(folder, encoder.pack.dimensions);
  await sync({ engine, embeddings, fingerprint: encoder.pack.fingerprint }, [corpus]);
  const vectors = new PassageVectorStore(embeddings, engine);
  const context: AskContext = { engine, vectors, embeddings, background, calibration: UNFITTED };
  for (const { group, question, paragraph, wanted } of tasks) {
    const vector = await embeddings.embedQuery(question);
    const found = await search(context, question, vector, READ);
    const evidence = await rankSentences(context, question, found);
    const gold = oneBlock(paragraph);
    const sentences = evidence.map(({ passage, quote, pair, features }) => ({
      pair,
      features,
      paragraph: `${passage.articleId} ${passage.paragraph}`,
      inGold: gold.includes(passage.text),
      right: gold.includes(passage.text) && wanted.some((answer) => quote.includes(answer)),
    }));
    lines.push(JSON.stringify({ corpus: name, group, question, sentences }));
  }
  await engine.close();
}

function byTitle(rows: readonly QuestionRow[]): readonly (readonly [string, QuestionRow[]])[] {
  const groups = new Map<string, QuestionRow[]>();
  for (const row of rows) groups.set(row.title, [...(groups.get(row.title) ?? []), row]);
  return [...groups];
}

function task(group: string, row: QuestionRow): Task {
  const wanted = row.answers.map((answer) => (typeof answer === 'string' ? answer : answer.text));
  return { group, question: row.question, paragraph: row.paragraph_text, wanted };
}

function squadId({ id }: QuestionRow): string {
  return id.slice(id.indexOf('-') + 1);
}

function oneBlock(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}
