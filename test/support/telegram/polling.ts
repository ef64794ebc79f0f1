import type { Update } from 'grammy/types';
import { BotApiError } from './errors.js';
import { type Method, readInteger } from './payload.js';
import type { UpdateQueue } from './updates.js';

const MAX_UPDATES = 100;
const MAX_TIMEOUT_S = 50;
const OTHER_POLLER =
  'Conflict: terminated by other getUpdates request; ' +
  'make sure that only one bot instance is running';
const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; " +
  'use deleteWebhook to delete the webhook first';

/** Long polling: the method, and the way to end a poll that waits. */
export interface Polling {
  readonly getUpdates: Method;
  /** Ends the waiting poll with 409 and these words. */
  interrupt(description: string): void;
  /** Ends the waiting poll without updates. */
  close(): void;
}

interface Waiting {
  readonly wake: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * getUpdates as the server does it: an offset confirms all that came before it, and of two pollers
 * the one that came first is refused with 409.
 */
export function createPolling(queue: UpdateQueue, webhookIsSet: () => boolean): Polling {
  let waiting: Waiting | undefined;
  queue.onPush(() => waiting?.wake());
  const interrupt = (description: string) => waiting?.fail(new BotApiError(409, description));

  const wait = (seconds: number, hungUp: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => () => {
        clearTimeout(timer);
        hungUp.removeEventListener('abort', wake);
        if (waiting === mine) waiting = undefined;
        act();
      };
      const wake = settle(resolve);
      const timer = setTimeout(() => wake(), seconds * 1_000);
      const mine: Waiting = { wake, fail: (error) => settle(() => reject(error))() };
      waiting = mine;
      hungUp.addEventListener('abort', wake);
    });

  const getUpdates: Method = async (payload, { hungUp }): Promise<readonly Update[]> => {
    if (webhookIsSet()) throw new BotApiError(409, WEBHOOK_ACTIVE);
    interrupt(OTHER_POLLER);
    queue.readAllowed(payload);
    confirm(queue, readInteger(payload, 'offset') ?? 0);
    const timeout = readInteger(payload, 'timeout') ?? 0;
    const seconds = Math.min(Math.max(timeout, 0), MAX_TIMEOUT_S);
    if (queue.pending.length === 0 && seconds > 0) await wait(seconds, hungUp);
    const limit = readInteger(payload, 'limit') ?? MAX_UPDATES;
    return queue.pending.slice(0, Math.min(Math.max(limit, 1), MAX_UPDATES));
  };
  return { getUpdates, interrupt, close: () => waiting?.wake() };
}

/** A negative offset counts from the end of the queue and forgets all before it. */
function confirm(queue: UpdateQueue, offset: number): void {
  const first = offset < 0 ? queue.pending.at(offset)?.update_id : offset;
  if (first !== undefined) queue.filter((update) => update.update_id >= first);
}
