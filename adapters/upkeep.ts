import { setTimeout as pause } from 'node:timers/promises';
import { createWatch } from '../src/corpus/watch.js';
import type { Mostanad } from '../src/mostanad.js';
import { reasonIn } from '../src/phrases/reasons.js';
import type { SyncSummary } from '../src/search/sync.js';
import type { Feeding } from './feeding.js';
import { type Log, loggable } from './log.js';
import { summaryLines } from './progress.js';

const FETCH_EVERY_MS = 5_000;
const SHORTEST_AFTER_FAILURE_MS = 4_000;
const LONGEST_AFTER_FAILURE_MS = 5 * 60_000;

/** What keeps a running bot's corpus up to date, until it is stopped. */
export interface Upkeep {
  /** Looks no more; done when what it was about has ended, a sync only with the bot. */
  stop(): Promise<void>;
}

/** What upkeep works with. */
export interface UpkeepParts {
  readonly bot: Pick<Mostanad, 'sync'>;
  readonly feeding: Pick<Feeding, 'fetchDue'>;
  /** The paths of the corpus as they are when asked. */
  readonly paths: () => Promise<readonly string[]>;
  /** The stamp of the corpus that was indexed before; null where none was. */
  readonly indexed: string | null;
  readonly log: Log;
}

/** Indexes what changes in the corpus and fetches what is due. What fails is logged and tried again. */
export function startUpkeep({ bot, feeding, paths, indexed, log }: UpkeepParts): Upkeep {
  const halt = new AbortController();
  const watcher = createWatcher({ bot, paths, indexed, log }, () => performance.now());

  async function fetchDue(): Promise<number> {
    const { asked, articles, refusals } = await feeding.fetchDue();
    if (articles > 0) log.info({ asked, articles }, 'new or changed articles were fetched');
    for (const { source, reason } of refusals) {
      log.warn({ source, reason: reasonIn('en', reason) }, 'a source could not be fetched');
    }
    return FETCH_EVERY_MS;
  }

  const running = Promise.all([
    again(watcher, 'the corpus could not be indexed', halt.signal, log),
    again(fetchDue, 'sources could not be fetched', halt.signal, log),
  ]);
  return {
    async stop() {
      halt.abort();
      await running;
    },
  };
}

/**
 * One look at the corpus, and the sync where it shows a change that has settled; how long to wait then.
 *
 * @param now - a clock, in milliseconds
 */
export function createWatcher(
  { bot, paths, indexed, log }: Omit<UpkeepParts, 'feeding'>,
  now: () => number,
): () => Promise<number> {
  const watch = createWatch(indexed, now);
  let told = '';
  let failures = 0;
  let againAt = Number.POSITIVE_INFINITY;
  return async () => {
    // What the system did not let be read looks the same when it does. Once: what changes meanwhile settles too.
    if (now() >= againAt) {
      watch.settle(null);
      againAt = Number.POSITIVE_INFINITY;
    }
    const { changed: stamp, wait } = await watch.look(await paths());
    if (stamp === null) return wait;
    const summary = await bot.sync({ behind: true });
    watch.settle(stamp);
    failures = mayBeRead(summary) ? failures + 1 : 0;
    againAt = failures > 0 ? now() + pauseAfter(failures) : Number.POSITIVE_INFINITY;
    const { added, changed, removed, refusals } = summary;
    const lines = summaryLines(summary);
    const reasons = lines.slice(1).join('\n');
    if (added + changed + removed > 0 || (refusals.length > 0 && reasons !== told)) {
      for (const line of lines) log.info({}, line);
    }
    told = reasons;
    return wait;
  };
}

/** Whether a sync met what may be read when it is tried again. */
export function mayBeRead({ refusals }: SyncSummary): boolean {
  return refusals.some(({ again }) => again);
}

/** How long to wait after so many failures in a row, in milliseconds. */
function pauseAfter(failures: number): number {
  return Math.min(LONGEST_AFTER_FAILURE_MS, SHORTEST_AFTER_FAILURE_MS * 2 ** (failures - 1));
}

/** Takes turns until the signal aborts; each says how long to wait, a failed one longer and longer. */
async function again(
  turn: () => Promise<number>,
  failure: string,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let wait: number;
    try {
      wait = await turn();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      log.error({ err: loggable(error) }, failure);
      failures += 1;
      wait = pauseAfter(failures);
    }
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}
