import { expect, test } from 'vitest';
import { isTakenForAnother, withWhomItMeans } from '../../../src/answer/writing/meant.js';
import { passage } from '../../support/passage.js';

function quoteOf(text: string, words: string, about: Parameters<typeof passage>[1] = {}) {
  const start = text.indexOf(words);
  return { passage: passage(text, about), start, end: start + words.length, quote: words };
}

const FAIR = 'فرماندار گفت جشنواره پنجم مهر آغاز می‌شود.';
const MAYOR = 'شهردار گفت: شهر به جشنواره نمی‌آید.';
const COST = 'وی افزود: جشنواره هزینه بسیار دارد.';
const TAX = 'او همچنین از مالیات گفت.';
const TEXT = [FAIR, MAYOR, COST, TAX].join(' ');

test('a quote that means someone by a pronoun is said with the sentence that names them', () => {
  expect(withWhomItMeans(quoteOf(TEXT, COST)).quote).toBe(`${MAYOR} ${COST}`);
  expect(withWhomItMeans(quoteOf(TEXT, TAX)).quote).toBe(`${MAYOR} ${COST} ${TAX}`);
  expect(withWhomItMeans(quoteOf(TEXT, MAYOR)).quote).toBe(MAYOR);
  expect(withWhomItMeans(quoteOf(COST, COST)).quote).toBe(COST);
});

test.each([
  ['The mayor said no. ', 'She added that it costs much.'],
  ['رفض رئيس البلدية المشاركة. ', 'وأضاف أن المهرجان مكلف جدا.'],
  ['رفض رئيس البلدية المشاركة. ', 'وقال: المهرجان مكلف جدا.'],
  ['رفض رئيس البلدية المشاركة. ', 'وأشار إلى أن المهرجان مكلف جدا.'],
])('also in English and Arabic: %s%s', (before, words) => {
  expect(withWhomItMeans(quoteOf(before + words, words)).quote).toBe(before + words);
});

test.each([
  ['رفض رئيس البلدية المشاركة. ', 'وقال الوزير إن المهرجان ناجح.'],
  ['شهردار نیامد. ', 'اوضاع جشنواره خوب است.'],
])('not where the quote names who it is: %s%s', (before, words) => {
  expect(withWhomItMeans(quoteOf(before + words, words)).quote).toBe(words);
});

test('a pronoun whose name no passage has does not follow what another says', () => {
  const fair = { sentence: FAIR, quotes: [quoteOf(FAIR, FAIR, { speaker: 'فرماندار' })] };
  const other = { id: 2, speaker: 'شهردار' };
  expect(isTakenForAnother(fair, quoteOf(COST, COST, other))).toBe(true);
  expect(isTakenForAnother(fair, quoteOf(COST, COST, { speaker: null }))).toBe(true);
  expect(isTakenForAnother(fair, quoteOf(COST, COST, { speaker: 'فرماندار' }))).toBe(false);
  expect(isTakenForAnother(undefined, quoteOf(COST, COST, other))).toBe(false);
  expect(isTakenForAnother(fair, quoteOf(MAYOR, MAYOR, other))).toBe(false);
});
