import { type Amount, amountsOf } from '../language/amounts.js';
import { isEverydayWord } from '../language/everyday-words.js';
import { factOf } from '../language/facts.js';
import { COUNT_WORDS, UNIT_WORDS } from '../language/number-words.js';
import { termsOf } from '../language/terms.js';

const UNIT_TERMS: ReadonlySet<string> = new Set(
  [...UNIT_WORDS.keys(), ...COUNT_WORDS].flatMap(termsOf),
);

/**
 * Whether two answers to one question are the same in other words: no number, day or place of one is
 * another in the other, and they share a number or a word that tells; a unit does not, nor does a word
 * that stands in most news, nor a place that both say more of («وزیر خارجه سوریه», «رئیس‌جمهور سوریه»).
 */
export function areOneAnswer(one: string, other: string): boolean {
  const [amounts, otherAmounts] = [amountsOf(one), amountsOf(other)];
  if (!isOneInOther(amounts, otherAmounts, areEqual)) return false;
  const [terms, otherTerms] = [wordsOf(one), wordsOf(other)];
  if (!isOneInOther(terms.filter(isFact), otherTerms.filter(isFact))) return false;
  return (
    (amounts.length > 0 && otherAmounts.length > 0) ||
    terms.some((term) => isTelling(term) && otherTerms.includes(term)) ||
    (terms.length > 0 && otherTerms.length > 0 && isOneInOther(terms, otherTerms))
  );
}

/** The terms of an answer, without numbers, units and what is counted. */
function wordsOf(text: string): readonly string[] {
  return termsOf(text)
    .map((term) => factOf(term) ?? term)
    .filter((term) => !/^\d/u.test(term) && !UNIT_TERMS.has(term));
}

function isFact(term: string): boolean {
  return factOf(term) !== null;
}

function isTelling(term: string): boolean {
  return !isFact(term) && !isEverydayWord(term);
}

function areEqual(one: Amount, other: Amount): boolean {
  const isOneUnit = one.unit === null || other.unit === null || one.unit === other.unit;
  return one.value === other.value && isOneUnit;
}

/** Whether all of one stands in the other, whichever is the longer. */
function isOneInOther<T>(
  one: readonly T[],
  other: readonly T[],
  areSame: (a: T, b: T) => boolean = (a, b) => a === b,
): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.every((item) => long.some((same) => areSame(item, same)));
}
