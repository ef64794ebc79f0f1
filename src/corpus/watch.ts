import { stampOf } from './files.js';

/**
 * The corpus is looked at again and again, as stamps of its files: Node's own watching of folders costs
 * Linux a watch a file and misses some, and a network's file systems tell nothing.
 */
const LOOK_EVERY_MS = 2_000;
/** Looking may take this share of the time, however large the corpus. */
const LOOKING_SHARE = 0.05;
/** Files that go on changing are indexed all the same after so long. */
const LONGEST_UNSETTLED_MS = 30_000;

/** What one look at a corpus showed. */
export interface Look {
  /** The stamp of a corpus that has changed and settled; null where there is nothing to do. */
  readonly changed: string | null;
  /** How long to wait until the next, in milliseconds. */
  readonly wait: number;
}

/** Tells when a corpus is to be indexed again. */
export interface Watch {
  look(paths: readonly string[]): Promise<Look>;
  /** Says that the corpus of a stamp is indexed; null: that it must be anew, once nothing in it changes. */
  settle(stamp: string | null): void;
}

/**
 * @param indexed - the stamp of the corpus that was indexed before; null where that is not known
 * @param now - a clock, in milliseconds
 */
export function createWatch(indexed: string | null, now: () => number): Watch {
  let settled = indexed;
  let seen: string | null = null;
  let changedAt: number | null = null;
  return {
    async look(paths) {
      const started = now();
      const stamp = await stampOf(paths);
      const wait = Math.max(LOOK_EVERY_MS, (now() - started) / LOOKING_SHARE);
      const isNew = stamp !== seen;
      seen = stamp;
      if (stamp === settled) {
        changedAt = null;
        return { changed: null, wait };
      }
      changedAt ??= started;
      // A file that is still being copied changes from look to look.
      const isSettled = !isNew || started - changedAt >= LONGEST_UNSETTLED_MS;
      return { changed: isSettled ? stamp : null, wait };
    },
    settle(stamp) {
      settled = stamp;
      changedAt = null;
    },
  };
}
