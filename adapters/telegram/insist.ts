import { type Patience, retry } from '../retry.js';
import { effectOf } from './errors.js';

const PATIENCE: Patience = {
  attempts: 8,
  firstPauseMs: 300,
  longestPauseMs: 10_000,
  isPassing: (error) => effectOf(error) !== 'refused',
};

/**
 * Makes a call, again while the network or Telegram fails. 429 is waited out before.
 *
 * @param call - may be made twice with the effect of one, but for what `recover` finds out
 * @param recover - tells the result of a call that failed and took effect all the same
 * @throws GrammyError where Telegram refuses, GrammyError or HttpError after the last attempt
 */
export function insist<Result>(
  call: () => Promise<Result>,
  recover?: (error: unknown) => Promise<Result | undefined>,
): Promise<Result> {
  return retry(PATIENCE, call, recover);
}
