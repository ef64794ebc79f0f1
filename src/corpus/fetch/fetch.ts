import { Agent, type Dispatcher, request } from 'undici';
import { ReasonError } from '../reason-error.js';
import { reasonFor } from '../reasons.js';
import { ACCEPT_ENCODING, readBody } from './body.js';
import { BadStatus, FetchError, Refusal, shownUrl } from './error.js';
import { CLOSED, checkedLookup, checkUrl, type Opening } from './guard.js';
import { ACCEPT, type MediaType, readMediaType } from './media-type.js';
import { conditionsFor, type PageMemory } from './memory.js';

/** How much a server may send, how long it may take, and how often it may send elsewhere. */
export interface Limits {
  readonly bytes: number;
  /** For all of it, redirects included. */
  readonly totalMs: number;
  /** For a connection, and between two signs of life. */
  readonly idleMs: number;
  readonly redirects: number;
}

export const LIMITS: Limits = {
  bytes: 10 * 1024 * 1024,
  totalMs: 60_000,
  idleMs: 15_000,
  redirects: 5,
};

export interface FetchOptions {
  /** What is remembered of the page; without it the page comes whole. */
  readonly memory?: PageMemory | null;
  readonly signal?: AbortSignal;
  readonly limits?: Limits;
  readonly opening?: Opening;
}

/** A page as it came, decompressed but not decoded; its `url` is where redirects led. */
export interface Page extends MediaType, PageMemory {
  readonly kind: 'page';
  readonly bytes: Uint8Array;
}

/** The page is still what is remembered of it. */
export interface NotModified {
  readonly kind: 'not-modified';
}

const USER_AGENT = 'Mostanad/0.1 (reads news articles and feeds for its corpus)';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches an article or feed. Only public addresses are connected to, before and after redirects.
 *
 * @throws FetchError where it is refused or cannot be had; the signal's reason where that aborts
 */
export async function fetchPage(
  given: string,
  { memory = null, signal, limits = LIMITS, opening = CLOSED }: FetchOptions = {},
): Promise<Page | NotModified> {
  const { idleMs } = limits;
  const agent = new Agent({
    connect: { lookup: checkedLookup(opening), timeout: idleMs },
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  });
  const halt = haltAfter(limits.totalMs, signal);
  // The agent, not the request: a request cannot be aborted while its host is looked up.
  halt.signal.addEventListener('abort', () => void agent.destroy(halt.signal.reason));
  let at = given;
  try {
    signal?.throwIfAborted();
    for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
      const url = parseUrl(at);
      checkUrl(url, opening);
      const conditions = conditionsFor(url.href, memory);
      const response = await ask(url, conditions, agent);
      if (!REDIRECTS.has(response.statusCode)) {
        return await read(url, response, Object.keys(conditions).length > 0, limits.bytes);
      }
      at = target(url, response);
      response.body.destroy();
    }
    throw new Refusal(reasonFor('redirects', { count: limits.redirects }));
  } catch (error) {
    signal?.throwIfAborted();
    const via = at === given ? '' : ` (redirected to ${shownUrl(at)})`;
    const thrown = halt.signal.aborted ? halt.signal.reason : error;
    throw new FetchError(`${shownUrl(given)}${via}`, thrown);
  } finally {
    halt.clear();
    void agent.destroy();
  }
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new Refusal(reasonFor('not-url'));
  const url = new URL(text);
  url.hash = '';
  return url;
}

async function ask(
  url: URL,
  conditions: Record<string, string>,
  dispatcher: Dispatcher,
): Promise<Dispatcher.ResponseData> {
  const response = await request(url, {
    dispatcher,
    headers: {
      'user-agent': USER_AGENT,
      accept: ACCEPT,
      'accept-encoding': ACCEPT_ENCODING,
      ...conditions,
    },
  });
  // A body that is not wanted fails when the agent ends, with no one there to hear it.
  response.body.on('error', () => {});
  return response;
}

/** Where a redirect leads. */
function target(from: URL, { headers, statusCode }: Dispatcher.ResponseData): string {
  const location = single(headers.location);
  if (location === null) throw new BadStatus(statusCode, null);
  // undici reads headers as Latin-1; an address that is not percent-encoded is UTF-8.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  if (!URL.canParse(text, from.href)) throw new Refusal(reasonFor('redirected-wrong'));
  return new URL(text, from.href).href;
}

async function read(
  url: URL,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  wasConditional: boolean,
  maxBytes: number,
): Promise<Page | NotModified> {
  if (statusCode === 304 && wasConditional) return { kind: 'not-modified' };
  if (statusCode !== 200) throw new BadStatus(statusCode, single(headers['retry-after']));
  const mediaType = readMediaType(single(headers['content-type']));
  return {
    kind: 'page',
    url: url.href,
    ...mediaType,
    bytes: await readBody(body, single(headers['content-encoding']) ?? '', maxBytes),
    etag: single(headers.etag),
    lastModified: single(headers['last-modified']),
  };
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

/** A signal that aborts with another one or after a time, until it is cleared. */
function haltAfter(ms: number, other: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort(other?.reason);
  const timer = setTimeout(
    () => controller.abort(new ReasonError(reasonFor('late', { seconds: ms / 1000 }))),
    ms,
  );
  other?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      other?.removeEventListener('abort', abort);
    },
  };
}
