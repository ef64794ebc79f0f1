import { expect, test } from 'vitest';
import { isBorneOut } from '../../../src/answer/claims/support.js';

test('what the reader rather finds contradicted is not borne out, however alike the words are', () => {
  const support = { entailed: 0.1, coverage: 1, cosine: 1 };
  expect(isBorneOut({ ...support, isContradicted: false }, 0.4)).toBe(true);
  expect(isBorneOut({ ...support, isContradicted: true }, 0.4)).toBe(false);
});
