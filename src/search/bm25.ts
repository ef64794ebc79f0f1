import type { Phrase } from './engine.js';

/** Saturation of repeated terms and weight of the length, as in Lucene and SQLite. */
const K1 = 1.2;
const B = 0.75;

/** A passage's terms in order: its own words, and what stands around them (headline, speaker). */
export interface PassageTerms {
  readonly own: readonly string[];
  readonly context: readonly string[];
}

/** A term of the query in the spellings that stand for it, and how many passages have it as their own. */
export interface QueryTermStatistics {
  readonly phrases: readonly Phrase[];
  readonly documentFrequency: number;
}

/** What BM25 knows of the whole index. */
export interface CollectionStatistics {
  readonly passages: number;
  readonly averageLength: number;
}

/** What a term is worth that stands around the passage and not in it, as a share of its idf. */
const CONTEXT_WEIGHT = 0.6;
/** What two neighbours of the question are worth that stand side by side, in points of BM25's idf. */
const PAIR_WEIGHT = 1;

/**
 * Scores a passage by its words: BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance
 * Framework", section 3.4), what stands in it as it stands in the question, and, less, what only the
 * headline says. The headline's terms are in every passage of an article: counted as the passage's own
 * they would drown those that tell its passages apart.
 *
 * @param query - the question's terms, in order
 */
export function keywordScore(
  query: readonly QueryTermStatistics[],
  { own, context }: PassageTerms,
  collection: CollectionStatistics,
): number {
  const wanted = new Set(query.flatMap(({ phrases }) => phrases.flat()));
  const inside = positionsOf(own, wanted);
  const outside = positionsOf(context, wanted);
  const around = query
    .filter(({ phrases }) => !holdsAny(phrases, inside) && holdsAny(phrases, outside))
    .reduce((sum, term) => sum + inverseFrequency(term, collection), 0);
  return (
    bm25(query, inside, own.length, collection) +
    PAIR_WEIGHT * pairs(query, inside, collection) +
    CONTEXT_WEIGHT * around
  );
}

/** Where each of the wanted terms stands. */
type Positions = ReadonlyMap<string, readonly number[]>;

function positionsOf(terms: readonly string[], wanted: ReadonlySet<string>): Positions {
  const found = new Map<string, number[]>();
  terms.forEach((term, at) => {
    if (!wanted.has(term)) return;
    const places = found.get(term);
    if (places === undefined) found.set(term, [at]);
    else places.push(at);
  });
  return found;
}

function holdsAny(phrases: readonly Phrase[], terms: Positions): boolean {
  return phrases.some((phrase) => occurrences(phrase, terms) > 0);
}

function bm25(
  query: readonly QueryTermStatistics[],
  terms: Positions,
  length: number,
  collection: CollectionStatistics,
): number {
  const norm = K1 * (1 - B + (B * length) / (collection.averageLength || 1));
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
  terms: Positions,
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
function occurrences(phrase: Phrase, terms: Positions): number {
  const [first = '', ...rest] = phrase;
  const starts = terms.get(first) ?? [];
  if (rest.length === 0) return starts.length;
  return starts.filter((start) =>
    rest.every((part, offset) => terms.get(part)?.includes(start + offset + 1) ?? false),
  ).length;
}
