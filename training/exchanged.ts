import { countriesIn, countryOf } from '../src/language/countries.js';
import { detectLanguage } from '../src/language/detect.js';
import { toAsciiDigits } from '../src/language/digits.js';
import { analyze, termsOf } from '../src/language/terms.js';

/** Countries that the news of the corpus is seldom about, by the language of a question. */
const COUNTRIES = {
  fa: ['نروژ', 'مکزیک', 'استرالیا', 'ونزوئلا', 'کنیا'],
  ar: ['النرويج', 'المكسيك', 'أستراليا', 'فنزويلا', 'كينيا'],
  en: ['Norway', 'Mexico', 'Australia', 'Venezuela', 'Kenya'],
} as const;

const NUMBER = /(?<![\p{L}\p{Nd}.,٫٬/])\p{Nd}{2,4}(?![\p{L}\p{Nd}.,٫٬/])/u;

/**
 * The question with a false premise: the first country that it names, or else the first number, is
 * another one that `text` does not name. Null where it names neither.
 */
export function exchanged(question: string, text: string): string | null {
  return exchangedCountry(question, text) ?? exchangedNumber(question, text);
}

function exchangedCountry(question: string, text: string): string | null {
  const named = analyze(question).find((term) => countryOf(term.text) !== null);
  if (named === undefined) return null;
  const language = detectLanguage(question);
  const known = countriesIn(termsOf(text));
  const other = COUNTRIES[language === 'fa-Latn' ? 'en' : language].find((country) =>
    [...countriesIn(termsOf(country))].every((code) => !known.has(code)),
  );
  if (other === undefined) return null;
  return question.slice(0, named.start) + other + question.slice(named.end);
}

function exchangedNumber(question: string, text: string): string | null {
  const number = NUMBER.exec(question)?.[0];
  if (number === undefined) return null;
  const there = toAsciiDigits(text);
  const value = Number(toAsciiDigits(number));
  const other = [3, 7, 2, 11, 13]
    .map((step) => String(value + step))
    .find((one) => !there.includes(one));
  return other === undefined ? null : question.replace(number, other);
}
