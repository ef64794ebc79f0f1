import { amountsOf } from '../language/amounts.js';
import { countriesIn } from '../language/countries.js';

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
function lacksCountry(question: readonly string[], passage: readonly string[]): boolean {
  const asked = countriesIn(question);
  if (asked.size === 0) return false;
  const there = countriesIn(passage);
  return [...asked].some((country) => !there.has(country));
}

/**
 * Whether the terms of a question name a number in digits that those of a passage do not, by value: in
 * whatever digits, or in words. A number word of a question may be another word: «بالمئة» is percent.
 */
function lacksNumber(question: readonly string[], passage: readonly string[]): boolean {
  const text = numberText(question, ' ');
  const asked = amountsOf(text).filter(
    ({ start, end, isOrdinal }) => !isOrdinal && /\d/u.test(text.slice(start, end)),
  );
  if (asked.length === 0) return false;
  // Terms have lost the «و» of «بیست و پنج», but «۲ میلیون» has none.
  const there = [' ', ' و '].flatMap((joint) => amountsOf(numberText(passage, joint)));
  const values = new Set(there.map(({ value }) => value));
  return asked.some(({ value }) => !values.has(value));
}

/** Terms as a text that numbers can be read from: 3d5 is 3.5, and twenti a stem. */
function numberText(terms: readonly string[], joint: string): string {
  return terms
    .map((term) => term.replace(/^(\d+)d(\d+)$/u, '$1.$2').replace(/^([a-z]+)ti$/u, '$1ty'))
    .join(joint);
}
