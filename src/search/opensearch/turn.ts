import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { MostanadError } from '../../errors.js';
import type { SyncTurn } from '../engine.js';
import type { Connection } from './connection.js';
import type { Names } from './layout.js';
import { type Moment, now, since } from './moment.js';
import { runScript } from './scripted.js';

const ID = 'turn';

/** How a turn is kept, in milliseconds. */
export interface TurnPace {
  /** For so long after its last renewal it is nobody else's, by the clock of the cluster. */
  readonly term: number;
  readonly renewEvery: number;
  /** So long after its last renewal its holder stops: what it has sent by then is done before the term ends. */
  readonly safe: number;
  readonly patience: number;
  readonly lookEvery: number;
}

const USUAL: TurnPace = {
  term: 90_000,
  renewEvery: 10_000,
  // A request takes 40 seconds at most (connection.ts).
  safe: 45_000,
  patience: 5 * 60_000,
  lookEvery: 1_000,
};

/** Whose turn it is, as it is kept. */
interface Kept {
  readonly holder: string | null;
  /** For people: where the holder runs. */
  readonly who: string;
  /** In milliseconds since 1970, like `until`. */
  readonly since: number;
  readonly until: number;
}

const TAKE = `
  if (kept.holder == null || kept.holder == params.holder || kept.until < ctx._now) {
    if (kept.holder != params.holder) {
      kept.holder = params.holder;
      kept.who = params.who;
      kept.since = ctx._now;
    }
    kept.until = ctx._now + params.term;
  } else {
    ctx.op = 'none';
  }`;
const RENEW = `
  if (kept.holder == params.holder) {
    kept.until = ctx._now + params.term;
  } else {
    ctx.op = 'none';
  }`;
const END = `
  if (kept.holder == params.holder) {
    kept.holder = null;
  } else {
    ctx.op = 'none';
  }`;

/**
 * Waits for the turn to change what the index holds of a corpus, and keeps it until it is ended: a lease, so
 * that a killed process has it no longer than a term.
 *
 * @param onWait - told once where another process has it
 * @throws MostanadError `busy` where others have it for longer than patience; the signal's reason where
 * that aborts
 */
export async function takeTurn(
  connection: Connection,
  names: Pick<Names, 'state'>,
  onWait: () => void,
  signal?: AbortSignal,
  pace: TurnPace = USUAL,
): Promise<SyncTurn> {
  const holder = randomUUID();
  const params = { holder, who: `${hostname()}, process ${process.pid}`, term: pace.term };
  const run = (script: string) => runScript<Kept>(connection, names, ID, script, params);
  const until = performance.now() + pace.patience;
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    const sent = now();
    const kept = await run(TAKE);
    if (kept?.holder === holder) return keep(connection.where, holder, run, sent, pace);
    if (performance.now() > until) throw tooLong(connection.where, kept);
    if (!waited) onWait();
    await pause(pace.lookEvery, null, { signal }).catch(() => {});
  }
}

/** Renews a turn until it is ended or lost. */
function keep(
  where: string,
  holder: string,
  run: (script: string) => Promise<Kept | null>,
  taken: Moment,
  { renewEvery, safe, lookEvery }: TurnPace,
): SyncTurn {
  const lost = new AbortController();
  const ended = new AbortController();
  const lose = (cause?: unknown) => {
    const message = `OpenSearch ${where}: the turn to sync was lost; what was stored stays: sync again`;
    clearInterval(looking);
    lost.abort(new MostanadError('busy', message, { cause }));
  };
  let failure: unknown;
  let renewed = taken;
  // Looked at again and again: a timer of so long stands still while the machine sleeps.
  const looking = setInterval(
    () => {
      const { steady, set } = since(renewed);
      if (Math.max(steady, set) >= safe) lose(failure);
    },
    Math.min(lookEvery, safe),
  );
  const stopped = () => ended.signal.aborted || lost.signal.aborted;

  async function renew(): Promise<void> {
    while (!stopped()) {
      await pause(renewEvery, null, { signal: ended.signal }).catch(() => {});
      if (stopped()) return;
      const sent = now();
      try {
        const kept = await run(RENEW);
        if (stopped()) return;
        if (kept !== null && kept.holder !== holder) return lose();
        if (kept === null) continue;
        renewed = sent;
      } catch (error) {
        // Tried again until it runs out, which then says why.
        failure = error;
      }
    }
  }

  const renewing = renew();
  return {
    lost: lost.signal,
    async end() {
      ended.abort();
      clearInterval(looking);
      await renewing;
      await run(END);
    },
  };
}

function tooLong(where: string, kept: Kept | null): MostanadError {
  const who = kept === null ? 'others' : `${kept.who}, since ${new Date(kept.since).toISOString()}`;
  return new MostanadError(
    'busy',
    `OpenSearch ${where}: another process is syncing the index (${who}): try again later, or have this one only answer (OPENSEARCH_SYNC=off)`,
  );
}
