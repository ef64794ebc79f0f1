import { autoRetry } from '@grammyjs/auto-retry';
import type { Transformer } from 'grammy';
import type { Log } from '../log.js';

/** Telegram is obeyed where it says how long to wait, but mostly no longer than this. */
const MOST_WAIT_S = 300;

/** What answers are made of: given up, they would be lost. */
const ANSWERING: ReadonlySet<string> = new Set(['sendMessage', 'editMessageText', 'deleteMessage']);

/** Waits as long as Telegram asks for, and makes the call again; for an answer however long that is. */
export function waitingOut(log: Log): Transformer {
  // What a call did that failed otherwise, delivery finds out.
  const retries = { rethrowHttpErrors: true, rethrowInternalServerErrors: true };
  const patient = autoRetry(retries);
  const brief = autoRetry({ ...retries, maxDelaySeconds: MOST_WAIT_S });
  return (prev, method, payload, signal) => {
    if (!ANSWERING.has(method)) return brief(prev, method, payload, signal);
    const noted: typeof prev = async (...call) => {
      const response = await prev(...call);
      const seconds = response.ok ? undefined : response.parameters?.retry_after;
      if (seconds !== undefined && seconds > MOST_WAIT_S) {
        log.warn({ seconds }, 'Telegram puts answers off');
      }
      return response;
    };
    return patient(noted, method, payload, signal);
  };
}
