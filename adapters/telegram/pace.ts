import type { Transformer } from 'grammy';

/** Holds calls back; see createPacer. */
export interface Pacer {
  readonly transformer: Transformer;
  /** Resolves when no call is under way; those that are held back are not. */
  idle(): Promise<void>;
}

/** At most so many calls in any stretch of so many milliseconds. */
interface Rate {
  readonly messages: number;
  readonly perMs: number;
}

interface Window {
  readonly key: string;
  readonly rate: Rate;
}

interface Waiting {
  readonly windows: readonly Window[];
  readonly start: () => void;
  readonly fail: (reason: unknown) => void;
}

// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const CHAT: Rate = { messages: 1, perMs: 1_000 };
const GROUP: Rate = { messages: 20, perMs: 60_000 };
const OVERALL: Rate = { messages: 30, perMs: 1_000 };

const COUNTED: ReadonlySet<string> = new Set([
  'sendMessage',
  'editMessageText',
  'editMessageReplyMarkup',
]);

/** Timers may be a little early. */
const MARGIN_MS = 10;

/**
 * Holds calls back so that Telegram's limits are never broken: 1 message a second in a chat, 20 a
 * minute in a group, 30 a second in all, edits counted.
 *
 * A call takes its place when it starts and gives it back so long after it *ended*. Telegram counts
 * a call at some moment between the two, so no stretch of Telegram's own clock holds more than the
 * limit, whatever the network does. (@grammyjs/transformer-throttler counts typing actions too,
 * refills at fixed times, and lets two calls that waited for the overall limit follow at once.)
 *
 * @param halted - once aborted, calls that are held back and later ones fail with its reason
 */
export function createPacer(halted: AbortSignal): Pacer {
  const taken = new Map<string, number>();
  const underWay = new Set<Promise<unknown>>();
  let waiting: readonly Waiting[] = [];

  const isFree = ({ key, rate }: Window) => (taken.get(key) ?? 0) < rate.messages;
  const take = ({ key }: Window) => taken.set(key, (taken.get(key) ?? 0) + 1);
  const giveBack = ({ key }: Window) => {
    const left = (taken.get(key) ?? 0) - 1;
    if (left > 0) taken.set(key, left);
    else taken.delete(key);
  };

  /** Whoever came first goes first, unless its chat has to wait and another's has not. */
  function startWhoMay(): void {
    const still: Waiting[] = [];
    for (const call of waiting) {
      if (call.windows.every(isFree)) {
        call.windows.forEach(take);
        call.start();
      } else still.push(call);
    }
    waiting = still;
  }

  halted.addEventListener('abort', () => {
    for (const { fail } of waiting) fail(halted.reason);
    waiting = [];
  });

  const transformer: Transformer = async (prev, method, payload, signal) => {
    if (!COUNTED.has(method) || !('chat_id' in payload)) return prev(method, payload, signal);
    halted.throwIfAborted();
    const windows = windowsOf(Number(payload.chat_id));
    await new Promise<void>((start, fail) => {
      waiting = [...waiting, { windows, start, fail }];
      startWhoMay();
    });
    const call = prev(method, payload, signal);
    underWay.add(call);
    try {
      return await call;
    } finally {
      underWay.delete(call);
      for (const window of windows) {
        const passed = () => {
          giveBack(window);
          startWhoMay();
        };
        setTimeout(passed, window.rate.perMs + MARGIN_MS).unref();
      }
    }
  };

  return {
    transformer,
    async idle() {
      await Promise.allSettled(underWay);
    },
  };
}

/** Groups have negative ids. */
function windowsOf(chatId: number): readonly Window[] {
  const all = [
    { key: 'overall', rate: OVERALL },
    { key: `chat ${chatId}`, rate: CHAT },
  ];
  return chatId < 0 ? [...all, { key: `group ${chatId}`, rate: GROUP }] : all;
}
