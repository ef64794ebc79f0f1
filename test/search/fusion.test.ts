import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuse } from '../../src/search/fusion.js';

const match = fc.record({
  keyword: fc.double({ min: 0, max: 30, noNaN: true }),
  cosine: fc.double({ min: 0.5, max: 1, noNaN: true }),
});

test('what is better by both searches is never ranked lower', () => {
  fc.assert(
    fc.property(match, match, (a, b) => {
      fc.pre(a.keyword >= b.keyword && a.cosine >= b.cosine);
      expect(fuse(a)).toBeGreaterThanOrEqual(fuse(b));
    }),
  );
});

test('a faint keyword match does not outweigh a clear one by meaning', () => {
  expect(fuse({ keyword: 0.3, cosine: 0.85 })).toBeLessThan(fuse({ keyword: 0, cosine: 0.87 }));
});

test('a strong keyword match outweighs a slightly nearer meaning', () => {
  expect(fuse({ keyword: 12, cosine: 0.85 })).toBeGreaterThan(fuse({ keyword: 2, cosine: 0.87 }));
});
