import { type CollectionStatistics, keywordScore, type QueryTermStatistics } from '../bm25.js';
import type { Hit, Phrase } from '../engine.js';
import type { Cluster } from './cluster.js';

/** Passages that Lucene brings, by its own ranking, to be scored by ours. */
const POOL = 100;
/** Counts are as old as this at most, in milliseconds, as is what a search finds. */
const FRESH = 1_000;
/** Terms whose counts are kept. */
const MOST_KEPT = 10_000;

/** In how many passages a term stands. */
interface Frequency {
  readonly own: number;
  readonly anywhere: number;
}

/** The keyword side of a cluster. */
export interface Keywords {
  /** The passages that hold any spelling of any term, best first (bm25.ts). */
  find(terms: readonly (readonly Phrase[])[], limit: number): Promise<readonly Hit[]>;
  /** In how many passages each term stands, in their own words or around them. */
  frequencies(terms: readonly string[]): Promise<readonly number[]>;
  /** Has everything counted anew: this process has changed it. */
  changed(): void;
}

/** Opens the keyword side of a cluster. */
export function openKeywords({ searches, names }: Cluster): Keywords {
  let counted = 0;
  let known = new Map<string, Promise<Frequency>>();
  let collection: Promise<CollectionStatistics> | null = null;

  function frequencyOf(term: string): Promise<Frequency> {
    const before = known.get(term);
    if (before !== undefined) return before;
    const count = async (field: string) => {
      const { hits } = await searches.run(names.passages, {
        size: 0,
        track_total_hits: true,
        query: { term: { [field]: term } },
      });
      return hits.total?.value ?? 0;
    };
    const found = Promise.all([count('own'), count('anywhere')]).then(
      ([own, anywhere]): Frequency => ({ own, anywhere }),
    );
    known.set(term, found);
    return found;
  }

  function frequenciesOf(terms: readonly string[]): Promise<readonly Frequency[]> {
    if (Date.now() - counted > FRESH || known.size > MOST_KEPT) changed();
    return Promise.all(terms.map((term) => (term === '' ? NOWHERE : frequencyOf(term))));
  }

  function changed(): void {
    counted = Date.now();
    known = new Map();
    collection = null;
  }

  async function count(): Promise<CollectionStatistics> {
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
    const frequencies = await frequenciesOf(parts);
    const own = new Map(parts.map((part, at) => [part, frequencies[at]?.own ?? 0]));
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
    async frequencies(terms) {
      return (await frequenciesOf(terms)).map(({ anywhere }) => anywhere);
    },
    async find(terms, limit) {
      const should = terms.flatMap((phrases) => clausesOf(phrases)).slice(0, MOST_CLAUSES);
      if (should.length === 0) return [];
      const query = await statistics(terms);
      collection ??= count();
      const [totals, { hits }] = await Promise.all([
        collection,
        searches.run<{ readonly own: string; readonly context: string }>(names.passages, {
          size: Math.max(POOL, limit),
          _source: ['own', 'context'],
          query: { bool: { should } },
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

const NOWHERE: Frequency = { own: 0, anywhere: 0 };
/** Lucene takes 1,024 terms in one query, and each term here may be in eight spellings in two fields. */
const MOST_CLAUSES = 64;
/** About what the headline counts in our score. */
const CONTEXT_BOOST = 0.3;

/** What Lucene is asked for one term: its best spelling, in the passage or, for less, around it. */
function clausesOf(phrases: readonly Phrase[]): readonly object[] {
  const queries = phrases
    .filter((phrase) => phrase.some((part) => part !== ''))
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
