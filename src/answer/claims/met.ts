import { countryOf } from '../../language/countries.js';
import { nameKey } from '../../language/name-key.js';
import { normalize } from '../../language/normalize.js';
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
  const words = wordsOf(text);
  const list = [...new Set(words.map(({ term }) => term))];
  const terms = new Set(list);
  const joined = new Set(words.slice(1).map(({ term }, at) => `${words[at]?.term}${term}`));
  const countries = new Set(list.flatMap((term) => countryOf(term) ?? []));
  const keys = new Set(words.flatMap((word) => keysOf(word, !isLatin(word))));
  return (word) => {
    const { term } = word;
    if (terms.has(term) || joined.has(term)) return true;
    const country = countryOf(term);
    if (country !== null && countries.has(country)) return true;
    return (
      keysOf(word, isLatin(word)).some((key) => keys.has(key)) ||
      list.some((other) => isOneWord(term, other)) ||
      splitCandidates(term).some(([left, right]) => terms.has(left) && terms.has(right))
    );
  };
}

function isLatin({ term }: Word): boolean {
  return LATIN.test(term);
}

/**
 * The keys of a word, as it is written and by its stem. They only compare across scripts: within one,
 * words that sound alike are two.
 *
 * @param latin - of the script that is compared with the other
 */
function keysOf({ term, written }: Word, latin: boolean): readonly string[] {
  const spellings = [term, normalize(written).replaceAll('\u200c', '')];
  return spellings.flatMap((spelling) => {
    const key = nameKey(spelling);
    return key === null ? [] : [`${latin} ${acrossScripts(key)}`];
  });
}

/** Latin ch is چ or خ (Munich), s at an end also ز (Reuters), j also ی (Juve). */
function acrossScripts(key: string): string {
  return key.replaceAll('C', 'X').replaceAll('Z', 'S').replaceAll('Y', 'J');
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
