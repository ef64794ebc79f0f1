import { detectLanguage, type Language } from '../language/detect.js';
import { nameKey } from '../language/name-key.js';
import { normalize } from '../language/normalize.js';
import { type QueryTerm, queryTerms, splitCandidates } from '../language/terms.js';
import type { Engine, Phrase } from './engine.js';

/** A question longer than this many distinct terms is searched by its first ones. */
const MOST_TERMS = 64;

/** More terms than this under one name key tell nothing. */
const MOST_NAMESAKES = 8;

/** A term of the question, with the spellings of it that the index holds. */
export interface SearchTerm {
  readonly term: string;
  /** The term itself, joined with its neighbour, taken apart, or a name in another script; empty: the index knows none. */
  readonly phrases: readonly Phrase[];
}

/**
 * Finds how the index spells the question's terms: a word written apart may stand joined in the
 * articles («بین المللی», «بینالمللی»), and the other way round; a name may stand in another script
 * (Putin, بوتين, پوتین).
 */
export async function searchTerms(
  engine: Engine,
  question: string,
): Promise<readonly SearchTerm[]> {
  const distinct = new Map(queryTerms(question).map((term) => [term.term, term]));
  const terms = [...distinct.values()].slice(0, MOST_TERMS);
  const whole = await presentOf(engine, terms.map(wholeSpellings));
  // Only a word that the index does not know as it stands is taken apart.
  const apart = await presentOf(
    engine,
    terms.map(({ term }, index) => (whole[index]?.length === 0 ? splitCandidates(term) : [])),
  );
  const found = terms.map(({ term }, index) => ({
    term,
    phrases: [...(whole[index] ?? []), ...(apart[index] ?? [])],
  }));
  const names = await namesakes(engine, question, terms);
  return found.map(({ term, phrases }, index) => ({
    term,
    phrases: phrases.length > 0 ? phrases : (names[index] ?? []),
  }));
}

function wholeSpellings({ term, alternatives }: QueryTerm): readonly Phrase[] {
  return [term, ...alternatives].map((spelling) => [spelling]);
}

/** Of each list of phrases, those whose every part the index knows. */
async function presentOf(
  engine: Engine,
  lists: readonly (readonly Phrase[])[],
): Promise<readonly (readonly Phrase[])[]> {
  const known = await knownTerms(engine, lists.flat(2));
  return lists.map((phrases) =>
    phrases.filter((phrase) => phrase.every((part) => known.has(part))),
  );
}

/** For each term of a question in another language or script, the index's terms of the same name. */
async function namesakes(
  engine: Engine,
  question: string,
  terms: readonly QueryTerm[],
): Promise<readonly (readonly Phrase[])[]> {
  const language = detectLanguage(question);
  if (language === 'fa') return [];
  const keys = terms.map((term) => nameKeyOf(language, question, term) ?? '');
  const found = await engine.termsByName(keys);
  const known = await knownTerms(engine, found.flat());
  return found.map((terms) => {
    const present = terms.filter((term) => known.has(term));
    return present.length <= MOST_NAMESAKES ? present.map((term) => [term]) : [];
  });
}

function nameKeyOf(language: Language, question: string, term: QueryTerm): string | null {
  const typed = question.slice(term.start, term.end);
  // The English stemmer would cut a name's end; the Arabic one takes the article off.
  const key = nameKey(language === 'ar' ? term.term : normalize(typed));
  const consonants = key?.replaceAll('a', '').length ?? 0;
  // Two consonants are too many words' to trust, but for what is written as a name.
  const isName = language === 'fa-Latn' || language === 'ar' || /^\p{Lu}/u.test(typed);
  return consonants >= 3 || isName ? key : null;
}

async function knownTerms(engine: Engine, parts: readonly string[]): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(parts)];
  if (distinct.length === 0) return new Set();
  const frequencies = await engine.documentFrequencies(distinct);
  return new Set(distinct.filter((_, index) => (frequencies[index] ?? 0) > 0));
}
