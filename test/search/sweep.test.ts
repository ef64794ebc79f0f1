import { expect, test } from 'vitest';
import { isLost } from '../../src/search/opensearch/sweep.js';

const MINUTE = 60_000;
const HEAD = { first: 10_001, count: 2 };
const passage = (id: number, written: number) => ({ id, article: 'خبر', written });

test('a passage is lost where its article has others and it is too old to be one that is being stored', () => {
  const now = 100 * MINUTE;
  // The numbers of another process may be lower than those that the article has now.
  expect(isLost(passage(17, now - MINUTE), HEAD, now)).toBe(false);
  expect(isLost(passage(17, now - 11 * MINUTE), HEAD, now)).toBe(true);
  expect(isLost(passage(20_001, now - 11 * MINUTE), HEAD, now)).toBe(true);
  expect(isLost(passage(10_002, 0), HEAD, now)).toBe(false);
  expect(isLost(passage(17, now - MINUTE), null, now)).toBe(false);
  expect(isLost(passage(17, 0), null, now)).toBe(true);
});
