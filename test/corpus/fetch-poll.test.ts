import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEVER_POLLED, type PollOutcome, planPoll } from '../../src/corpus/fetch/poll.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2021, 9, 5, 10);
const failed = (retryAfter: string | null = null): PollOutcome => ({ kind: 'failed', retryAfter });

/** The pauses in minutes, without chance, that the outcomes lead to. */
function pauses(outcomes: readonly PollOutcome[]): number[] {
  let record = NEVER_POLLED;
  return outcomes.map((outcome) => {
    const next = planPoll(record, outcome, NOW, 0);
    record = next.record;
    return (next.due - NOW) / MINUTE;
  });
}

const times = (count: number, outcome: PollOutcome) => Array<PollOutcome>(count).fill(outcome);

test('a feed that changes is asked every ten minutes', () => {
  expect(pauses(times(3, { kind: 'changed' }))).toEqual([10, 10, 10]);
});

test('a feed that does not change is asked more seldom, up to two hours, until it does', () => {
  const outcomes = [...times(8, { kind: 'unchanged' }), { kind: 'changed' } as const];
  expect(pauses(outcomes)).toEqual([15, 22.5, 33.75, 50.625, 75.9375, 113.90625, 120, 120, 10]);
});

test('after failures the pause doubles, up to six hours, and success ends it', () => {
  const outcomes = [...times(7, failed()), { kind: 'unchanged' } as const];
  expect(pauses(outcomes)).toEqual([20, 40, 80, 160, 320, 360, 360, 15]);
});

test('a failure does not bring a quiet feed’s next poll forward', () => {
  expect(pauses([...times(8, { kind: 'unchanged' }), failed()]).at(-1)).toBe(120);
});

test('a server’s Retry-After is kept, in seconds and as a date, never sooner than our own pause', () => {
  expect(pauses([failed('7200')])).toEqual([120]);
  expect(pauses([failed('Tue, 05 Oct 2021 13:00:00 GMT')])).toEqual([180]);
  expect(pauses([failed('Tuesday, 05-Oct-21 13:00:00 GMT')])).toEqual([180]);
  expect(pauses([failed('5')])).toEqual([20]);
  expect(pauses([failed('Tue, 05 Oct 2021 09:00:00 GMT')])).toEqual([20]);
});

test('a Retry-After that is nonsense is left out, one without measure held to a week', () => {
  for (const header of ['', 'soon', '-5', '1.5', 'فردا', 'Tue, 99 Oct 2021 10:00:00 GMT']) {
    expect(pauses([failed(header)]), header).toEqual([20]);
  }
  expect(pauses([failed('99999999999999999999')])).toEqual([7 * 24 * 60]);
  expect(pauses([failed('9'.repeat(400))])).toEqual([7 * 24 * 60]);
});

test('chance puts a poll off by up to a fifth and never brings it forward', () => {
  expect(planPoll(NEVER_POLLED, { kind: 'changed' }, NOW, 0.5).due).toBe(NOW + 11 * MINUTE);
  const outcome = fc.oneof(
    fc.constant<PollOutcome>({ kind: 'changed' }),
    fc.constant<PollOutcome>({ kind: 'unchanged' }),
    fc.option(fc.string()).map(failed),
  );
  const record = fc.record({ unchanged: fc.nat(), failures: fc.nat() });
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(record, outcome, chance, (before, how, share) => {
      const [sure, due] = [0, share].map((one) => planPoll(before, how, NOW, one).due - NOW);
      expect(sure).toBeGreaterThanOrEqual(10 * MINUTE);
      expect(due).toBeGreaterThanOrEqual(sure as number);
      expect(due).toBeLessThanOrEqual(1.2 * (sure as number) + 1);
    }),
  );
});
