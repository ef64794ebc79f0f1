import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poolWindows, windowsOf } from '../../src/models/windows.js';

test('windows hold every id once, in order, and none is longer than the room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { maxLength: 300 }),
      fc.integer({ min: 1, max: 60 }),
      (ids, room) => {
        const windows = windowsOf(ids, room);
        expect(windows.flat()).toEqual(ids);
        for (const window of windows) expect(window.length).toBeLessThanOrEqual(room);
      },
    ),
  );
});

test('the vector of several windows is their weighted mean, of length 1', () => {
  const pooled = poolWindows([Float32Array.of(1, 0), Float32Array.of(0, 1)], [30, 40]);
  expect(Array.from(pooled)).toEqual([expect.closeTo(0.6, 5), expect.closeTo(0.8, 5)]);
});
