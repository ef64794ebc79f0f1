import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pick, seededRandom } from '../../../bench/stories/random.js';
import { runCli, startCli } from '../cli.js';
import { startAsking } from './asking.js';
import { openCorpus, type Row } from './corpus.js';
import { openLedger } from './ledger.js';
import { momentOf, type Phase } from './moments.js';
import { differences } from './same-index.js';
import { inspect } from './state.js';

/** What is killed how often. */
export interface KillPlan {
  /** An empty folder. */
  readonly folder: string;
  readonly rows: readonly Row[];
  readonly kills: number;
  readonly seed: number;
}

/** One sync that was started to be killed, and what the index held after it. */
export interface Kill {
  readonly phase: Phase;
  /** False: it had ended before. */
  readonly killed: boolean;
  readonly articles: number;
  readonly passages: number;
  readonly vectors: number;
}

export interface KillReport {
  readonly kills: readonly Kill[];
  readonly asked: number;
  readonly answered: number;
  readonly cited: number;
  /** What was wrong, as sentences. */
  readonly faults: readonly string[];
}

/** With more left to encode, in passages, a sync has a second round, and its end is far. */
const SOON_ENCODED = 150;
/** Every so many syncs run with nothing else on the data folder. */
const ALONE_EVERY = 5;

/**
 * Syncs a changing corpus again and again with the real program, which is killed at random moments,
 * while a bot answers from the same data folder; checks the index after each kill, every answer, and
 * in the end that one undisturbed sync makes of it what a fresh index is.
 */
export async function runKills(
  { folder, rows, kills: wanted, seed }: KillPlan,
  onKill: (kill: Kill) => void = () => {},
): Promise<KillReport> {
  const random = seededRandom(seed);
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const corpus = await openCorpus(join(folder, 'corpus'), rows, random);
  const ledger = openLedger(corpus);
  const faults: string[] = [];
  const asking = startAsking(corpus, data, ledger, random, (fault) => faults.push(fault));
  const kills: Kill[] = [];
  const index = ['index', '--corpus', corpus.folder, '--data', data];
  let left = rows.length;
  // By then a large corpus has been read in many parts; once it is whole, syncs come to their ends.
  const whole = Math.ceil(wanted / 4 / ALONE_EVERY) * ALONE_EVERY;
  try {
    for (let turn = 0; kills.filter(({ killed }) => killed).length < wanted; turn += 1) {
      const alone = turn % ALONE_EVERY === ALONE_EVERY - 1;
      if (alone) await asking.pause();
      else await asking.goOn();
      const phases: readonly Phase[] = turn === whole ? ['closing'] : phasesOf(left);
      const phase = alone ? 'anything' : pick(random, phases);
      const { child, ended } = startCli(index);
      await momentOf(child, data, phase, random());
      child.kill('SIGKILL');
      const { status, stderr } = await ended;
      if (status !== null && status !== 0) faults.push(`a sync ended with ${status}: ${stderr}`);
      const { state, faults: inner } = inspect(data);
      faults.push(...[...inner, ...ledger.check(state)].map((fault) => `sync ${turn}: ${fault}`));
      const { passageCount: passages, vectorCount: vectors } = state;
      left = passages - vectors;
      const kill = { phase, killed: status === null, articles: state.articles.size };
      kills.push({ ...kill, passages, vectors });
      onKill({ ...kill, passages, vectors });
      await corpus.change();
    }
    const { status, stderr } = await runCli(index);
    if (status !== 0) faults.push(`the last sync ended with ${status}: ${stderr}`);
    const { state, faults: inner } = inspect(data);
    faults.push(...[...inner, ...ledger.check(state)].map((fault) => `last sync: ${fault}`));
  } finally {
    await asking.pause();
  }
  const fresh = join(folder, 'fresh');
  await runCli(['index', '--corpus', corpus.folder, '--data', fresh]);
  faults.push(...(await differences(data, fresh)));
  return { kills, ...asking.counts, faults };
}

function phasesOf(left: number): readonly Phase[] {
  return ['starting', 'reading', 'encoding', left > SOON_ENCODED ? 'storing' : 'closing'];
}
