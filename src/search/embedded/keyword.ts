import type Database from 'better-sqlite3';
import { type CollectionStatistics, keywordScore } from '../bm25.js';
import type { Hit, Phrase } from '../engine.js';
import type { Filter } from '../filter.js';
import { isNarrow, passageCondition } from './eligible.js';
import { matchExpression } from './match.js';

/** Passages that the full-text index brings, by its own ranking, to be scored by ours. */
const POOL = 100;

/** The keyword side of the index. */
export type Keywords = {
  /** The passages, within a filter, that hold any spelling of any term, best first. */
  find(terms: readonly (readonly Phrase[])[], limit: number, filter: Filter | null): readonly Hit[];
  /** In how many passages each of the terms stands, in their own words or around them. */
  documentFrequencies(terms: readonly string[]): readonly number[];
};

/** Opens the keyword side of an index. */
export function openKeywords(database: Database.Database): Keywords {
  const frequency = database
    .prepare("SELECT doc FROM keyword_by_column WHERE term = ? AND col = 'terms'")
    .pluck();
  const anywhere = database.prepare('SELECT doc FROM keyword_by_row WHERE term = ?').pluck();
  const matching = (condition: string) =>
    database
      .prepare(
        `SELECT rowid FROM keyword WHERE keyword MATCH ? AND ${condition} ORDER BY rank, rowid LIMIT ?`,
      )
      .pluck();
  const match = matching('TRUE');
  const termsOf = database.prepare(
    'SELECT terms, context_terms AS contextTerms FROM passage WHERE id = ?',
  );
  const collection = database.prepare(
    `SELECT passages.value AS passages,
            CAST(terms.value AS REAL) / max(passages.value, 1) AS averageLength
     FROM meta AS passages, meta AS terms WHERE passages.key = 'passages' AND terms.key = 'terms'`,
  );
  const generation = database.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck();
  let known: { readonly at: unknown; readonly statistics: CollectionStatistics } | null = null;

  function statistics(): CollectionStatistics {
    const at = generation.get();
    if (known === null || known.at !== at) {
      known = { at, statistics: collection.get() as CollectionStatistics };
    }
    return known.statistics;
  }

  const ownFrequency = (term: string) => (frequency.get(term) as number | undefined) ?? 0;
  const documentFrequency = (term: string) => (anywhere.get(term) as number | undefined) ?? 0;
  const passagesWith = (phrase: Phrase) => Math.min(...phrase.map(documentFrequency));

  /** The best by FTS5's own ranking. */
  function pool(
    terms: readonly (readonly Phrase[])[],
    limit: number,
    filter: Filter | null,
  ): readonly number[] {
    const isFew = filter !== null && isNarrow(database, filter);
    // FTS5 ranks only what is within the filter: of a few, all that match, whatever terms they hold.
    const expression = matchExpression(terms, passagesWith, isFew ? 'all' : 'rarest');
    if (expression === null) return [];
    if (filter === null) return match.all(expression, limit) as number[];
    const { sql, values } = passageCondition(filter, 'keyword.rowid', isFew);
    return matching(sql).all(expression, ...values, limit) as number[];
  }

  function find(
    terms: readonly (readonly Phrase[])[],
    limit: number,
    filter: Filter | null,
  ): readonly Hit[] {
    const query = terms.map((spellings) => ({
      phrases: spellings,
      documentFrequency: Math.max(
        0,
        ...spellings.map((phrase) => Math.min(...phrase.map(ownFrequency))),
      ),
    }));
    return pool(terms, Math.max(POOL, limit), filter)
      .flatMap((id): readonly Hit[] => {
        const stored = termsOf.get(id) as { terms: string; contextTerms: string } | undefined;
        // Only a damaged index lacks it.
        if (stored === undefined) return [];
        const [own, context] = [stored.terms.split(' '), stored.contextTerms.split(' ')];
        return [{ id, score: keywordScore(query, { own, context }, statistics()) }];
      })
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit);
  }

  return {
    documentFrequencies: (terms) => terms.map(documentFrequency),
    // Of one moment: an article that is replaced meanwhile is still found as it was, or already as it is.
    find: database.transaction(find),
  };
}
