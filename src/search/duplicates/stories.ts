import { bandKeys } from './bands.js';
import { isSameStory } from './same-story.js';
import { type Signature, signatureFromBytes, signatureToBytes } from './signature.js';

/** An article as the store hands it back. */
export interface StoredStory {
  readonly articleId: string;
  /** As `put` was given it. */
  readonly signature: Uint8Array;
}

/**
 * What is kept to find the same story twice. In SQLite: a table of key and article_id (primary key
 * both, WITHOUT ROWID), the signature as a column of the article, and a table of pairs.
 */
export interface StoryStore {
  put(articleId: string, keys: readonly number[], signature: Uint8Array): void;
  /**
   * The articles that share a key, those that share most first and then by id, at most `limit`: in
   * a long series all share some.
   */
  lookup(keys: readonly number[], limit: number): readonly StoredStory[];
  /** Keeps that two articles tell one story; the order of the two does not count. */
  pair(articleId: string, otherId: string): void;
  /** The articles that are paired with one. */
  pairedWith(articleId: string): readonly string[];
  /** Forgets an article, its keys and its pairs. */
  remove(articleId: string): void;
}

/** The same story shares about eight keys of 32 at the least that counts: it stands far in front. */
const MOST_CANDIDATES = 64;

/**
 * Adds an article that the store does not know, and pairs it with those that tell the same story.
 *
 * @returns their ids
 */
export function addStory(
  store: StoryStore,
  articleId: string,
  signature: Signature,
): readonly string[] {
  const keys = bandKeys(signature);
  const same = store
    .lookup(keys, MOST_CANDIDATES)
    .filter((stored) => isSameStory(signature, signatureFromBytes(stored.signature)))
    .map((stored) => stored.articleId);
  store.put(articleId, keys, signatureToBytes(signature));
  for (const otherId of same) store.pair(articleId, otherId);
  return same;
}

/**
 * The articles that tell one story with this one, itself among them, by id: all that pairs reach
 * from it. No cluster is stored, so none depends on the order in which articles came, and where an
 * article is removed that held two others together, they are apart from then on.
 */
export function storyOf(store: StoryStore, articleId: string): readonly string[] {
  const members = new Set([articleId]);
  // A set hands out what is added while it is gone through.
  for (const member of members) for (const other of store.pairedWith(member)) members.add(other);
  return [...members].sort();
}
