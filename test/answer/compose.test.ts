import { expect, test } from 'vitest';
import { citationsOf, composeText } from '../../src/answer/compose.js';
import type { Evidence } from '../../src/answer/read-passages.js';

function evidence(quote: string): Evidence {
  return {
    passage: {
      id: 1,
      articleId: 'الف',
      paragraph: 2,
      start: 0,
      end: 100,
      text: quote,
      title: 'تیتر',
      speaker: null,
      date: null,
      source: 'سانا',
      url: null,
    },
    start: 10,
    end: 10 + quote.length,
    quote,
    answer: { start: 10, end: 12 },
    features: {} as Evidence['features'],
    pair: 'same',
    score: 2,
  };
}

test('each quote is followed by its marker, numbered from 1', () => {
  const citations = citationsOf([evidence('یک.'), evidence('دو.')], new Map());
  expect(composeText(citations)).toBe('یک. [1]\nدو. [2]');
  expect(citations[1]).toMatchObject({
    marker: 2,
    quote: 'دو.',
    start: 10,
    end: 13,
    source: 'سانا',
  });
});

test('what looks like a marker in an article is none in the answer, and the quote keeps it', () => {
  const citations = citationsOf([evidence('به نقل از [2] و [۳] آمد.')], new Map());
  expect(composeText(citations)).toBe('به نقل از (2) و (۳) آمد. [1]');
  expect(citations[0]?.quote).toBe('به نقل از [2] و [۳] آمد.');
});
