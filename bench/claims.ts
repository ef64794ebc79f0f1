/**
 * Claims as a chat model writes them, and the same with faults planted: how many true ones are kept,
 * how many faults are caught.
 *
 *   node dist/bench/claims.js --data DATA [--show] [--count N]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackground } from '../src/answer/background.js';
import type { Verified } from '../src/answer/claims/claim.js';
import { verifyClaims } from '../src/answer/claims/verify-claims.js';
import { readConfig } from '../src/config.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openReader } from '../src/models/reader.js';
import { type Case, madeCases, writtenCases } from './claims/cases.js';
import { isLifted, liftedCases } from './claims/lifted.js';
import { isForTesting } from './claims/material.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, show: { type: 'boolean' }, count: { type: 'string' } },
});
if (values.data === undefined) throw new Error('--data is missing');
const COUNT = Number(values.count ?? 136);
const PARAPHRASES = join(import.meta.dirname, '../../bench/claims/paraphrases.jsonl');

const pack = await readPack(readConfig({}).packFolder);
const [reader, embeddings] = [openReader(pack), new Encoder(pack)];
const context = { reader, embeddings, background: await readBackground(pack) };
const cases = [
  ...madeCases(values.data, isForTesting, COUNT, 1),
  ...writtenCases(values.data, PARAPHRASES, 2),
  ...liftedCases(values.data),
];

/** What becomes of a claim: it is said as it is written (null), its quotes are said in its place, or it has a fault. */
interface Outcome {
  readonly one: Case;
  readonly fault: string | null;
}
const REWORDED = 'its quotes';

const outcomes: Outcome[] = [];
const begun = performance.now();
for (const one of cases) {
  const [verified] = await verifyClaims(context, one.passages, [one.claim]);
  if (verified === undefined) throw new Error('a claim was not checked');
  outcomes.push({ one, fault: becomes(verified) });
}
const spent = performance.now() - begun;
await Promise.all([reader.close(), embeddings.close()]);

const groups = new Map<string, Outcome[]>();
for (const outcome of outcomes) {
  const { kind, byHand } = outcome.one;
  const name = kind ?? (byHand ? 'true, by hand' : 'true, by script');
  groups.set(name, [...(groups.get(name) ?? []), outcome]);
}
for (const [name, all] of groups) {
  const isTrue = name.startsWith('true');
  const right = all.filter(({ fault }) => (fault === null) === isTrue);
  const faults = new Map<string, number>();
  for (const { fault } of all) if (fault) faults.set(fault, (faults.get(fault) ?? 0) + 1);
  const counts = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
  console.log(
    `${name}: ${all.length}, ${isTrue ? 'kept' : 'caught'} ${share(right, all)} (${counts})`,
  );
}
const [truths, faulty] = [true, false].map((isTrue) =>
  outcomes.filter(({ one }) => (one.kind === null) === isTrue),
) as [Outcome[], Outcome[]];
const lifted = faulty.filter(({ one }) => isLifted(one));
const others = faulty.filter(({ one }) => !isLifted(one));
const planted = others.filter(({ one }) => !/quote|passage/u.test(one.kind ?? ''));
const caught = (all: readonly Outcome[]) => all.filter(({ fault }) => fault !== null);
console.log(
  `all true: ${truths.length}, kept ${share(
    truths.filter(({ fault }) => fault === null),
    truths,
  )}`,
);
console.log(
  `all true: said as written or by their quotes ${share(
    truths.filter(({ fault }) => fault === null || fault === REWORDED),
    truths,
  )}`,
);
console.log(`faults in the sentence: ${planted.length}, caught ${share(caught(planted), planted)}`);
console.log(`these and false quotes: ${others.length}, caught ${share(caught(others), others)}`);
console.log(
  `lifted out of their sentences: ${lifted.length}, caught ${share(caught(lifted), lifted)}`,
);
console.log(`${(spent / cases.length).toFixed(0)} ms a claim`);
if (values.show) {
  for (const { one, fault } of outcomes) {
    if ((fault === null) === (one.kind === null)) continue;
    console.log(
      `\n${one.kind ?? 'true'} -> ${fault}\n  ${one.claim.sentence}\n  = ${one.evidence}`,
    );
  }
}

function becomes(verified: Verified): string | null {
  if ('fault' in verified) return verified.fault;
  return 'reworded' in verified ? REWORDED : null;
}

function share(part: readonly unknown[], whole: readonly unknown[]): string {
  return (part.length / (whole.length || 1)).toFixed(3);
}
