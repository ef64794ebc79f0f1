import { monthOf } from '../../corpus/months.js';
import { isCommonName, soundsLikeCommonName } from '../../language/common-names.js';
import { verbStem } from '../../language/conjugation.js';
import { countryOf } from '../../language/countries.js';
import { factOf } from '../../language/facts.js';
import { normalize } from '../../language/normalize.js';
import { NUMBER_WORDS, ordinalOf } from '../../language/number-words.js';
import { splitCandidates } from '../../language/terms.js';
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
 * The names of a sentence that the evidence lacks, as far as can be told: Persian has no capitals, so
 * there a name is a known one, or a rare word that stands where names do.
 *
 * @param holds - whether the evidence holds a word
 */
export function namesLacking(
  background: Background,
  sentence: string,
  holds: Holds,
): readonly Word[] {
  const words = wordsOf(sentence);
  return words.filter((word, at) => {
    if (holds(word)) return false;
    if (isKnownName(sentence, word)) return true;
    const next = words[at + 1];
    const isPlaced = at === 0 || NAME_END.test(word.term) || (next !== undefined && isSaying(next));
    return isPlaced && isRare(background, word);
  });
}

/** Whether a sentence has a rare word that the evidence lacks: it may be a name, or only well said. */
export function hasStrangeWord(background: Background, sentence: string, holds: Holds): boolean {
  return wordsOf(sentence).some(
    (word) => !LATIN.test(word.written) && !holds(word) && isRare(background, word),
  );
}

function isSaying({ written }: Word): boolean {
  return /^(?:گفت|افزود|گوید|می\u200c?گوید|اظهار|تصریح|تاکید|تأکید|اعلام|بیان|خاطرنشان)/u.test(
    written,
  );
}

/** Whether a word of a sentence is a name, as far as can be told. */
export function isName(background: Background, sentence: string, word: Word): boolean {
  return isKnownName(sentence, word) || isRare(background, word);
}

function isKnownName(sentence: string, word: Word): boolean {
  if (LATIN.test(word.written)) return isLatinName(sentence, word);
  const { term } = word;
  if (isNumeric(term)) return false;
  return countryOf(term) !== null || isCommonName(term) || isPlace(term);
}

export function isNumeric(term: string): boolean {
  return DIGIT.test(term) || NUMBER_WORDS.has(term) || ordinalOf(term) !== null;
}

/** Of the facts, ordinals are numbers and months are dates: those are compared as such. */
export function isPlace(term: string): boolean {
  return factOf(term) !== null && monthOf(term) === null && !/شنبه$|^جمعه$|ماه$/u.test(term);
}

/** Ends of words that the stemmer leaves: «مردمانش», «پیوستگی», «رباخواری». */
const END = /(?:ش|شان|مان|ند|اند|گ|گر|گرا|انه|وار|مند|ناک|پذیر|ناپذیر|ات|ان|ین|ون|ه|یت|یه|ا|م)$/u;
/** Families are called so, and their names are made of two words, too. */
const NAME_END = /(?:زاده|پور|نژاد|نیا|فر|لو|چی|اف|یان|وند|سکی|ویچ)$/u;

/**
 * Whether the background knows neither a word nor what it is made of: then it is taken for a name. So
 * a rare word that is none is taken for one, too; what says the same in the evidence's words is kept.
 */
function isRare({ frequencies }: Background, { term, written }: Word): boolean {
  const isKnown = (part: string) =>
    Object.hasOwn(frequencies, part) || verbStem(part) !== undefined;
  if (isNumeric(term) || LATIN.test(written)) return false;
  // «رفت‌وآمد» is read as رفت and وآمد.
  const spelling = normalize(written);
  if ([term, spelling, spelling.replace(/^و/u, '')].some(isKnown)) return false;
  if (NAME_END.test(term)) return true;
  const base = term.replace(END, '');
  if (base.length >= 3 && isKnown(base)) return false;
  const isPart = (part: string) => part.length >= 3 && isKnown(part) && !isCommonName(part);
  return !splitCandidates(term).some(([left, right]) => isPart(left) && isPart(right));
}

/** Whether a word in Latin letters is a name: by its capital, unless that begins a sentence or a title. */
export function isLatinName(sentence: string, { term, written, start }: Word): boolean {
  if (countryOf(term) !== null) return true;
  if (!CAPITAL.test(written) || TITLES.has(written.toLowerCase())) return false;
  if (/[\p{L}\p{N}]/u.test(sentence.slice(0, start))) return true;
  // The first word always has a capital: it is a name where the next has one, too, or it is known.
  const isFollowed = /^\s+\p{Lu}/u.test(sentence.slice(start + written.length));
  return isFollowed || soundsLikeCommonName(written);
}
