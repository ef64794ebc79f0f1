/**
 * How many passages to read: quality and time for several counts, over a corpus and its questions.
 *
 *   node dist/bench/reading.js --corpus FILE --questions FILE --work DIR
 */
import { readBackground } from '../src/answer/background.js';
import { readCalibration } from '../src/answer/confidence.js';
import { type Evidence, readPassages } from '../src/answer/read-passages.js';
import { answeringWords } from '../src/answer/schema.js';
import { readConfig } from '../src/config.js';
import { mean, quantile, wordF1 } from '../src/eval/metrics.js';
import { type Question, readQuestions } from '../src/eval/questions.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openReader } from '../src/models/reader.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { type SearchResult, search } from '../src/search/search.js';
import { sync } from '../src/search/sync.js';
import { argument } from '../training/data.js';

const COUNTS = [1, 2, 3, 5, 8, 10];
const MOST = Math.max(...COUNTS);
/** Questions whose time is taken, for each count. */
const TIMED = 60;

const pack = await readPack(readConfig({}).packFolder);
const embeddings = new Encoder(pack);
const reader = openReader(pack);
const engine = openEmbeddedEngine(argument('work'), pack);
await sync({ engine, embeddings }, [argument('corpus')]);
const background = await readBackground(pack);
const calibration = await readCalibration(pack);
const context = { engine, embeddings, reader, background, calibration };

const questions = (await readQuestions(argument('questions'))).filter(
  ({ answerable, paragraphs }) => answerable && paragraphs.length > 0,
);
const found = new Map<Question, SearchResult>();
const evidence = new Map<Question, readonly Evidence[]>();
for (const question of questions) {
  const vector = await embeddings.embedQuery(question.question);
  const result = await search(engine, question.question, vector, MOST);
  found.set(question, result);
  evidence.set(question, await readPassages(context, asTyped(question), result));
}
for (const count of COUNTS) {
  const best = questions.map((question) => bestOf(question, count));
  const right = best.map((one, at) => (isRight(questions[at], one) ? 1 : 0));
  const f1 = best.map((one, at) =>
    wordF1(one === undefined ? '' : answeringWords(one), questions[at]?.answers ?? []),
  );
  const times = await timesOf(count);
  console.log(
    `${count} read: R@1 ${mean(right).toFixed(4)}, F1 ${mean(f1).toFixed(4)}, ` +
      `ms p50 ${quantile(times, 0.5).toFixed(0)}, p95 ${quantile(times, 0.95).toFixed(0)}`,
  );
}
await reader.close();
await embeddings.close();
await engine.close();

/** What would be said, had only the first passages been read: each is read on its own. */
function asTyped({ question }: Question) {
  return { text: question, named: question };
}

function bestOf(question: Question, count: number): Evidence | undefined {
  const first = found.get(question)?.candidates.slice(0, count) ?? [];
  const ids = new Set(first.map(({ passage }) => passage.id));
  return evidence.get(question)?.find(({ passage }) => ids.has(passage.id));
}

function isRight(question: Question | undefined, one: Evidence | undefined): boolean {
  if (question === undefined || one === undefined) return false;
  const { articleId, paragraph } = one.passage;
  return question.article === articleId && question.paragraphs.includes(paragraph);
}

async function timesOf(count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (const question of questions.slice(0, TIMED)) {
    const result = found.get(question) as SearchResult;
    const some = { ...result, candidates: result.candidates.slice(0, count) };
    const started = performance.now();
    await readPassages(context, asTyped(question), some);
    times.push(performance.now() - started);
  }
  return times;
}
