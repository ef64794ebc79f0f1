import { setTimeout as pause } from 'node:timers/promises';
import { effectOf } from './errors.js';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;

/** How long to wait after so many failures in a row, in milliseconds. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

/** Whether a call that failed so often may be tried again. */
export function mayRetry(error: unknown, failures: number): boolean {
  return failures < ATTEMPTS && effectOf(error) !== 'refused';
}

/**
 * Makes a call, again while the network or Telegram fails. For calls only that may be made twice
 * with the effect of one. 429 is auto-retry's.
 *
 * @throws GrammyError where Telegram refuses, GrammyError or HttpError after the last attempt
 */
export async function insist<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (!mayRetry(error, failures)) throw error;
      await pause(pauseAfter(failures));
    }
  }
}
