import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../src/models/batches.js';

describe('rows read together', () => {
  it('go into one batch where they are of like length', () => {
    expect(batchesOf([100, 101, 101, 102, 103], 8)).toEqual([5]);
  });

  it('leave a long one to itself', () => {
    expect(batchesOf([84, 93, 99, 115, 202], 8)).toEqual([3, 1, 1]);
    expect(batchesOf([60, 60, 60, 300], 8)).toEqual([3, 1]);
  });

  it('are cut where no other cut costs less, of every way to cut them', () => {
    const lengths = [40, 41, 44, 70, 95, 96, 120, 180, 181];
    const cost = (batches: readonly number[]) => {
      let at = 0;
      return batches.reduce((sum, count) => {
        at += count;
        return sum + 20 + count * (lengths[at - 1] ?? 0);
      }, 0);
    };
    // Each bit of `cuts` says whether a batch ends after that row.
    const every = Array.from({ length: 2 ** (lengths.length - 1) }, (_, cuts) => {
      const ends = lengths.flatMap((_, row) =>
        row === lengths.length - 1 || cuts & (1 << row) ? [row] : [],
      );
      return ends.map((end, index) => end - (ends[index - 1] ?? -1));
    });
    const cheapest = Math.min(...every.map(cost));
    expect(cost(batchesOf(lengths, lengths.length))).toBe(cheapest);
    expect(cheapest).toBeLessThan(cost([lengths.length]));
  });

  it('are never more than may be in one batch, and none is lost', () => {
    const batches = batchesOf(Array<number>(19).fill(50), 8);
    expect(Math.max(...batches)).toBeLessThanOrEqual(8);
    expect(batches.reduce((sum, count) => sum + count, 0)).toBe(19);
  });

  it('are no batch where there are none', () => {
    expect(batchesOf([], 8)).toEqual([]);
  });
});
