import { type CollectionStatistics, keywordScore, type QueryTermStatistics } from '../bm25.js';
import type { Hit, Phrase } from '../engine.js';
import type { Filter } from '../filter.js';
import type { Cluster } from './cluster.js';
import { clausesOf } from './filtering.js';

/** Passages that Lucene brings, by its own ranking, to be scored by ours. */
const POOL = 100;
/** Counts are as old as this at most, in milliseconds, as is what a search finds. */
const FRESH = 1_000;
/** Terms whose counts are kept. */
const MOST_KEPT = 10_000;

/** The keyword side of a cluster. */
export interface Keywords {
  /** The passages, within a filter, that hold any spelling of any term, best first (bm25.ts). */
  find(
    terms: readonly (readonly Phrase[])[],
    limit: number,
    filter: Filter | null,
  ): Promise<readonly Hit[]>;
  /** In how many passages each term stands, in their own words or around them. */
  frequencies(terms: readonly string[]): Promise<readonly number[]>;
  /** Has everything counted anew: this process has changed it. */
  changed(): void;
}

/** Opens the keyword side of a cluster. */
export function openKeywords({ searches, names }: Cluster): Keywords {
  let counted = 0;
  let known = new Map<string, Promise<number>>();
  let collection: Promise<CollectionStatistics> | null = null;

  /** In how many passages each term stands in a field. */
  function countsOf(
    field: 'own' | 'anywhere',
    terms: readonly string[],
  ): Promise<readonly number[]> {
    if (Date.now() - counted > FRESH || known.size > MOST_KEPT) changed();
    return Promise.all(
      terms.map((term) => {
        const key = `${field} ${term}`;
        const found = known.get(key) ?? countOf(field, term);
        known.set(key, found);
        return found;
      }),
    );
  }

  async function countOf(field: string, term: string): Promise<number> {
    if (term === '') return 0;
    const { hits } = await searches.run(names.passages, {
      size: 0,
      track_total_hits: true,
      query: { term: { [field]: term } },
    });
    return hits.total?.value ?? 0;
  }

  function changed(): void {
    counted = Date.now();
    known = new Map();
    collection = null;
  }

  async function countAll(): Promise<CollectionStatistics> {
    const { hits, aggregations } = await searches.run<
      never,
      { readonly length: { readonly value: number | null } }
    >(names.passages, {
      size: 0,
      track_total_hits: true,
      aggs: { length: { avg: { field: 'length' } } },
    });
    return {
      passages: hits.total?.value ?? 0,
      averageLength: aggregations?.length.value ?? 0,
    };
  }

  async function statistics(
    terms: readonly (readonly Phrase[])[],
  ): Promise<readonly QueryTermStatistics[]> {
    const parts = [...new Set(terms.flat(2))];
    const counts = await countsOf('own', parts);
    const own = new Map(parts.map((part, at) => [part, counts[at] ?? 0]));
    return terms.map((phrases) => ({
      phrases,
      documentFrequency: Math.max(
        0,
        ...phrases.map((phrase) => Math.min(...phrase.map((part) => own.get(part) ?? 0))),
      ),
    }));
  }

  return {
    changed,
    frequencies: (terms) => countsOf('anywhere', terms),
    async find(terms, limit, filter) {
      const should = terms.flatMap((phrases) => spellingClauses(phrases));
      if (should.length === 0) return [];
      const counting = statistics(terms);
      collection ??= countAll();
      const [query, totals, { hits }] = await Promise.all([
        counting,
        collection,
        searches.run<{ readonly own: string; readonly context: string }>(names.passages, {
          size: Math.max(POOL, limit),
          _source: ['own', 'context'],
          query: {
            bool: { should, minimum_should_match: 1, ...(filter && { filter: clausesOf(filter) }) },
          },
        }),
      ]);
      return hits.hits
        .map(({ _id, _source: { own, context } }) => {
          const passage = { own: own.split(' '), context: context.split(' ') };
          return { id: Number(_id), score: keywordScore(query, passage, totals) };
        })
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, limit);
    },
  };
}

/** Lucene takes 1,024 terms in one query: 64 of a question, in two fields. */
const MOST_SPELLINGS = 8;
/** About what the headline counts in our score. */
const CONTEXT_BOOST = 0.3;

/** What Lucene is asked for one term: its best spelling, in the passage or, for less, around it. */
function spellingClauses(phrases: readonly Phrase[]): readonly object[] {
  const queries = phrases
    .filter((phrase) => phrase.some((part) => part !== ''))
    .slice(0, MOST_SPELLINGS)
    .flatMap((phrase) => [
      phraseQuery('own', phrase, 1),
      phraseQuery('context', phrase, CONTEXT_BOOST),
    ]);
  return queries.length === 0 ? [] : [{ dis_max: { queries } }];
}

function phraseQuery(field: string, phrase: Phrase, boost: number): object {
  return phrase.length === 1
    ? { term: { [field]: { value: phrase[0], boost } } }
    : { match_phrase: { [field]: { query: phrase.join(' '), boost } } };
}
