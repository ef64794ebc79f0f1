import { resolve } from 'node:path';
import { MostanadError } from '../../errors.js';

/** What a person names as a source: a URL in its normal form, or an absolute path. */
export interface Place {
  readonly kind: 'url' | 'path';
  readonly place: string;
}

/**
 * Reads what a person names as a source. What begins like a URL is one: `https://…`; a file whose name
 * begins like one of another scheme is `./news:1.txt`.
 *
 * @throws MostanadError `input` where it is empty, a URL that cannot be read or one of another scheme
 */
export function placeOf(given: string): Place {
  const text = given.trim();
  if (text === '') throw new MostanadError('input', 'the place of a source is empty');
  // One letter is a drive of Windows; a name with a dot is a host, and its port follows.
  const isUrl = /^(?:[a-z][a-z\d+-]+:|[a-z][a-z\d+.-]*:\/\/)/iu.test(text);
  if (!isUrl) return { kind: 'path', place: resolve(text) };
  if (!/^https?:/iu.test(text)) {
    throw new MostanadError('input', `only http and https URLs can be sources: ${text}`);
  }
  if (!URL.canParse(text)) throw new MostanadError('input', `not a URL: ${text}`);
  const url = new URL(text);
  // Nothing that a server sees.
  url.hash = '';
  return { kind: 'url', place: url.href };
}
