import type { Phrase } from '../engine.js';

/**
 * Passages that FTS5 may be made to rank for one question: it scores every one that matches before
 * it gives the best, at about a microsecond each.
 */
const MOST_RANKED = 10_000;

/**
 * The FTS5 expression that finds the passages for a question's terms; null where there is nothing to
 * look for. A passage that holds only terms that stand everywhere («سال», «بازی») is not among the
 * best where rarer ones were asked for: so only the rarest terms, as many as stay within
 * `MOST_RANKED` passages, say which passages are ranked, and all terms then rank them.
 *
 * @param terms - each with its spellings
 * @param passagesWith - how many passages hold a phrase, at most
 * @param choosing - `all`: every term says it; for where few of those that match are ranked
 */
export function matchExpression(
  terms: readonly (readonly Phrase[])[],
  passagesWith: (phrase: Phrase) => number,
  choosing: 'rarest' | 'all' = 'rarest',
): string | null {
  const rarestFirst = terms
    .map((spellings) => spellings.filter((phrase) => phrase.some((part) => part !== '')))
    .filter((spellings) => spellings.length > 0)
    .map((spellings) => ({
      spellings,
      passages: spellings.reduce((sum, phrase) => sum + passagesWith(phrase), 0),
    }))
    .sort((a, b) => a.passages - b.passages);
  if (rarestFirst.length === 0) return null;
  const all = anyOf(rarestFirst);
  if (choosing === 'all') return all;
  let ranked = 0;
  const rarest = rarestFirst.filter(({ passages }, index) => {
    ranked += passages;
    return index === 0 || ranked <= MOST_RANKED;
  });
  return rarest.length === rarestFirst.length ? all : `(${anyOf(rarest)}) AND (${all})`;
}

function anyOf(terms: readonly { readonly spellings: readonly Phrase[] }[]): string {
  // Within the quotes nothing is FTS5 syntax but the quote itself.
  return terms
    .flatMap(({ spellings }) => spellings)
    .map((phrase) => `"${phrase.join(' ').replaceAll('"', '')}"`)
    .join(' OR ');
}
