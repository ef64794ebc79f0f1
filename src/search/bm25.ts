import type { Phrase } from './engine.js';

/** Saturation of repeated terms and weight of the length, as in Lucene and SQLite. */
const K1 = 1.2;
const B = 0.75;

/** A term of the query in the spellings that stand for it, and how many passages hold it. */
export interface QueryTermStatistics {
  readonly phrases: readonly Phrase[];
  readonly documentFrequency: number;
}

/** What BM25 knows of the whole index. */
export interface CollectionStatistics {
  readonly passages: number;
  readonly averageLength: number;
}

/** What two neighbours of the question are worth that stand side by side, in points of BM25's idf. */
const PAIR_WEIGHT = 1.5;

/**
 * Scores a passage by its words: BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance
 * Framework", section 3.4), and what stands in it as it stands in the question.
 *
 * @param query - the question's terms, in order
 * @param terms - the passage's terms, in order
 */
export function keywordScore(
  query: readonly QueryTermStatistics[],
  terms: readonly string[],
  collection: CollectionStatistics,
): number {
  return bm25(query, terms, collection) + PAIR_WEIGHT * pairs(query, terms, collection);
}

function bm25(
  query: readonly QueryTermStatistics[],
  terms: readonly string[],
  collection: CollectionStatistics,
): number {
  const norm = K1 * (1 - B + (B * terms.length) / (collection.averageLength || 1));
  return query.reduce((sum, term) => {
    const count = term.phrases.reduce((total, phrase) => total + occurrences(phrase, terms), 0);
    return sum + (inverseFrequency(term, collection) * count * (K1 + 1)) / (count + norm);
  }, 0);
}

/**
 * The weight of the question's neighbouring terms that stand side by side in the passage, in order,
 * after the ordered features of the sequential dependence model (Metzler & Croft 2005, "A Markov
 * Random Field Model for Term Dependencies", section 3): «وزیر امور خارجه» is more than its words.
 */
function pairs(
  query: readonly QueryTermStatistics[],
  terms: readonly string[],
  collection: CollectionStatistics,
): number {
  return query.slice(1).reduce((sum, right, index) => {
    const left = query[index] as QueryTermStatistics;
    const together = left.phrases.some((first) =>
      right.phrases.some((second) => occurrences([...first, ...second], terms) > 0),
    );
    if (!together) return sum;
    return sum + Math.min(inverseFrequency(left, collection), inverseFrequency(right, collection));
  }, 0);
}

/**
 * The inverse document frequency, never negative. SQLite's own sinks to nothing for a term in half of
 * the passages, which in a corpus of one article are the very names that it is about.
 */
function inverseFrequency(
  { documentFrequency }: QueryTermStatistics,
  { passages }: CollectionStatistics,
): number {
  return Math.log(1 + (passages - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** How often the terms of a phrase stand in a row. */
function occurrences(phrase: Phrase, terms: readonly string[]): number {
  let count = 0;
  for (let at = 0; at + phrase.length <= terms.length; at += 1) {
    if (phrase.every((part, offset) => terms[at + offset] === part)) count += 1;
  }
  return count;
}
