/**
 * Asks real questions of small corpora and writes what the product saw, for calibrating:
 * `node dist/training/examples.js --data DIR --work DIR`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadingContext } from '../src/answer/ask.js';
import { readBackground } from '../src/answer/background.js';
import type { Calibration } from '../src/answer/confidence.js';
import { READ } from '../src/answer/from-search.js';
import { readAlone } from '../src/answer/read-alone.js';
import { type Evidence, readPassages } from '../src/answer/read-passages.js';
import { answeringWords } from '../src/answer/schema.js';
import { readConfig } from '../src/config.js';
import { wordF1 } from '../src/eval/metrics.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openReader } from '../src/models/reader.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { search } from '../src/search/search.js';
import { sync } from '../src/search/sync.js';
import { CachedEmbeddings } from './cached-embeddings.js';
import { type Corpus, encyclopediaCorpora, newsCorpora, type Task } from './corpora.js';
import { argument, type NewsRow, readRows } from './data.js';
import { peopleOf } from './people.js';
import { UNFITTED } from './unfitted.js';

/** Nothing is decided here. */
const CALIBRATION: Calibration = {
  same: UNFITTED,
  sameScript: UNFITTED,
  otherScript: UNFITTED,
  threshold: 1,
};

const data = argument('data');
const work = argument('work');
mkdirSync(work, { recursive: true });
const { packFolder } = readConfig({});
const pack = await readPack(packFolder);
const encoder = new Encoder(pack);
const reader = openReader(pack);
const embeddings = new CachedEmbeddings(encoder, work);
const background = await readBackground(pack);

const people = peopleOf(background, readRows<NewsRow>(data, 'news/fars'));
const corpora = [
  ...newsCorpora(data, 'training/questions', people),
  ...encyclopediaCorpora(data),
].filter(({ tasks }) => tasks.length > 0);
const lines: string[] = [];
for (const corpus of corpora) await askAll(corpus);
embeddings.save();
await encoder.close();
await reader.close();
writeFileSync(join(work, 'examples.jsonl'), `${lines.join('\n')}\n`);
console.log(`${lines.length} questions asked`);

async function askAll({ family, articles, tasks }: Corpus): Promise<void> {
  const path = join(work, 'corpus.jsonl');
  const rows = articles.map(({ title, paragraphs }) =>
    JSON.stringify({ id: title, title, text: paragraphs.join('\n\n') }),
  );
  writeFileSync(path, rows.join('\n'));
  const engine = openEmbeddedEngine(join(work, 'index'), pack);
  await sync({ engine, embeddings }, [path]);
  const context = { engine, embeddings, reader, background, calibration: CALIBRATION };
  for (const task of tasks) lines.push(await askOne(context, family, task));
  await engine.close();
}

async function askOne(context: ReadingContext, family: string, task: Task): Promise<string> {
  const vector = await embeddings.embedQuery(task.question);
  const found = await search(context.engine, task.question, vector, READ);
  const evidence = await readPassages(
    context,
    { text: task.question, named: task.question },
    found,
  );
  const best = evidence.filter(
    ({ passage }, at) => evidence.findIndex((other) => other.passage.id === passage.id) === at,
  );
  const alone = await readAlone(
    reader,
    task.question,
    best.map(({ quote }) => quote),
  );
  const passages = best.map((one, at) => ({
    pair: one.pair,
    features: one.features,
    alone: alone[at],
    right: isRight(task, one),
    f1: wordF1(answeringWords(one), task.wanted),
  }));
  return JSON.stringify({ family, group: task.group, question: task.question, passages });
}

/** In a right paragraph, the quote that holds the answer; any, where the paragraph words it otherwise. */
function isRight({ paragraphs, wanted }: Task, { passage, quote }: Evidence): boolean {
  const paragraph = paragraphs.find((text) => text.includes(passage.text));
  if (paragraph === undefined) return false;
  const holds = (text: string) => wanted.some((answer) => text.includes(answer));
  return holds(quote) || !holds(paragraph);
}
