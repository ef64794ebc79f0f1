import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPlaces, type Places } from '../../../src/models/chat/places.js';

const NEVER = new AbortController().signal;
const FULL = 'too many replies are being written';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One place, two who may wait for it for five seconds. */
function onePlace(): Places {
  return createPlaces({ places: 1, waiting: 2, patience: 5000 });
}

test('whoever came first gets the place that becomes free', async () => {
  const places = onePlace();
  const order: string[] = [];
  const giveBack = await places.take(NEVER);
  const waiting = ['first', 'second'].map(async (name) => {
    const done = await places.take(NEVER);
    order.push(name);
    done();
  });
  expect(order).toEqual([]);
  giveBack();
  await Promise.all(waiting);
  expect(order).toEqual(['first', 'second']);
});

test('where too many wait already, nobody else does', async () => {
  const places = onePlace();
  const giveBack = await places.take(NEVER);
  const waiting = [places.take(NEVER), places.take(NEVER)];
  await expect(places.take(NEVER)).rejects.toThrow(FULL);
  giveBack();
  for (const one of waiting) (await one)();
});

test('a wait ends after its time, and leaves its room in the queue', async () => {
  const places = onePlace();
  const giveBack = await places.take(NEVER);
  const waits = [places.take(NEVER), places.take(NEVER)];
  const ends = waits.map((wait) =>
    expect(wait).rejects.toThrow(`${FULL}, and none ended within 5`),
  );
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all(ends);
  const next = places.take(NEVER);
  giveBack();
  (await next)();
});

test('who is withdrawn leaves at once, and takes no place with them', async () => {
  const places = onePlace();
  const giveBack = await places.take(NEVER);
  const withdrawal = new AbortController();
  const withdrawn = places.take(withdrawal.signal);
  const next = places.take(NEVER);
  withdrawal.abort(new Error('withdrawn'));
  giveBack();
  await expect(withdrawn).rejects.toThrow('withdrawn');
  (await next)();
  await expect(places.take(withdrawal.signal)).rejects.toThrow('withdrawn');
  (await places.take(NEVER))();
  expect(vi.getTimerCount()).toBe(0);
});
