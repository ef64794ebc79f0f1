import { parseMIMEType } from 'undici';
import { reasonFor } from '../reasons.js';
import { Refusal } from './error.js';

const ACCEPTED = [
  'text/html',
  'application/xhtml+xml',
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/xml',
  'text/xml',
  'text/plain',
  'text/markdown',
  'application/json',
  'application/feed+json',
  'application/x-ndjson',
  'application/jsonl',
] as const;

/** The header that asks for what is accepted. */
export const ACCEPT = ACCEPTED.join(', ');

/** What a page is: a media type in lower case, and the charset that goes with it. */
export interface MediaType {
  readonly type: (typeof ACCEPTED)[number];
  /** In lower case, as the server named it: not necessarily a charset that exists. */
  readonly charset: string | null;
}

/**
 * Reads a Content-Type header, as the WHATWG's MIME Sniffing standard has it.
 *
 * @throws Refusal naming a type that no article or feed comes in
 */
export function readMediaType(header: string | null): MediaType {
  if (header === null) throw new Refusal(reasonFor('typeless'));
  const parsed = parseMIMEType(header);
  if (parsed === 'failure') throw new Refusal(reasonFor('type-malformed'));
  const type = ACCEPTED.find((one) => one === parsed.essence);
  if (type === undefined) throw new Refusal(reasonFor('type', { type: parsed.essence }));
  return { type, charset: parsed.parameters.get('charset')?.toLowerCase() ?? null };
}
