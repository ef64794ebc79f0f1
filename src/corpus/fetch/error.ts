import { errors } from 'undici';
import { codeOf, messageOf } from '../../errors.js';
import { ReasonError } from '../reason-error.js';
import { type Reason, reasonFor } from '../reasons.js';

const LONGEST_SHOWN = 200;

/** A rule of ours that a URL, or what came from it, does not keep. */
export class Refusal extends ReasonError {}

/** An answer that is neither a page nor a redirect. */
export class BadStatus extends ReasonError {
  constructor(
    readonly status: number,
    readonly retryAfter: string | null,
  ) {
    super(reasonFor('status', { status }));
  }
}

/** A URL that was not fetched. Its message has neither the URL's query nor anything of a body. */
export class FetchError extends ReasonError {
  /** Whether a rule of ours refused it; otherwise it could not be had, which may pass. */
  readonly refused: boolean;
  /** The HTTP status, where it is what was wrong. */
  readonly status: number | null;
  /** The Retry-After header as it was sent with such a status. */
  readonly retryAfter: string | null;

  /** @param url - as `shownUrl` gives it */
  constructor(url: string, thrown: unknown) {
    super(fetchReason(thrown), { cause: withoutBody(thrown) }, `fetch ${url}: `);
    this.name = 'FetchError';
    this.refused = thrown instanceof Refusal;
    this.status = thrown instanceof BadStatus ? thrown.status : null;
    this.retryAfter = thrown instanceof BadStatus ? thrown.retryAfter : null;
  }
}

/** A URL for people and logs: user, password, query and fragment may be secret and are left out. */
export function shownUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const shown =
    url?.protocol === 'http:' || url?.protocol === 'https:'
      ? `${url.origin}${url.pathname}`
      : given.replace(/[?#].*$/s, '').replace(/^.*@/s, '…');
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}

/** Why a URL was not fetched: some of what undici and Node throw has a reason of ours. */
function fetchReason(thrown: unknown): Reason {
  if (thrown instanceof ReasonError) return thrown.reason;
  switch (codeOf(thrown)) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return reasonFor('no-connection');
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return reasonFor('silent');
    case 'ENOTFOUND':
      return reasonFor('no-server');
    default:
      // When several addresses failed, Node leaves the message empty.
      return reasonFor('other', { words: messageOf(thrown) || codeOf(thrown) });
  }
}

/** undici keeps what it could not parse in the error, and that may be part of a body. */
function withoutBody(thrown: unknown): unknown {
  return thrown instanceof errors.HTTPParserError ? new Error(thrown.message) : thrown;
}
