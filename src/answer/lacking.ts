import { amountsOf } from '../language/amounts.js';
import { countriesIn } from '../language/countries.js';
import { termsOf } from '../language/terms.js';

/**
 * Whether the terms of a question name a country or a number that those of a passage do not: it then
 * tells of another one. Of the right answers to questions on news and encyclopedia one in two hundred
 * is lost by that; of questions with an exchanged country or number none is answered.
 */
export function lacksNamed(question: readonly string[], passage: readonly string[]): boolean {
  return lacksCountry(question, passage) || lacksNumber(question, passage);
}

/**
 * Whether the terms of a question name a country that those of a passage do not, in any language: who
 * belongs to it names it, too.
 */
export function lacksCountry(question: readonly string[], passage: readonly string[]): boolean {
  const asked = countriesIn(question);
  if (asked.size === 0) return false;
  const there = countriesIn(passage);
  return [...asked].some((country) => !there.has(country));
}

/** Number words that mostly are other words: «ده» is a village, «سی» a part of names. */
const WORDS: ReadonlySet<string> = new Set(termsOf('ده سی'));

/**
 * Whether the terms of a question name a number that those of a passage do not, by value: in whatever
 * digits, or in words.
 */
export function lacksNumber(question: readonly string[], passage: readonly string[]): boolean {
  const asked = amountsOf(
    numberText(
      question.filter((term) => !WORDS.has(term)),
      ' ',
    ),
  );
  const numbers = asked.filter(({ isOrdinal }) => !isOrdinal);
  if (numbers.length === 0) return false;
  // Terms have lost the «و» of «بیست و پنج», but «۲ میلیون» has none.
  const there = [' ', ' و '].flatMap((joint) => amountsOf(numberText(passage, joint)));
  const values = new Set(there.map(({ value }) => value));
  return numbers.some(({ value }) => !values.has(value));
}

/** Terms as a text that numbers can be read from: 3d5 is 3.5, and twenti a stem. */
function numberText(terms: readonly string[], joint: string): string {
  return terms
    .map((term) => term.replace(/^(\d+)d(\d+)$/u, '$1.$2').replace(/^([a-z]+)ti$/u, '$1ty'))
    .join(joint);
}
