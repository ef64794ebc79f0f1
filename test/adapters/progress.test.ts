import { expect, test } from 'vitest';
import { briefRefusals, durationOf, showProgress, summaryLines } from '../../adapters/progress.js';

/** A stream that keeps what it is told, and a clock that a test sets. */
function shownOn(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const show = showProgress(stream as never, 'passages', () => now);
  return {
    written,
    at(seconds: number, done: number, total = 1000) {
      now = seconds;
      show({ done, total });
    },
  };
}

test('a terminal sees a bar with the rate and the time left, and its end', () => {
  const { written, at } = shownOn(true);
  at(2, 250);
  at(8, 1000);
  expect(written).toEqual([
    '\r██████░░░░░░░░░░░░░░░░░░ 250/1000 passages, 125 a second, 6 s left\u001b[K',
    '\r████████████████████████ 1000/1000 passages, 125 a second\u001b[K',
    '\n',
  ]);
});

test('elsewhere a line is written with every tenth', () => {
  const { written, at } = shownOn(false);
  for (let done = 10; done <= 300; done += 10) at(done / 50, done);
  expect(written).toEqual([
    '100/1000 passages, 50 a second, 18 s left\n',
    '200/1000 passages, 50 a second, 16 s left\n',
    '300/1000 passages, 50 a second, 14 s left\n',
  ]);
});

test('elsewhere a slow work is told of every ten seconds, and a quick one not at all', () => {
  const slow = shownOn(false);
  for (let second = 1; second <= 20; second += 1) slow.at(second, second, 100_000);
  expect(slow.written).toEqual([
    '10/100000 passages, 1.0 a second, 27 h 46 min left\n',
    '20/100000 passages, 1.0 a second, 27 h 46 min left\n',
  ]);
  const quick = shownOn(false);
  for (const done of [250, 500, 1000]) quick.at(done / 2000, done);
  expect(quick.written).toEqual([]);
});

test.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [80, '1 min 20 s'],
  [3900, '1 h 5 min'],
])('%d seconds are %s', (seconds, shown) => {
  expect(durationOf(seconds)).toBe(shown);
});

test('what is refused is told on one line, without what a terminal would obey', () => {
  const refusals = [{ file: 'a\u001b[2J', line: 3, reason: 'بد\nاست' }];
  const none = { added: 0, changed: 0, removed: 0, unchanged: 0, passages: 0, kept: 0 };
  expect(summaryLines({ ...none, refusals })).toEqual([
    'Articles: 0 added, 0 changed, 0 removed, 0 unchanged, 1 refused',
    'refused: a [2J, line 3: بد است',
  ]);
});

test('how many articles stay only as what holds them could not be read is told', () => {
  const summary = { added: 1, changed: 0, removed: 2, unchanged: 5, passages: 3, kept: 2 };
  const refusals = [{ file: 'a.jsonl', line: 3, reason: 'not JSON' }];
  expect(summaryLines({ ...summary, refusals })[0]).toBe(
    'Articles: 1 added, 0 changed, 2 removed, 5 unchanged, 1 refused, 2 kept as they were of what could not be read',
  );
});

test('who did not ask for refusals is told a few of them, and how many more there are', () => {
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0, passages: 0, kept: 0 };
  const refused = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ file: `${at}.txt`, line: null, reason: 'empty' }));
  expect(briefRefusals({ ...counts, refusals: refused(3) })).toHaveLength(3);
  expect(briefRefusals({ ...counts, refusals: refused(14) })).toEqual([
    'refused: 0.txt: empty',
    'refused: 1.txt: empty',
    'refused: 2.txt: empty',
    'refused: 11 more (npm run index tells all)',
  ]);
});
