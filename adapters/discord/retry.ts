import { DiscordAPIError, HTTPError } from 'discord.js';
import { type Patience, retry } from '../retry.js';

const PATIENCE: Patience = {
  attempts: 6,
  firstPauseMs: 50,
  longestPauseMs: 1_000,
  isPassing,
};

/** Codes of Node's and undici's network errors. */
const NETWORK_CODE = /^(?:E[A-Z_]+|UND_ERR_[A-Z_]+)$/;

/**
 * Calls again, with longer and longer waits, what failed on the way or within Discord: discord.js
 * itself waits out a 429 and repeats a 5xx or a reset connection a few times at once, but gives up a
 * connection that was closed. What Discord refuses is thrown at once.
 *
 * @param call - safe to repeat where an earlier one took effect and its answer was lost
 */
export function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  return retry(PATIENCE, call);
}

/** Whether Discord refused with this error code: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export function isRefusal(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** Whether a call failed on the way or within Discord, and another time may not. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error) || error instanceof DiscordAPIError) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error.name === 'AbortError' || NETWORK_CODE.test(code);
}
