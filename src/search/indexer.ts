import { Worker } from 'node:worker_threads';
import { MostanadError, messageOf, received, type SentError } from '../errors.js';
import type { Pack } from '../models/pack.js';
import type { SyncProgress } from './encode-missing.js';
import type { EngineSettings } from './open-engine.js';
import type { SyncSummary } from './sync.js';

/** What the indexer's thread is to do. */
export interface IndexJob {
  /** What holds the index. */
  readonly engine: EngineSettings;
  readonly pack: Pack;
  /** The configured paths, and the data folder with the list of those that were added. */
  readonly corpus: readonly string[];
  readonly dataFolder: string;
  /** Behind everything else that runs on the machine: where questions are answered meanwhile. */
  readonly behind: boolean;
}

export type IndexReply =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'done'; readonly summary: SyncSummary }
  | { readonly kind: 'failed'; readonly error: SentError };

/**
 * Syncs an index with its corpus (see `sync`) in a thread of its own, which ends with it. Cancelled, it leaves what it stored; the next sync goes on from there.
 *
 * @param onWait - told where another process syncs the same index
 * @throws MostanadError as `sync` does; the signal's reason where that aborts
 */
export async function syncInThread(
  job: IndexJob,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
  onWait: () => void,
): Promise<SyncSummary> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./indexer-worker.js', import.meta.url), {
    workerData: job,
    name: 'indexer',
  });
  // It ends by itself: native code that is cut short takes the process along.
  const cancel = () => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel);
  try {
    return await summaryOf(worker, onProgress, onWait);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** What the thread says when it has ended. */
function summaryOf(
  worker: Worker,
  onProgress: (progress: SyncProgress) => void,
  onWait: () => void,
): Promise<SyncSummary> {
  return new Promise((resolve, reject) => {
    let last: Exclude<IndexReply, { readonly kind: 'progress' | 'waiting' }> | null = null;
    worker.on('message', (reply: IndexReply) => {
      if (reply.kind === 'progress') onProgress(reply.progress);
      else if (reply.kind === 'waiting') onWait();
      else last = reply;
    });
    worker.on('error', (error) =>
      reject(new MostanadError('storage', `indexer: ${messageOf(error)}`, { cause: error })),
    );
    worker.on('exit', () => {
      if (last === null) reject(new MostanadError('storage', 'indexer: its thread ended'));
      else if (last.kind === 'done') resolve(last.summary);
      else reject(received(last.error));
    });
  });
}
