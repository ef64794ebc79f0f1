import type { StoredPassage } from '../../src/search/engine.js';

/** A passage as the engine gives it. */
export function passage(
  text: string,
  { id = 1, start = 0, title = '', speaker = null, date = null }: Partial<StoredPassage> = {},
): StoredPassage {
  const place = { articleId: `article-${id}`, paragraph: 1, start, end: start + text.length };
  return { id, ...place, text, title, speaker, date, source: null, url: null };
}
