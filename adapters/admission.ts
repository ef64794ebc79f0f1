import type { Answer } from '../src/answer/schema.js';
import { messageOf } from '../src/errors.js';
import { longestReply } from '../src/models/chat/chat-model.js';
import type { Asking } from './chat.js';
import { newErrorId } from './log.js';
import { createRateLimit } from './rate-limit.js';

/** The bounds within which questions are taken, on all platforms together. */
export interface AdmissionLimits {
  /** Questions that are answered at the same time, and that may wait for it. */
  readonly concurrency: number;
  readonly queue: number;
  /** Questions of one person in a minute. */
  readonly perMinute: number;
  /** The longest that one question may wait, and then take, in milliseconds. */
  readonly timeout: number;
  /** Answers that a chat model writes for one person in a day; beyond them the quotes answer. */
  readonly writtenPerDay: number;
  /** The longest question, in UTF-16 units. */
  readonly questionLength: number;
}

/** Bounds for a small machine. The encoder takes one text after another by itself; a chat model waits. */
export const DEFAULT_LIMITS: AdmissionLimits = {
  concurrency: 64,
  queue: 200,
  perMinute: 20,
  timeout: 30_000,
  writtenPerDay: Number.POSITIVE_INFINITY,
  questionLength: 1000,
};

/** The longest that a question may take, in milliseconds: a chat model may be asked twice for it. */
export function questionTime(chat: { readonly timeout: number } | null): number {
  return DEFAULT_LIMITS.timeout + (chat === null ? 0 : 2 * longestReply(chat));
}

/** An answer, and the id under which it is kept; null where it could not be. */
export interface KeptAnswer {
  readonly id: string | null;
  readonly answer: Answer;
}

/** An answer that is yet to be kept. */
export interface FoundAnswer {
  readonly answer: Answer;
  /** Keeps it, within bounds of its own; gives the id, or null where that fails. Never throws. */
  keep(): Promise<string | null>;
}

/** What comes of a question. `errorId` is also in the log, and tells nothing else. */
export type Outcome =
  | ({ readonly kind: 'answer' } & KeptAnswer)
  /** Without a word. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly length: number; readonly limit: number }
  /** `repeated`: the person was told so within the last minute already. */
  | { readonly kind: 'limited'; readonly repeated: boolean }
  | { readonly kind: 'busy' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'failed'; readonly errorId: string };

/** What comes of too much in a minute. */
type Limited = Extract<Outcome, { readonly kind: 'limited' }>;

/** Takes questions within the bounds. */
export interface Admission {
  /** @param person - who asks, as `platform:id`; only the rate limit looks at it */
  ask(person: string, question: string, asking?: Asking): Promise<Outcome>;
  /** Counts what is no question as one; null within the person's rate. */
  count(person: string): Limited | null;
  /** Takes no more questions, and waits for the running ones, at most so many milliseconds. */
  close(patience: number): Promise<void>;
}

/** What admission needs of the world. */
export interface AdmissionDependencies {
  readonly ask: (question: string, asking: Asking, person: string) => Promise<FoundAnswer>;
  /** Called with the id that the person sees and the cause; never with the question. */
  readonly onFailure: (errorId: string, cause: unknown) => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** The one door to the core for every platform. */
export function createAdmission(
  { ask, onFailure, now = Date.now }: AdmissionDependencies,
  limits: AdmissionLimits,
): Admission {
  const rate = createRateLimit(limits.perMinute, now);
  const waiting = new Set<() => void>();
  const running = new Set<Promise<unknown>>();
  let active = 0;
  let closed = false;

  /** Waits for a place; whoever has waited for as long as a question may take gives up. */
  async function turn(): Promise<void> {
    if (active < limits.concurrency) {
      active += 1;
      return;
    }
    let enter = () => {};
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
      waiting.add(enter);
    });
    try {
      await withTimeout(entered, limits.timeout);
    } finally {
      waiting.delete(enter);
    }
  }

  function done(): void {
    const [next] = waiting;
    if (next === undefined) {
      active -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  async function answer(question: string, asking: Asking, person: string): Promise<Outcome> {
    await turn();
    // A question that does not end in time gives its place back: stuck ones must not stop the rest.
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, ...(asking.signal ? [asking.signal] : [])]);
    const work = ask(question, { ...asking, signal }, person);
    work.catch(() => {});
    try {
      const { answer, keep } = await withTimeout(work, limits.timeout);
      // Not of the question's time: a slow store makes no failure of an answer that is there.
      return { kind: 'answer', id: await keep(), answer };
    } finally {
      // One whose time is over neither writes nor drafts any longer.
      over.abort(new Error('the question is over'));
      done();
    }
  }

  function count(person: string): Limited | null {
    const { isOver, isTold } = rate.count(person);
    return isOver ? { kind: 'limited', repeated: isTold } : null;
  }

  function fail(cause: unknown): Outcome {
    const errorId = newErrorId();
    onFailure(errorId, cause);
    return { kind: 'failed', errorId };
  }

  return {
    async ask(person, question, asking = {}) {
      // First: what is refused is answered too, and takes others' room in a chat.
      const limited = count(person);
      if (limited !== null) return limited;
      const { questionLength: limit } = limits;
      if (question.length > limit) return { kind: 'long', length: question.length, limit };
      if (closed || waiting.size >= limits.queue) return { kind: 'busy' };
      if (!/[\p{L}\p{N}]/u.test(question)) return { kind: 'empty' };
      const work = answer(question, asking, person);
      running.add(work);
      work.finally(() => running.delete(work)).catch(() => {});
      try {
        return await work;
      } catch (error) {
        if (asking.signal?.aborted) return { kind: 'withdrawn' };
        return fail(error);
      }
    },
    count,
    async close(patience) {
      closed = true;
      await withTimeout(Promise.allSettled(running), patience).catch((error) =>
        onFailure('shutdown', messageOf(error)),
      );
    },
  };
}

async function withTimeout<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no result within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
