import { bandKeys } from './bands.js';
import { datesAgree } from './dates.js';
import { isSameStory } from './same-story.js';
import { type Signature, signatureFromBytes, signatureToBytes } from './signature.js';

/** What of an article tells which story it is. */
export interface Story {
  readonly articleId: string;
  /** ISO 8601, a day at the finest; null: undated. */
  readonly date: string | null;
  readonly signature: Signature;
}

/** A story as the store takes it and hands it back. */
export interface StoredStory {
  readonly articleId: string;
  readonly date: string | null;
  readonly signature: Uint8Array;
}

/** What is kept to find the same story twice. */
export interface StoryStore {
  put(story: StoredStory, keys: readonly number[]): void;
  /**
   * The articles that share a key, those that share most first and then by id, at most `limit`: in
   * a long series all share some.
   */
  lookup(keys: readonly number[], limit: number): readonly StoredStory[];
  /** Keeps that two articles tell one story; the order of the two does not count. */
  pair(articleId: string, otherId: string): void;
  /** Forgets an article, its keys and its pairs. */
  remove(articleId: string): void;
}

/** The same story shares about eight keys of 32 at the least that counts: it stands far in front. */
const MOST_CANDIDATES = 64;

/**
 * Adds an article that the store does not know, and pairs it with those that tell the same story.
 * Pairs are all that is kept: no cluster depends on the order in which articles came, and each pair
 * was compared.
 *
 * @returns the ids of those it is paired with
 */
export function addStory(
  store: StoryStore,
  { articleId, date, signature }: Story,
): readonly string[] {
  const keys = bandKeys(signature);
  const same = store
    .lookup(keys, MOST_CANDIDATES)
    .filter((stored) => datesAgree(date, stored.date))
    .filter((stored) => isSameStory(signature, signatureFromBytes(stored.signature)))
    .map((stored) => stored.articleId);
  store.put({ articleId, date, signature: signatureToBytes(signature) }, keys);
  for (const otherId of same) store.pair(articleId, otherId);
  return same;
}
