import type { ResponseParameters } from 'grammy/types';
import type { FloodLimit } from './flood.js';

/**
 * What the Bot API answers instead of a result.
 *
 * `code` is both the HTTP status and `error_code`; `flood` is the limit that the call would have broken.
 */
export class BotApiError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: ResponseParameters,
    readonly flood?: FloodLimit,
  ) {
    super(description);
    this.name = 'BotApiError';
  }
}

/** A 400: the Bot API puts the same words in front of every one. */
export function badRequest(description: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${description}`);
}

/** A 429 that asks the bot to wait `retryAfter` seconds. */
export function tooManyRequests(retryAfter: number, flood?: FloodLimit): BotApiError {
  const description = `Too Many Requests: retry after ${retryAfter}`;
  return new BotApiError(429, description, { retry_after: retryAfter }, flood);
}

/** The wording for a query that is unknown, already answered, or too old: Telegram has one for all. */
export const STALE_QUERY = 'query is too old and response timeout expired or query ID is invalid';
