import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mean, quantile } from '../../src/eval/metrics.js';
import { Encoder } from '../../src/models/encoder.js';
import type { Pack } from '../../src/models/pack.js';
import { openReader } from '../../src/models/reader.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { search } from '../../src/search/search.js';
import { sync } from '../../src/search/sync.js';
import { type Asked, timeParts, withVectors } from './asked.js';
import { layoutOf } from './prepare.js';
import type { ScaleQuestion } from './questions.js';
import { PreparedEmbeddings } from './vectors.js';

/** What the answer reads. */
const LIMIT = 5;
/** Questions that meet cold code and are not counted. */
const WARM_UP = 20;
/** Questions whose nearest passages are also found by comparing with all. */
const EXACT = 50;
const NEAREST = 10;
/** How often the hardest question is asked, and of how many words it is. */
const HARDEST = 20;
const MOST_WORDS = 120;
/** Articles added one by one. */
const ADDED = 10;

/** Measures the indexes that `prepare` made, in a process that has nothing else in its memory. */
export async function measure(
  pack: Pack,
  questions: readonly ScaleQuestion[],
  work: string,
): Promise<void> {
  const layout = layoutOf(work);
  const encoder = new Encoder(pack);
  const reader = openReader(pack);
  const asked = await withVectors(encoder, layout.questions, questions);
  // Both models are loaded, as they are in a process that answers.
  await encoder.embedQuery('آماده');

  const engine = openEmbeddedEngine(layout.index, pack);
  const started = performance.now();
  await engine.ready();
  console.log(`graph read: ${ms(performance.now() - started)}`);
  await searching(engine, asked);
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`resident memory, both models loaded: ${rss} MiB`);
  await adding(engine, layout.corpus, asked);
  await recall(engine, asked, 'all passages');
  await engine.close();

  const real = openEmbeddedEngine(layout.realIndex, pack);
  await recall(real, asked, `the ${await real.passageCount()} with real vectors`);
  await real.close();
  await Promise.all([encoder.close(), reader.close()]);
}

/** Times `search` and its parts, one question after another. */
async function searching(engine: Engine, asked: readonly Asked[]): Promise<void> {
  const started = performance.now();
  await ask(engine, asked[0] as Asked);
  console.log(`passages: ${await engine.passageCount()}`);
  console.log(`first search, the index opened before it: ${ms(performance.now() - started)}`);
  for (const one of asked.slice(0, WARM_UP)) await ask(engine, one);

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: number[] = [];
  const right: number[] = [];
  for (const one of asked) {
    const from = performance.now();
    const { candidates } = await ask(engine, one);
    times.push(performance.now() - from);
    // Between questions the loop turns, or its delay would be that of all of them.
    await nextTurn();
    if (one.place === null) continue;
    const best = candidates[0]?.passage;
    const { article, paragraph } = one.place;
    right.push(best?.articleId === article && best.paragraph === paragraph ? 1 : 0);
  }
  delay.disable();
  print('search without encoding', times);
  console.log(
    `event loop held meanwhile: p99 ${ms(delay.percentile(99) / 1e6)}, at most ${ms(delay.max / 1e6)}`,
  );
  console.log(`R@1 of ${right.length} questions on PQuAD: ${mean(right).toFixed(4)}`);
  await hardest(engine, asked);
  await parts(engine, asked);
}

/** How long the event loop is held by what FTS5 has most to rank for: words that stand everywhere. */
async function hardest(engine: Engine, asked: readonly Asked[]): Promise<void> {
  const words = asked.flatMap(({ question }) => question.split(/\s+/u));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  delay.enable();
  for (const one of asked.slice(0, HARDEST)) {
    const from = performance.now();
    await ask(engine, { ...one, question: frequent.slice(0, MOST_WORDS).join(' ') });
    times.push(performance.now() - from);
    await nextTurn();
  }
  delay.disable();
  print(`a question of the ${MOST_WORDS} most frequent words of these`, times);
  console.log(`event loop held meanwhile: at most ${ms(delay.max / 1e6)}`);
}

async function parts(engine: Engine, asked: readonly Asked[]): Promise<void> {
  const times: Record<string, number[]> = {};
  await timeParts(engine, asked, (part, time) => {
    times[part] = [...(times[part] ?? []), time];
  });
  for (const [part, own] of Object.entries(times)) print(`  ${part}`, own);
}

/** Adds articles to the corpus one by one, with vectors that cost nothing, and takes them out. */
async function adding(engine: Engine, corpus: string, asked: readonly Asked[]): Promise<void> {
  const sources = asked.map(({ vector }) => vector);
  const embeddings = new PreparedEmbeddings(new Map(), sources);
  const target = { engine, embeddings };
  const files: string[] = [];
  const stored: number[] = [];
  const found: number[] = [];
  for (let at = 0; at < ADDED; at += 1) {
    const id = `added-${at}`;
    const paragraphs = asked.slice(at * 10, at * 10 + 10).map(({ question }) => question);
    const file = join(corpus, `${id}.jsonl`);
    files.push(file);
    writeFileSync(file, JSON.stringify({ id, title: 'خبر تازه', text: paragraphs.join('\n\n') }));
    const started = performance.now();
    await sync(target, [corpus]);
    stored.push(performance.now() - started);
    const from = performance.now();
    const [one] = asked.slice(at);
    if (one !== undefined) await ask(engine, one);
    found.push(performance.now() - from);
  }
  for (const file of files) rmSync(file);
  const started = performance.now();
  await sync(target, [corpus]);
  const removed = performance.now() - started;
  print('a sync that finds one new article of 10 passages, without encoding', stored);
  print('the search after it', found);
  console.log(`a sync that removes ${ADDED}: ${ms(removed)}`);
}

/** The share of the exactly nearest passages that the index finds, for each set of questions. */
async function recall(engine: Engine, asked: readonly Asked[], where: string): Promise<void> {
  // Ids count up from 1; some are gone, which cosines leaves out.
  const ids = Array.from({ length: (await engine.passageCount()) * 2 + 10_000 }, (_, at) => at + 1);
  for (const set of ['news', 'PQuAD']) {
    const some = asked.filter((one) => one.set === set).slice(0, EXACT);
    const shares: number[] = [];
    for (const { vector } of some) {
      const near = new Set((await engine.nearest(vector, NEAREST)).map(({ id }) => id));
      const exact = [...(await engine.cosines(vector, ids))]
        .sort(([, a], [, b]) => b - a)
        .slice(0, NEAREST);
      shares.push(exact.filter(([id]) => near.has(id)).length / NEAREST);
    }
    const share = mean(shares).toFixed(4);
    console.log(`recall@${NEAREST}, ${where}, ${some.length} questions on ${set}: ${share}`);
  }
}

const ask = (engine: Engine, { question, vector }: Asked) =>
  search(engine, question, vector, LIMIT);

function print(what: string, times: readonly number[]): void {
  const at = (share: number) => ms(quantile(times, share));
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}, at most ${at(1)}`);
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
