import { Worker } from 'node:worker_threads';
import { type ErrorKind, MostanadError, messageOf } from '../errors.js';
import type { Pack } from '../models/pack.js';
import type { SyncProgress } from './encode-missing.js';
import type { SyncSummary } from './sync.js';

/** What the indexer's thread is to do. */
export interface IndexJob {
  /** The data folder. */
  readonly folder: string;
  readonly pack: Pack;
  readonly paths: readonly string[];
  /** Behind everything else that runs on the machine: where questions are answered meanwhile. */
  readonly behind: boolean;
}

export type IndexReply =
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'done'; readonly summary: SyncSummary }
  | { readonly kind: 'failed'; readonly errorKind: ErrorKind | null; readonly reason: string };

/**
 * Syncs an index with its corpus (see `sync`) in a thread of its own, which ends with it. Cancelled, it leaves what it stored; the next sync goes on from there.
 *
 * @throws MostanadError as `sync` does; the signal's reason where that aborts
 */
export async function syncInThread(
  job: IndexJob,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<SyncSummary> {
  signal.throwIfAborted();
  let cancel = () => {};
  const worker = new Worker(new URL('./indexer-worker.js', import.meta.url), {
    workerData: job,
    name: 'indexer',
  });
  try {
    return await new Promise((resolve, reject) => {
      cancel = () => reject(signal.reason);
      signal.addEventListener('abort', cancel);
      worker.on('message', (reply: IndexReply) => {
        if (reply.kind === 'progress') onProgress(reply.progress);
        else if (reply.kind === 'done') resolve(reply.summary);
        else if (reply.errorKind === null) reject(new Error(reply.reason));
        else reject(new MostanadError(reply.errorKind, reply.reason));
      });
      worker.on('error', (error) =>
        reject(new MostanadError('storage', `indexer: ${messageOf(error)}`, { cause: error })),
      );
      worker.on('exit', () => reject(new MostanadError('storage', 'indexer: its thread ended')));
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
