import { expect, test } from 'vitest';
import type { StandingQuote } from '../../../src/answer/claims/claim.js';
import { saidOf, saidWith } from '../../../src/answer/writing/said.js';
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
  expect(saidWith([own], own)).toEqual([own]);
  expect(saidWith([own], opened)).toEqual([own]);
  expect(saidWith([opened], own)).toEqual([opened]);
  expect(saidWith([both], opened)).toEqual([both]);
  expect(saidWith([opened], both)).toEqual([both]);
  const length = { sentence: LENGTH.quote, quotes: [LENGTH] };
  expect(saidWith([opened], length)).toEqual([opened, length]);
  // Two sentences of its own may tell two things of one quote.
  const other = { sentence: 'پل تازه را افتتاح کرد.', quotes: [OPENED] };
  expect(saidWith([own], other)).toEqual([own, other]);
});

const said = (quote: StandingQuote) => ({ sentence: quote.quote, quotes: [quote] });

test('quotes that share words are one, where the first of them stood', () => {
  const [head, address] = [quoteOf(TEXT.slice(0, 54)), quoteOf(TEXT.slice(30))];
  const elsewhere = { ...OPENED, passage: passage(TEXT, { id: 2 }) };
  const list = [head, elsewhere].map(said);
  expect(saidWith(list, said(address))).toEqual([said(quoteOf(TEXT)), list[1]]);
  const apart = [OPENED, elsewhere, LENGTH].map(said);
  expect(saidWith(apart, said(BOTH))).toEqual([said(BOTH), apart[1]]);
});

test('no more quotes are said than a model is asked for sentences', () => {
  const quotes = Array.from({ length: 7 }, (_, id) => ({
    ...OPENED,
    passage: passage(`${TEXT} ${id}`, { id }),
    quote: `${OPENED.quote} ${id}`,
  }));
  const all = quotes.map(said).reduce(saidWith, [] as ReturnType<typeof saidWith>);
  expect(all).toHaveLength(5);
  const own = { sentence: 'پل افتتاح شد.', quotes: [LENGTH] };
  expect(saidWith(all, own)).toHaveLength(6);
});
