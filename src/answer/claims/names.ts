import { monthOf } from '../../corpus/months.js';
import { isCommonName } from '../../language/common-names.js';
import { verbStem } from '../../language/conjugation.js';
import { isCountry } from '../../language/countries.js';
import { factOf } from '../../language/facts.js';
import { normalize } from '../../language/normalize.js';
import { NUMBER_WORDS, ordinalOf } from '../../language/number-words.js';
import type { Background } from '../background.js';
import type { Holds } from './met.js';
import { type Word, wordsOf } from './words.js';

const LATIN = /^[A-Za-z]/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /\d/u;

/** English words that take a capital in titles and institutions, and are translated with them. */
const TITLES: ReadonlySet<string> = new Set(
  `president minister ministry foreign prime interior defence defense oil sports health security council united nations
  parliament islamic republic party university football league cup world national state general secretary leader king
  queen prince chairman director governor mayor coach club team federation association organization organisation
  committee court army police government house senate congress union bank company street city province county river
  sea ocean mount church war revolution empire olympic olympics games championship north south east west central
  the a an in on at of for he she it they his her their this that these those after before during when while
  according monday tuesday wednesday thursday friday saturday sunday january february march april may june july
  august september october november december mr mrs ms dr`
    .trim()
    .split(/\s+/),
);

/**
 * The words of a sentence that are names, as far as can be told: Persian has no capitals, so there a
 * name is a known one or a word so rare that the background does not know it.
 *
 * @param holds - whether the evidence holds a word: rare words that it holds need no judging
 */
export function namesLacking(
  background: Background,
  sentence: string,
  holds: Holds,
  isCross: boolean,
): readonly Word[] {
  return wordsOf(sentence).filter(
    (word) => !holds(word) && isName(background, sentence, word, isCross),
  );
}

/** Whether a word of a sentence is a name, as far as can be told. */
export function isName(
  background: Background,
  sentence: string,
  word: Word,
  isCross: boolean,
): boolean {
  if (LATIN.test(word.written)) return isLatinName(sentence, word);
  const { term } = word;
  if (isNumeric(term)) return false;
  if (isCountry(term) || isCommonName(term) || isPlace(term)) return true;
  // Across languages every word is missing, and a rare one may be any.
  return !isCross && isRare(background, word);
}

function isNumeric(term: string): boolean {
  return DIGIT.test(term) || NUMBER_WORDS.has(term) || ordinalOf(term) !== null;
}

/** Of the facts, ordinals are numbers and months are dates: those are compared as such. */
function isPlace(term: string): boolean {
  return factOf(term) !== null && monthOf(term) === null && !/شنبه$|^جمعه$|ماه$/u.test(term);
}

function isRare({ frequencies }: Background, { term, written }: Word): boolean {
  return !Object.hasOwn(frequencies, term) && verbStem(normalize(written)) === undefined;
}

function isLatinName(sentence: string, { term, written, start }: Word): boolean {
  if (isCountry(term)) return true;
  if (!CAPITAL.test(written) || TITLES.has(written.toLowerCase())) return false;
  if (/[\p{L}\p{N}]/u.test(sentence.slice(0, start))) return true;
  // The first word always has a capital: it is a name where the next has one, too.
  return /^\s+\p{Lu}/u.test(sentence.slice(start + written.length));
}
