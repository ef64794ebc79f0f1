import { resolve } from 'node:path';
import { MostanadError } from '../../errors.js';

/** What a person names as a source: a URL in its normal form, or an absolute path. */
export interface Place {
  readonly kind: 'url' | 'path';
  readonly place: string;
}

/**
 * Reads what a person names as a source. What begins like a URL is one: `https://…`.
 *
 * @throws MostanadError `input` where it is empty or a URL that cannot be read
 */
export function placeOf(given: string): Place {
  const text = given.trim();
  if (text === '') throw new MostanadError('input', 'the place of a source is empty');
  if (!/^[a-z][a-z\d+.-]*:\/\//iu.test(text)) return { kind: 'path', place: resolve(text) };
  if (!URL.canParse(text)) throw new MostanadError('input', `not a URL: ${text}`);
  const url = new URL(text);
  // Nothing that a server sees.
  url.hash = '';
  return { kind: 'url', place: url.href };
}
