import { expect, test } from 'vitest';
import { type Patience, retry } from '../../adapters/retry.js';

const patience: Patience = {
  attempts: 3,
  firstPauseMs: 1,
  longestPauseMs: 1,
  isPassing: (error) => error !== 'refused',
};

/** A call that fails with each of these, then gives 'done'. */
function failing(...failures: readonly string[]) {
  const calls: string[] = [];
  return {
    calls,
    call: async () => {
      const failure = failures[calls.length];
      calls.push(failure ?? 'done');
      if (failure !== undefined) throw failure;
      return 'done';
    },
  };
}

test('a failure that may pass is tried again, as often as allowed', async () => {
  expect(await retry(patience, failing('lost', 'lost').call)).toBe('done');
  const { call, calls } = failing('lost', 'lost', 'the last');
  await expect(retry(patience, call)).rejects.toBe('the last');
  expect(calls).toHaveLength(3);
});

test('a refusal is not tried again', async () => {
  const { call, calls } = failing('refused');
  await expect(retry(patience, call)).rejects.toBe('refused');
  expect(calls).toHaveLength(1);
});

test('a result that is found after a failure ends it; where none is found, it goes on', async () => {
  const { call, calls } = failing('lost', 'lost again');
  const found = await retry(patience, call, async (error) =>
    error === 'lost again' ? 'found' : undefined,
  );
  expect(found).toBe('found');
  expect(calls).toEqual(['lost', 'lost again']);
});
