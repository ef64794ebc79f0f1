import { type QueryTerm, queryTerms, splitCandidates } from '../language/terms.js';
import type { Engine, Phrase } from './engine.js';

/** A question longer than this many distinct terms is searched by its first ones. */
const MOST_TERMS = 64;

/** A term of the question, with the spellings of it that the index holds. */
export interface SearchTerm {
  readonly term: string;
  /** The term itself, joined with its neighbour, or taken apart; empty: the index knows none. */
  readonly phrases: readonly Phrase[];
}

/**
 * Finds how the index spells the question's terms: a word written apart may stand joined in the
 * articles («بین المللی», «بینالمللی»), and the other way round.
 */
export async function searchTerms(
  engine: Engine,
  question: string,
): Promise<readonly SearchTerm[]> {
  const distinct = new Map(queryTerms(question).map((term) => [term.term, term]));
  const terms = [...distinct.values()].slice(0, MOST_TERMS);
  const spellings = terms.map((term) => spellingsOf(term));
  const known = await knownTerms(engine, spellings.flat(2));
  return terms.map(({ term }, index) => {
    const present = (spellings[index] ?? []).filter((phrase) =>
      phrase.every((part) => known.has(part)),
    );
    const direct = present.filter((phrase) => phrase.length === 1);
    // Only a word that the index does not know as it stands is taken apart.
    return { term, phrases: direct.length > 0 ? direct : present };
  });
}

function spellingsOf({ term, alternatives }: QueryTerm): readonly Phrase[] {
  return [[term], ...alternatives.map((joined) => [joined]), ...splitCandidates(term)];
}

async function knownTerms(engine: Engine, parts: readonly string[]): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(parts)];
  const frequencies = await engine.documentFrequencies(distinct);
  return new Set(distinct.filter((_, index) => (frequencies[index] ?? 0) > 0));
}
