import { Worker } from 'node:worker_threads';
import { MostanadError, messageOf } from '../../errors.js';
import type { Hit, VectorSpace } from '../engine.js';

/** More waiting searches than this mean that the machine cannot keep up: the caller is told. */
const MOST_WAITING = 1000;

/** What the graph's thread is asked; `ready` waits until it has followed every change. */
export type GraphRequest = { readonly id: number } & (
  | { readonly kind: 'nearest'; readonly vector: readonly number[]; readonly limit: number }
  | { readonly kind: 'ready' | 'close' }
);

export type GraphReply =
  | { readonly kind: 'done'; readonly id: number; readonly hits: readonly Hit[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

/** A nearest-neighbour graph over the stored vectors of a space, in a thread of its own. */
export interface GraphThread {
  /** The passages nearest to a unit vector, best first; those that were stored this second may lack. */
  nearest(vector: readonly number[], limit: number): Promise<readonly Hit[]>;
  /** Waits until every stored vector is in the graph. */
  ready(): Promise<void>;
  /** Writes the graph where it changed, and ends the thread. */
  close(): Promise<void>;
}

type Question = GraphRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never;

interface Waiting {
  readonly resolve: (hits: readonly Hit[]) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the graph's thread over an index that exists. */
export function openGraph(folder: string, space: VectorSpace): GraphThread {
  const { fingerprint, dimensions } = space;
  const worker = new Worker(new URL('./graph-worker.js', import.meta.url), {
    workerData: { folder, space: { fingerprint, dimensions } },
    name: 'graph',
  });
  const waiting = new Map<number, Waiting>();
  let failure: MostanadError | null = null;
  let next = 0;

  const fail = (reason: string, cause?: unknown) => {
    failure ??= new MostanadError('storage', `graph: ${reason}`, { cause });
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  worker.on('message', (reply: GraphReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'done') asked?.resolve(reply.hits);
    else asked?.reject(new MostanadError('storage', `graph: ${reply.reason}`));
  });
  worker.on('error', (error) => fail(messageOf(error), error));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      fail('its thread was closed');
      resolve();
    });
  });

  const send = (question: Question) =>
    new Promise<readonly Hit[]>((resolve, reject) => {
      if (failure) return reject(failure);
      if (waiting.size >= MOST_WAITING) {
        return reject(new MostanadError('busy', `graph: ${waiting.size} searches wait already`));
      }
      next += 1;
      waiting.set(next, { resolve, reject });
      worker.postMessage({ ...question, id: next } satisfies GraphRequest);
    });

  return {
    nearest: (vector, limit) => send({ kind: 'nearest', vector, limit }),
    async ready() {
      await send({ kind: 'ready' });
    },
    async close() {
      try {
        if (failure === null) await send({ kind: 'close' });
      } finally {
        await ended;
      }
    },
  };
}
