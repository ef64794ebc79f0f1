import { expect, test } from 'vitest';
import type { StandingQuote } from '../../../src/answer/claims/claim.js';
import { isSaidBefore, saidOf } from '../../../src/answer/writing/said.js';
import { passage } from '../../support/passage.js';

const TEXT = 'شهردار پل تازه را افتتاح کرد. این پل ۲۰۰ متر طول دارد. نشانی: bridge.example';
const PASSAGE = passage(TEXT);

function quoteOf(words: string): StandingQuote {
  const start = TEXT.indexOf(words);
  return { passage: PASSAGE, start, end: start + words.length, quote: words };
}

const OPENED = quoteOf('شهردار پل تازه را افتتاح کرد.');
const LENGTH = quoteOf('این پل ۲۰۰ متر طول دارد.');
const BOTH = quoteOf('شهردار پل تازه را افتتاح کرد. این پل ۲۰۰ متر طول دارد.');

test('a claim in other words is said by its quotes, each with itself as its proof', () => {
  expect(saidOf({ reworded: [OPENED, LENGTH] }, 'fa')).toEqual([
    { sentence: OPENED.quote, quotes: [OPENED] },
    { sentence: LENGTH.quote, quotes: [LENGTH] },
  ]);
});

test('a claim with a fault is not said by its quotes either', () => {
  const claim = { sentence: 'این پل ۳۰۰ متر طول دارد.', evidence: [] };
  expect(saidOf({ fault: 'number', claim }, 'fa')).toEqual([]);
});

test('a quote in another language than the question, or with a link, is not said in place of a claim', () => {
  expect(saidOf({ reworded: [OPENED] }, 'en')).toEqual([]);
  expect(saidOf({ reworded: [quoteOf('نشانی: bridge.example')] }, 'fa')).toEqual([]);
});

test('what looks like a marker in a quote makes none', () => {
  const quote = { ...OPENED, quote: 'شهردار پل تازه را افتتاح کرد [2].' };
  expect(saidOf({ reworded: [quote] }, 'fa')[0]?.sentence).toBe(
    'شهردار پل تازه را افتتاح کرد (2).',
  );
});

test('nothing is said twice: the same words, or a quote beside its shorter form', () => {
  const own = { sentence: 'شهردار پل را افتتاح کرد.', quotes: [OPENED] };
  const opened = { sentence: OPENED.quote, quotes: [OPENED] };
  const both = { sentence: BOTH.quote, quotes: [BOTH] };
  expect(isSaidBefore([own], own)).toBe(true);
  expect(isSaidBefore([own], opened)).toBe(true);
  expect(isSaidBefore([opened], own)).toBe(true);
  expect(isSaidBefore([both], opened)).toBe(true);
  expect(isSaidBefore([opened], both)).toBe(false);
  expect(isSaidBefore([opened], { sentence: LENGTH.quote, quotes: [LENGTH] })).toBe(false);
  // Two sentences of its own may tell two things of one quote.
  expect(isSaidBefore([own], { sentence: 'پل تازه را افتتاح کرد.', quotes: [OPENED] })).toBe(false);
});
