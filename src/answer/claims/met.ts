import { countryOf } from '../../language/countries.js';
import { nameKey } from '../../language/name-key.js';
import { splitCandidates } from '../../language/terms.js';
import { type Word, wordsOf } from './words.js';

/** Two stems of one word share at least this much of their beginning. */
const SHARED_LETTERS = 4;
const SHARED_PART = 0.7;
const LATIN = /^[a-z]/u;

/** Whether a text holds a word: as it is, in another form or spelling, or in another script. */
export type Holds = (word: Word) => boolean;

/** Looks words up in a text. */
export function holder(text: string): Holds {
  const terms = new Set(wordsOf(text).map(({ term }) => term));
  const list = [...terms];
  const joined = new Set(list.slice(1).map((term, at) => `${list[at]}${term}`));
  const countries = new Set(list.flatMap((term) => countryOf(term) ?? []));
  // Within one script words that sound alike are two: a key only compares across scripts.
  const keys = new Set(list.flatMap((term) => keyAcross(term) ?? []));
  return ({ term }) => {
    if (terms.has(term) || joined.has(term)) return true;
    const country = countryOf(term);
    if (country !== null) return countries.has(country);
    const key = nameKey(term);
    if (key !== null && keys.has(`${LATIN.test(term)} ${key}`)) return true;
    return (
      list.some((other) => isOneWord(term, other)) ||
      splitCandidates(term).some(([left, right]) => terms.has(left) && terms.has(right))
    );
  };
}

/** The key that a name of the other script has to have. */
function keyAcross(term: string): string | null {
  const key = nameKey(term);
  return key === null ? null : `${!LATIN.test(term)} ${key}`;
}

/** «سوری» and «سوریه», «کشاورز» and «کشاورزی»: what the stemmer keeps apart. */
function isOneWord(term: string, other: string): boolean {
  if (LATIN.test(term) !== LATIN.test(other)) return false;
  const [short, long] = term.length < other.length ? [term, other] : [other, term];
  return (
    short.length >= SHARED_LETTERS &&
    long.startsWith(short) &&
    short.length >= SHARED_PART * long.length
  );
}
