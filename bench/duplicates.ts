/**
 * How well the same story is told from a series, on pairs made from news/fars and news/varzesh3, and
 * how long that takes: `node dist/bench/duplicates.js --data DIR [--half tuning]`.
 *
 * Same: an article and what an editor makes of it (stories/edits.ts). Different: an article and
 * another of its series made by swapping (stories/series.ts), the nearest other articles, articles of
 * one tag, any two. All of it by words alone, as where nothing is dated: how far apart the reports of a
 * series come out is not known of made ones. Of the dated articles that are most alike, all of them
 * different stories, it is told how many days lie between them. The thresholds were chosen on every second article, `--half tuning`; without it
 * the others are measured.
 */
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { labelBlocks, splitBlocks } from '../src/corpus/blocks.js';
import { quantile } from '../src/eval/metrics.js';
import { bandKeys } from '../src/search/duplicates/bands.js';
import { isSameStory } from '../src/search/duplicates/same-story.js';
import { type Signature, signatureOf } from '../src/search/duplicates/signature.js';
import { addStory } from '../src/search/duplicates/stories.js';
import { openStories, STORIES_SCHEMA } from '../src/search/embedded/stories.js';
import { readRows } from '../training/data.js';
import { alike, type PairKind, pairsOf, type TaggedRow } from './stories/pairs.js';

const DAY = 24 * 60 * 60 * 1000;
/** Captions share a tenth with anything. */
const SHORT = 30;

const { values } = parseArgs({
  options: { data: { type: 'string' }, half: { type: 'string', default: 'held-out' } },
});
if (values.data === undefined) throw new Error('--data is missing');
const folder = values.data;
const rows = ['fars', 'varzesh3'].flatMap((name) => readRows<TaggedRow>(folder, `news/${name}`));

quality(pairsOf(rows.filter((_, at) => (at % 2 === 0) === (values.half === 'tuning'))));
const signatures = signTimed();
daysApart(signatures);
speed(signatures);

function quality(kinds: readonly PairKind[]): void {
  console.log('kind | pairs | meet in a band | called the same');
  const total = { same: 0, rightly: 0, wrongly: 0 };
  for (const { kind, same, pairs } of kinds) {
    const met = pairs.filter(([a, b]) => meet(a, b));
    const called = met.filter(([a, b]) => isSameStory(a, b)).length;
    if (same) total.same += pairs.length;
    total[same ? 'rightly' : 'wrongly'] += called;
    const row = [
      `${same ? 'same' : 'different'}: ${kind}`,
      pairs.length,
      percent(met.length, pairs.length),
      percent(called, pairs.length),
    ];
    console.log(row.join(' | '));
  }
  const { same, rightly, wrongly } = total;
  const precision = percent(rightly, rightly + wrongly);
  console.log(
    `precision ${precision}, recall ${percent(rightly, same)} of "same" over these pairs`,
  );
}

function meet(a: Signature, b: Signature): boolean {
  const keys = new Set(bandKeys(a));
  return bandKeys(b).some((key) => keys.has(key));
}

function signTimed(): readonly Signature[] {
  const times: number[] = [];
  const signatures = rows.map(({ title, text }) => {
    const article = { title, blocks: labelBlocks(title, splitBlocks(text)) };
    return timed(times, () => signatureOf(article));
  });
  print('a signature, analysis included', times);
  const bytes = signatures.map(({ length }) => length * 4);
  console.log(`its bytes: p50 ${quantile(bytes, 0.5)}, p95 ${quantile(bytes, 0.95)}`);
  return signatures;
}

/** How many of the real pairs that look alike the rule on dates leaves to the words. */
function daysApart(signatures: readonly Signature[]): void {
  const dated = signatures.flatMap((signature, at) => {
    const date = rows[at]?.date ?? null;
    return date === null || signature.length < SHORT ? [] : [{ signature, date }];
  });
  const gaps = alike(dated.map(({ signature }) => signature)).map(
    ({ a, b }) =>
      Math.abs(Date.parse(dated[a]?.date ?? '') - Date.parse(dated[b]?.date ?? '')) / DAY,
  );
  const within = [0, 1, 2, 3, 7, 30].map(
    (days) => `${days}: ${gaps.filter((gap) => gap <= days).length}`,
  );
  console.log(
    `dated pairs that share a tenth: ${gaps.length}, at most days apart ${within.join(', ')}`,
  );
}

/** Adds all articles, and each four times more with half of its words changed: 19,600. */
function speed(signatures: readonly Signature[]): void {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  database.exec(STORIES_SCHEMA);
  const store = openStories(database);
  const changed = (signature: Signature, turn: number): Signature =>
    signature.map((term, at) => (turn > 0 && (at >> 1) % 2 === 0 ? term ^ (turn << 20) : term));
  let candidates = 0;
  const pairs: string[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const adding: number[] = [];
    signatures.forEach((signature, at) => {
      const article = changed(signature, turn);
      const id = `${rows[at]?.id} ${turn}`;
      if (turn === 0) candidates += store.lookup(bandKeys(article), 1000).length;
      const same = timed(adding, () =>
        addStory(store, { articleId: id, date: rows[at]?.date ?? null, signature: article }),
      );
      if (turn === 0) pairs.push(...same.map((other) => `${id} = ${other}`));
    });
    print(`an article looked up, compared and added, ${(turn + 1) * rows.length} stored`, adding);
  }
  console.log(`articles compared with a new one among ${rows.length}: ${candidates / rows.length}`);
  console.log(`real articles called the same: ${pairs.length}`, pairs);
}

function timed<Result>(times: number[], work: () => Result): Result {
  const started = performance.now();
  const result = work();
  times.push(performance.now() - started);
  return result;
}

function print(what: string, times: readonly number[]): void {
  const at = (share: number) => `${quantile(times, share).toFixed(2)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}`);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
