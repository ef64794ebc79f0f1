import { expect, test } from 'vitest';
import { answerSpans, withoutOverlap } from '../../src/models/answer-spans.js';

/** A row of three tokens before the passage's five, each two units long. */
const row = {
  ids: [0, 7, 2, 11, 12, 13, 14, 15, 2],
  base: 3,
  places: [0, 1, 2, 3, 4].map((at) => ({ start: 2 * at, end: 2 * at + 2 })),
};

function logits(starts: readonly number[], ends: readonly number[], none = 0): Float32Array {
  const pairs = [[none, none], [99, 99], [99, 99], ...starts.map((start, at) => [start, ends[at]])];
  return Float32Array.from([...pairs, [99, 99]].flat() as number[]);
}

test('the likeliest answer begins and ends where the logits are highest, within the passage', () => {
  const [best] = answerSpans(row, logits([0, 5, 0, 0, 0], [0, 0, 0, 4, 0]), 3);
  expect(best).toEqual({ start: 2, end: 8, score: 9 });
});

test('an answer never ends before it begins', () => {
  const found = answerSpans(row, logits([0, 0, 0, 5, 0], [9, 0, 0, 1, 0]), 5);
  for (const { start, end } of found) expect(end).toBeGreaterThan(start);
  expect(found[0]).toEqual({ start: 0, end: 2, score: 9 });
});

test('scores count from those of "no answer"', () => {
  const spans = logits([1, 0, 0, 0, 0], [1, 0, 0, 0, 0], 3);
  expect(answerSpans(row, spans, 1)).toEqual([{ start: 0, end: 2, score: -4 }]);
});

test('of answers that overlap only the best is kept', () => {
  const spans = [
    { start: 0, end: 10, score: 3 },
    { start: 8, end: 12, score: 4 },
    { start: 0, end: 8, score: 2 },
    { start: 12, end: 14, score: 1 },
  ];
  expect(withoutOverlap(spans, 3)).toEqual([spans[1], spans[2], spans[3]]);
  expect(withoutOverlap(spans, 1)).toEqual([spans[1]]);
});
