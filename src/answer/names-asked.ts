import { isCommonName, isWorldName, soundsLikeCommonName } from '../language/common-names.js';
import { countryOf } from '../language/countries.js';
import { detectLanguage, type Language } from '../language/detect.js';
import type { Background } from './background.js';
import { isLatinName, isName, isNumeric, isPlace } from './claims/names.js';
import { endOf, type Word, wordsOf } from './claims/words.js';
import { SHORT_NAMES, TRANSLATED, WORDS } from './name-words.js';
import { type AskedName, consonantsOf, LEAST_CONSONANTS, plain } from './names-held.js';

const LATIN = /^[A-Za-z]/u;
const CAPITAL = /^\p{Lu}/u;
/** «امانوئل ماکرون», "Bashar al-Assad". */
const BETWEEN_PARTS = /^[\s\u200c-]+(?:al-|el-|bin )?$/iu;
const ACRONYM = /^\p{Lu}[\p{Lu}\d.]*(?:['’]s)?$/u;

/**
 * The people, places and bodies that a question names, but countries: known names, and in English what has
 * a capital and is spelt in other scripts as it sounds. Names that are not known, and those typed like other words,
 * are not found: Persian and Arabic have no capitals.
 */
export function namesAsked(background: Background, question: string): readonly AskedName[] {
  const language = detectLanguage(question);
  const words = wordsOf(question);
  const isSure = (word: Word) => isSurelyName(language, question, word);
  // An Arabic verb has its subject and object behind it, two names in a row.
  if (language === 'ar') return words.filter(isSure).map((word) => [word]);
  const isPart = (word: Word) => isSure(word) || mayBePart(background, question, word);
  return rowsOf(question, words.filter(isPart)).filter((row) => row.some(isSure));
}

/**
 * Those of the names that are known ones: that an article lacks them tells of it. Of other words with a capital one
 * cannot tell whether they are translated (the Kurds, the Monetary Fund), or spelt in a way of their own (Brussels).
 */
export function knownNames(names: readonly AskedName[]): readonly AskedName[] {
  return names.filter((row) => row.some(({ written }) => isKnown(written)));
}

function isKnown(written: string): boolean {
  const word = plain(written);
  return (
    !LATIN.test(word) || isWorldName(word) || soundsLikeCommonName(word) || SHORT_NAMES.has(word)
  );
}

/** Words between which nothing but spaces stands, in one row. */
function rowsOf(question: string, words: readonly Word[]): readonly AskedName[] {
  const rows: Word[][] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const joins =
      before !== undefined && BETWEEN_PARTS.test(question.slice(endOf(before), word.start));
    if (joins) rows.at(-1)?.push(word);
    else rows.push([word]);
  }
  return rows;
}

/** Whether a word beside a name is part of it: «جورج» of «جورج بوش». */
function mayBePart(background: Background, question: string, word: Word): boolean {
  const { term, written } = word;
  if (isNumeric(term)) return false;
  return LATIN.test(written) ? CAPITAL.test(written) : isName(background, question, word);
}

function isSurelyName(language: Language, question: string, word: Word): boolean {
  const { term, written } = word;
  if (isNumeric(term) || countryOf(term) !== null || WORDS.has(term)) return false;
  if (!LATIN.test(written)) {
    return language === 'ar' ? isWorldName(term) : isCommonName(term) || isPlace(term);
  }
  if (language !== 'en') return isWorldName(written);
  return (
    CAPITAL.test(written) &&
    !ACRONYM.test(written) &&
    !TRANSLATED.has(plain(written)) &&
    consonantsOf(plain(written)).length >= LEAST_CONSONANTS &&
    isLatinName(question, word)
  );
}
