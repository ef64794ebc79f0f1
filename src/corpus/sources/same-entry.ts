import { createHash } from 'node:crypto';
import type { Article } from '../article.js';
import type { ReadEntry } from '../feed-reader.js';
import { type Held, nameOf } from './fetched.js';

/** An entry and the file that it belongs in. */
export interface PlacedEntry {
  readonly entry: ReadEntry;
  readonly name: string;
}

/** What an entry says, whatever its id: two with the same are one article. */
export function contentOf({ title, blocks }: Pick<Article, 'title' | 'blocks'>): string {
  const text = JSON.stringify([title, blocks.map((block) => block.text)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

/**
 * Finds the file of each entry of a feed: that of its id; else, since some feeds give every entry a new
 * id at every poll, that of the article with the same link or the same title and text. A link that several
 * entries have, as of a home page, tells nothing. Entries that say the same are given once.
 */
export function placeEntries(
  entries: readonly ReadEntry[],
  held: readonly Held[],
): readonly PlacedEntry[] {
  const names = new Set(held.map(({ name }) => name));
  const byLink = onlyOnce(held.map(({ url, name }) => [url, name]));
  const byContent = new Map(held.toReversed().map(({ content, name }) => [content, name]));
  const ownLinks = onlyOnce(entries.map(({ article }) => [article.url, article.id]));
  const placed = new Map<string, ReadEntry>();
  for (const entry of entries) {
    const own = nameOf(entry.article.id);
    if (names.has(own)) placed.set(own, entry);
  }
  for (const entry of entries) {
    const { id, url } = entry.article;
    const own = nameOf(id);
    if (names.has(own)) continue;
    const content = contentOf(entry.article);
    const linked = ownLinks.has(url) ? byLink.get(url) : undefined;
    const isFree = linked !== undefined && !placed.has(linked);
    const name = byContent.get(content) ?? (isFree ? linked : own);
    byContent.set(content, name);
    if (!placed.has(name)) placed.set(name, entry);
  }
  return [...placed].map(([name, entry]) => ({ name, entry }));
}

/** The links that stand once, each with what has it. */
function onlyOnce(
  pairs: readonly (readonly [url: string | null, of: string])[],
): ReadonlyMap<string | null, string> {
  const counts = new Map<string | null, number>();
  for (const [url] of pairs) counts.set(url, (counts.get(url) ?? 0) + 1);
  return new Map(pairs.filter(([url]) => url !== null && counts.get(url) === 1));
}
