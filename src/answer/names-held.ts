import { countriesIn } from '../language/countries.js';
import { nameKey } from '../language/name-key.js';
import { normalize } from '../language/normalize.js';
import { holder } from './claims/met.js';
import { type Word, wordsOf } from './claims/words.js';
import { CAPITALS } from './name-words.js';

/** The words of one name, as they stand in a row; each of them may name its bearer alone. */
export type AskedName = readonly Word[];

/** A name of fewer consonants is too many other words in another script. */
export const LEAST_CONSONANTS = 3;

/** «مسجدسلیمان» holds «سلیمان»; shorter names are ends of other words. */
const LEAST_WITHIN = 4;

/** The names of which a text holds no word, in whatever script. */
export function namesLackedBy(text: string, names: readonly AskedName[]): readonly AskedName[] {
  if (names.length === 0) return [];
  const isThere = nameHolder(text);
  return names.filter((row) => !row.some(isThere));
}

function nameHolder(text: string): (word: Word) => boolean {
  const words = wordsOf(text);
  const holds = holder(text);
  const countries = countriesIn(words.map(({ term }) => term));
  const spellings = words.flatMap(({ term, written }, at) => [
    term,
    normalize(written),
    `${words[at - 1]?.term ?? ''}${term}`,
  ]);
  const keys = new Set(spellings.map(consonantsOf));
  const withFe = new Set(spellings.map(wawAsFe));
  const isWithin = (name: string) =>
    name.length >= LEAST_WITHIN &&
    words.some(({ term }) => term.startsWith(name) || term.endsWith(name));
  return (word) => {
    const spelling = plain(normalize(word.written));
    const consonants = consonantsOf(spelling);
    return (
      holds(word) ||
      isWithin(word.term) ||
      (consonants.length >= LEAST_CONSONANTS &&
        (keys.has(consonants) || keys.has(consonantsOf(word.term)))) ||
      (isLongName(word.term) && withFe.has(wawAsFe(spelling))) ||
      CAPITALS.some(
        ([city, code]) => countries.has(code) && (city === word.term || isSameName(city, spelling)),
      )
    );
  };
}

/** Arabic writes the v of a foreign name as «ف», Persian as «و»: «لافروف», «لاوروف». */
function wawAsFe(spelling: string): string {
  return spelling.replaceAll('و', 'ف');
}

/** «لافروف» has four consonants; shorter names are other names with the other letter («افشین», «اوشین»). */
function isLongName(name: string): boolean {
  return (nameKey(name) ?? '').replaceAll('a', '').length > LEAST_CONSONANTS;
}

function isSameName(one: string, other: string): boolean {
  const consonants = consonantsOf(one);
  return consonants.length > 1 && consonants === consonantsOf(other);
}

/** An English word in lower case, without its possessive. */
export function plain(written: string): string {
  return written.toLowerCase().replace(/['’]s$/u, '');
}

/**
 * What of a name no spelling changes: its consonants, each once, without those that one script writes as vowels or not at all
 * (و, ه), and those merged that are heard alike across languages (Munich, Reuters, Geneva). Empty where it has none.
 */
export function consonantsOf(word: string): string {
  const key = nameKey(word.replaceAll('\u200c', '').toLowerCase()) ?? '';
  return key
    .replace(/[aFH]/gu, '')
    .replaceAll('C', 'X')
    .replaceAll('Z', 'S')
    .replace(/[YJ]/gu, 'K')
    .replace(/(.)\1+/gu, '$1');
}
