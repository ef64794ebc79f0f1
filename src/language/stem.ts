import { stemmer } from 'stemmer';
import { splitCompound } from './compounds.js';
import { stripArabic } from './stem-arabic.js';
import { stemPersian } from './stem-persian.js';
import type { Token } from './tokens.js';

// No word is longer; what is (an endless run of letters) is not worth the rules' time.
const LONGEST_WORD = 48;
const longEnough = (stem: string): boolean => stem.length > 1;

/**
 * The stems of one word in the Arabic script: one, two for a compound that is always two words,
 * none for a letter on its own.
 */
export function stemsOfWord(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [word];
  const halves = splitCompound(word) ?? [word];
  return halves.map((half) => stemPersian(stripArabic(half))).filter(longEnough);
}

/** The stems of a token: Persian and Arabic by our rules, English by Porter's (1980). */
export function stemsOfToken(token: Token): readonly string[] {
  if (token.kind === 'arabic') return stemsOfWord(token.text);
  const isEnglish = token.kind === 'latin' && token.text.length <= LONGEST_WORD;
  return [isEnglish ? stemmer(token.text) : token.text];
}
