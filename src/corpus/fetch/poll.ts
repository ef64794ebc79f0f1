/** When a feed is asked again, in milliseconds. */
const MINUTE = 60_000;
const INTERVAL = 10 * MINUTE;
const LONGEST_UNCHANGED = 2 * 60 * MINUTE;
const LONGEST_AFTER_FAILURE = 6 * 60 * MINUTE;
/** A server's slip of the pen must not silence its feed for good. */
const LONGEST_RETRY_AFTER = 7 * 24 * 60 * MINUTE;

const UNCHANGED_GROWTH = 1.5;
const FAILURE_GROWTH = 2;
/** Feeds that were asked together part, and never come sooner than they should. */
const JITTER = 0.2;

/** How the last polls of a feed went, in a row. */
export interface PollRecord {
  readonly unchanged: number;
  readonly failures: number;
}

/** A feed that was never asked. */
export const NEVER_POLLED: PollRecord = { unchanged: 0, failures: 0 };

/** How a poll went; `unchanged` also where the feed came whole and held nothing new. */
export type PollOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  /** `retryAfter`: the Retry-After header as it was sent, null where there was none. */
  | { readonly kind: 'failed'; readonly retryAfter: string | null };

/** What is known of a feed after a poll, and when to ask it again. */
export interface NextPoll {
  readonly record: PollRecord;
  /** In milliseconds since 1970. */
  readonly due: number;
}

/**
 * Plans a feed's next poll: after 10 minutes where it changed; 1.5 times as long with every poll in
 * a row that found nothing new, up to 2 hours; twice as long with every failure in a row (exponential
 * back-off), up to 6 hours, or as late as the server asks (RFC 9110, 10.2.3), up to 7 days. To all of
 * it comes a chance share of up to a fifth.
 *
 * @param now - in milliseconds since 1970
 * @param chance - evenly from [0, 1)
 */
export function planPoll(
  record: PollRecord,
  outcome: PollOutcome,
  now: number,
  chance: number,
): NextPoll {
  const next = recordAfter(record, outcome);
  const asked = outcome.kind === 'failed' ? readRetryAfter(outcome.retryAfter, now) : 0;
  const wait = Math.max(pauseAfter(next), asked);
  return { record: next, due: now + Math.round(wait * (1 + JITTER * chance)) };
}

function recordAfter({ unchanged, failures }: PollRecord, { kind }: PollOutcome): PollRecord {
  if (kind === 'changed') return NEVER_POLLED;
  if (kind === 'unchanged') return { unchanged: unchanged + 1, failures: 0 };
  return { unchanged, failures: failures + 1 };
}

function pauseAfter({ unchanged, failures }: PollRecord): number {
  const quiet = Math.min(LONGEST_UNCHANGED, INTERVAL * UNCHANGED_GROWTH ** unchanged);
  const failing = Math.min(LONGEST_AFTER_FAILURE, INTERVAL * FAILURE_GROWTH ** failures);
  return failures === 0 ? quiet : Math.max(quiet, failing);
}

/** How long a Retry-After header asks to wait, as seconds or as a date; 0 where it is neither. */
function readRetryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  // Date.parse makes a date of almost anything.
  const isDate = /^[A-Z][a-z]+, .* GMT$/.test(text);
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - now : 0;
  return Number.isNaN(ms) ? 0 : Math.min(LONGEST_RETRY_AFTER, Math.max(0, ms));
}
