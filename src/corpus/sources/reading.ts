import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ReasonError, reasonOf } from '../reason-error.js';
import { type Reason, reasonFor } from '../reasons.js';
import type { CameIn, ReadPage } from './read-page.js';

/** A page that takes longer, or more memory, is no article. */
const LONGEST_MS = 30_000;
const MOST_MEGABYTES = 1024;

/** What the thread says of a page. */
export type ReadingReply =
  | { readonly kind: 'read'; readonly page: ReadPage }
  | { readonly kind: 'failed'; readonly reason: Reason };

/** Reads pages in a thread of its own, one after the other. */
export interface Reading {
  /** @throws MostanadError `corpus` where there is nothing to be read in it, or it takes too much */
  read(page: CameIn): Promise<ReadPage>;
  /** Ends the thread; what still waits is refused. */
  close(): Promise<void>;
}

/** The thread starts with the first page, and anew after one that it could not end with. */
export function openReading(longestMs = LONGEST_MS): Reading {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const over = new AbortController();

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  function forget(ended: Worker): void {
    if (worker === ended) worker = null;
  }

  async function readNow(page: CameIn): Promise<ReadPage> {
    const late = AbortSignal.timeout(longestMs);
    try {
      over.signal.throwIfAborted();
      worker ??= start(forget);
      worker.postMessage(page);
      const signal = AbortSignal.any([late, over.signal]);
      const [reply] = (await once(worker, 'message', { signal })) as [ReadingReply];
      if (reply.kind === 'read') return reply.page;
      throw new ReasonError(reply.reason);
    } catch (error) {
      if (error instanceof ReasonError) throw error;
      await end();
      const reason = late.aborted
        ? reasonFor('read-late', { seconds: longestMs / 1000 })
        : reasonOf(error);
      throw new ReasonError(reason, { cause: error });
    }
  }

  return {
    read(page) {
      const mine = turn.then(() => readNow(page));
      turn = mine.catch(() => {});
      return mine;
    },
    async close() {
      over.abort(new Error('reading was ended'));
      await end();
    },
  };
}

function start(onExit: (ended: Worker) => void): Worker {
  const worker = new Worker(new URL('./reading-worker.js', import.meta.url), {
    name: 'reading',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  // Between pages it may end as well, and then nobody waits to hear why.
  worker.on('error', () => {});
  worker.on('exit', () => onExit(worker));
  return worker;
}
