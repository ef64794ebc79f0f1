import { expect, test } from 'vitest';
import { likeliestVerdict, verdictOf } from '../../src/models/verdict.js';

test('logits become probabilities, however large they are', () => {
  const verdict = verdictOf(Float32Array.of(1000, 0, -1000));
  expect(verdict).toEqual({ entailed: 1, contradicted: 0, neutral: 0 });
  const even = verdictOf(Float32Array.of(2, 2, 2));
  expect(even.entailed + even.contradicted + even.neutral).toBeCloseTo(1);
  expect(even.entailed).toBeCloseTo(1 / 3);
});

test('of several windows the one that bears the statement out counts; of none nothing follows', () => {
  const weak = { entailed: 0.1, contradicted: 0.2, neutral: 0.7 };
  const strong = { entailed: 0.8, contradicted: 0.1, neutral: 0.1 };
  expect(likeliestVerdict([weak, strong])).toBe(strong);
  expect(likeliestVerdict([])).toEqual({ entailed: 0, contradicted: 0, neutral: 1 });
});
