import { setTimeout as pause } from 'node:timers/promises';
import { stampOf } from '../src/corpus/files.js';
import type { Mostanad } from '../src/mostanad.js';
import { reasonIn } from '../src/phrases/reasons.js';
import type { Feeding } from './feeding.js';
import { type Log, loggable } from './log.js';
import { summaryLines } from './progress.js';

/**
 * The corpus is looked at again and again, as stamps of its files: Node's own watching of folders costs
 * Linux a watch a file and misses some, and a network's file systems tell nothing.
 */
const LOOK_EVERY_MS = 2_000;
/** Looking may take this share of the time, however large the corpus. */
const LOOKING_SHARE = 0.05;
/** Files that go on changing are indexed all the same after so long. */
const LONGEST_UNSETTLED_MS = 30_000;
const FETCH_EVERY_MS = 5_000;
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
  const watcher = createWatcher(bot, paths, indexed, log);

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

/** One look at the corpus, and the sync where it shows a change that has settled; how long to wait then. */
function createWatcher(
  bot: Pick<Mostanad, 'sync'>,
  paths: () => Promise<readonly string[]>,
  indexedBefore: string | null,
  log: Log,
): () => Promise<number> {
  let indexed = indexedBefore;
  let seen: string | null = null;
  let changedAt = 0;
  return async () => {
    const started = performance.now();
    const stamp = await stampOf(await paths());
    const took = performance.now() - started;
    const wait = Math.max(LOOK_EVERY_MS, took / LOOKING_SHARE);
    const isNew = stamp !== seen;
    seen = stamp;
    if (stamp === indexed) {
      changedAt = 0;
      return wait;
    }
    if (changedAt === 0) changedAt = started;
    // A file that is still being copied changes from look to look.
    if (isNew && started - changedAt < LONGEST_UNSETTLED_MS) return wait;
    const summary = await bot.sync({ behind: true });
    indexed = stamp;
    changedAt = 0;
    const { added, changed, removed, refusals } = summary;
    if (added + changed + removed + refusals.length > 0) {
      for (const line of summaryLines(summary)) log.info({}, line);
    }
    return wait;
  };
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
      wait = Math.min(LONGEST_AFTER_FAILURE_MS, LOOK_EVERY_MS * 2 ** failures);
    }
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}
