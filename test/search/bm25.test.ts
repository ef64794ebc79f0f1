import { expect, test } from 'vitest';
import { keywordScore, type QueryTermStatistics } from '../../src/search/bm25.js';

const collection = { passages: 100, averageLength: 10 };
const term = (text: string, documentFrequency = 5): QueryTermStatistics => ({
  phrases: [[text]],
  documentFrequency,
});
const words = (own: string, context = '') => ({
  own: own.split(' '),
  context: context.split(' '),
});
const filler = 'الف ب پ ت ث ج چ';

test('one term of average length scores as the formula says', () => {
  // idf = ln(1 + 95.5 / 5.5), tf = 1 * 2.2 / (1 + 1.2)
  const score = keywordScore([term('نفت')], words(`نفت ${filler} ح خ`), collection);
  expect(score).toBeCloseTo(Math.log(1 + 95.5 / 5.5), 6);
});

test('a rare term tells more than a common one, and a term in every passage still a little', () => {
  const passage = words(`نفت سوریه ${filler}`);
  const rare = keywordScore([term('نفت', 1)], passage, collection);
  const common = keywordScore([term('سوریه', 100)], passage, collection);
  expect(rare).toBeGreaterThan(common);
  expect(common).toBeGreaterThan(0);
});

test('neighbours of the question that stand side by side tell more than apart or turned round', () => {
  const query = [term('وزیر'), term('خارجه')];
  const together = keywordScore(query, words(`وزیر خارجه ${filler}`), collection);
  const apart = keywordScore(query, words(`وزیر ${filler} خارجه`), collection);
  const turned = keywordScore(query, words(`خارجه وزیر ${filler}`), collection);
  expect(together).toBeGreaterThan(apart);
  expect(turned).toBeCloseTo(apart, 9);
});

test('a term of the headline tells something, less than one of the passage, and not twice', () => {
  const inside = keywordScore([term('نفت')], words(`نفت ${filler}`), collection);
  const around = keywordScore([term('نفت')], words(filler, 'قیمت نفت'), collection);
  const both = keywordScore([term('نفت')], words(`نفت ${filler}`, 'قیمت نفت'), collection);
  expect(around).toBeGreaterThan(0);
  expect(around).toBeLessThan(inside);
  expect(both).toBe(inside);
});

test('every spelling of a term counts as the term', () => {
  const query = [{ phrases: [['بینالمللی'], ['بین', 'الملل']], documentFrequency: 3 }];
  const joined = keywordScore(query, words(`بینالمللی ${filler}`), collection);
  const apart = keywordScore(query, words('بین الملل الف ب پ ت ث ج'), collection);
  expect(joined).toBeGreaterThan(0);
  expect(apart).toBeCloseTo(joined, 9);
});

test('a passage without the terms scores nothing', () => {
  expect(keywordScore([term('نفت')], words(filler), collection)).toBe(0);
  expect(keywordScore([], words(filler), collection)).toBe(0);
});
