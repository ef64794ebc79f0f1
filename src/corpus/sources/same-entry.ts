import { createHash } from 'node:crypto';
import type { Article } from '../article.js';
import type { ReadEntry } from '../feed-reader.js';
import { nameOf } from './fetched.js';
import { type Held, linkOf } from './held.js';

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
 * entries have, as of a home page, tells nothing. Entries that say the same are given once, unless their
 * links differ: «قیمت دلار امروز» is another article every day.
 */
export function placeEntries(
  entries: readonly ReadEntry[],
  held: readonly Held[],
): readonly PlacedEntry[] {
  const names = new Set(held.map(({ name }) => name));
  const byLink = onlyOnce(held.map(({ link, name }) => [link, name]));
  const byContent = new Map<string, Held[]>();
  const remember = (one: Held) => {
    const alike = byContent.get(one.content);
    if (alike === undefined) byContent.set(one.content, [one]);
    else alike.push(one);
  };
  for (const one of held) remember(one);
  const ownLinks = onlyOnce(entries.map(({ article }) => [linkOf(article), article.id]));
  const placed = new Map<string, ReadEntry>();
  for (const entry of entries) {
    const own = nameOf(entry.article.id);
    if (names.has(own)) placed.set(own, entry);
  }
  for (const entry of entries) {
    const own = nameOf(entry.article.id);
    if (names.has(own)) continue;
    const link = linkOf(entry.article);
    const content = contentOf(entry.article);
    const linked = ownLinks.has(link) ? byLink.get(link) : undefined;
    const isFree = linked !== undefined && !placed.has(linked);
    const name = sameOf(byContent.get(content) ?? [], link)?.name ?? (isFree ? linked : own);
    remember({ name, link, content });
    if (!placed.has(name)) placed.set(name, entry);
  }
  return [...placed].map(([name, entry]) => ({ name, entry }));
}

/** Of articles that say the same, the one that has a link, or else one that this may be the link of. */
function sameOf(alike: readonly Held[], link: string | null): Held | undefined {
  const isUnlinked = (one: Held) => one.link === null || link === null;
  return alike.find((one) => one.link === link) ?? alike.find(isUnlinked);
}

/** The links that stand once, each with what has it. */
function onlyOnce(
  pairs: readonly (readonly [link: string | null, of: string])[],
): ReadonlyMap<string | null, string> {
  const counts = new Map<string | null, number>();
  for (const [link] of pairs) counts.set(link, (counts.get(link) ?? 0) + 1);
  return new Map(pairs.filter(([link]) => link !== null && counts.get(link) === 1));
}
