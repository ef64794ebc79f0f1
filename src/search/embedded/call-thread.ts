import { Worker } from 'node:worker_threads';
import { MostanadError, messageOf } from '../../errors.js';

/** More waiting calls than this mean that the machine cannot keep up: the caller is told. */
const MOST_WAITING = 1000;

/** What a thread does when it is asked, by name; what goes in and comes out can be cloned. */
export type Calls = Readonly<Record<string, (...given: never[]) => unknown>>;

/** A call on its way; without a name the thread is to end. */
export interface CallRequest {
  readonly id: number;
  readonly name: string | null;
  readonly given: readonly unknown[];
}

export type CallReply =
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

/** A thread over an index: what takes time there holds no event loop up. */
export interface CallThread<Known extends Calls> {
  /** @throws MostanadError `storage` where it fails, `busy` where too many wait */
  call<Name extends keyof Known & string>(
    name: Name,
    ...given: Parameters<Known[Name]>
  ): Promise<Awaited<ReturnType<Known[Name]>>>;
  /** Whether it has ended by itself and answers nothing any more. */
  hasFailed(): boolean;
  /** Has the thread finish, and waits for its end. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a thread that serves calls (serve-calls.ts).
 *
 * @param script - its module, beside this one
 * @param name - what it is called in messages
 */
export function openCallThread<Known extends Calls>(
  script: string,
  name: string,
  workerData: unknown,
): CallThread<Known> {
  const worker = new Worker(new URL(script, import.meta.url), { workerData, name });
  const waiting = new Map<number, Waiting>();
  let failure: MostanadError | null = null;
  let last = 0;

  const fail = (reason: string, cause?: unknown) => {
    failure ??= new MostanadError('storage', `${name}: ${reason}`, { cause });
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  worker.on('message', (reply: CallReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'done') asked?.resolve(reply.result);
    else asked?.reject(new MostanadError('storage', `${name}: ${reply.reason}`));
  });
  worker.on('error', (error) => fail(messageOf(error), error));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      fail('its thread was closed');
      resolve();
    });
  });

  const send = (request: Omit<CallRequest, 'id'>) =>
    new Promise<unknown>((resolve, reject) => {
      if (failure) return reject(failure);
      // Its end is asked for however many wait.
      if (request.name !== null && waiting.size >= MOST_WAITING) {
        return reject(new MostanadError('busy', `${name}: ${waiting.size} searches wait already`));
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ ...request, id: last } satisfies CallRequest);
    });

  return {
    call: (name, ...given) => send({ name, given }) as Promise<never>,
    hasFailed: () => failure !== null,
    async close() {
      try {
        if (failure === null) await send({ name: null, given: [] });
      } finally {
        await ended;
      }
    },
  };
}
