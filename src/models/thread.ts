import { Worker } from 'node:worker_threads';
import { MostanadError, messageOf } from '../errors.js';
import type { Pack } from './pack.js';

/** More waiting requests than this mean that the machine cannot keep up: the caller is told. */
const LONGEST_QUEUE = 1000;

/** What a model's thread says: once that it is ready, then one reply a request. */
export type ThreadReply<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** A model in a thread of its own, which works at one request at a time. */
export interface ModelThread<Request, Result> {
  /**
   * Waits for its turn and runs; urgent requests go before all others.
   *
   * @throws MostanadError `pack` where the pack is damaged, `busy` where too many wait
   */
  run(request: Request, urgency: Urgency): Promise<Result>;
  /** Ends the thread when its running request is done; what still waits is refused. */
  close(): Promise<void>;
}

/** What tells a model's thread to end. It ends itself: native code that is cut short takes the process along. */
export const END_OF_REQUESTS = null;

export type Urgency = 'urgent' | 'patient';

interface Job<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a model's thread, which loads at once; requests made before it is done wait for it.
 *
 * @param script - the thread's module, beside this one
 * @param name - what the model is called in messages
 */
export function openThread<Request, Result>(
  script: string,
  name: string,
  pack: Pack,
): ModelThread<Request, Result> {
  type Waiting = Job<Request, Result>;
  const waiting: Readonly<Record<Urgency, Waiting[]>> = { urgent: [], patient: [] };
  let running: Waiting | null = null;
  let ready = false;
  let failure: MostanadError | null = null;

  const next = () => {
    if (!ready || running) return;
    running = waiting.urgent.shift() ?? waiting.patient.shift() ?? null;
    if (running) worker.postMessage(running.request);
  };
  const fail = (reason: string, cause?: unknown) => {
    failure ??= new MostanadError('pack', reason, { cause });
    const lost = [running, ...waiting.urgent, ...waiting.patient];
    running = null;
    waiting.urgent.length = 0;
    waiting.patient.length = 0;
    for (const job of lost) job?.reject(failure);
  };

  const worker = new Worker(new URL(script, import.meta.url), { workerData: pack, name });
  worker.on('message', (reply: ThreadReply<Result>) => {
    if (reply.kind === 'ready') ready = true;
    else if (reply.kind === 'done') running?.resolve(reply.result);
    else running?.reject(new MostanadError('pack', `${name}: ${reply.reason}`));
    running = null;
    next();
  });
  worker.on('error', (error) => fail(messageOf(error), error));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      fail(`the ${name} was closed`);
      resolve();
    });
  });

  return {
    run: (request, urgency) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const count = waiting[urgency].length;
        if (count >= LONGEST_QUEUE) {
          return reject(new MostanadError('busy', `${name}: ${count} requests wait already`));
        }
        waiting[urgency].push({ request, resolve, reject });
        next();
      }),
    async close() {
      fail(`the ${name} was closed`);
      worker.postMessage(END_OF_REQUESTS);
      await ended;
    },
  };
}
