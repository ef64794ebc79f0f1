import { expect, test } from 'vitest';
import { createBudget } from '../../adapters/budget.js';

const DAY = 24 * 60 * 60 * 1000;

/** A budget of two a day, at a time that the test sets. */
function twoADay() {
  let time = 20_000 * DAY;
  return {
    budget: createBudget(2, () => time),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

test('each person has so many a day, and no more', () => {
  const { budget } = twoADay();
  for (const person of ['a:1', 'a:2']) {
    expect(budget.take(person)).not.toBeNull();
    expect(budget.take(person)).not.toBeNull();
    expect(budget.take(person)).toBeNull();
  }
});

test('what is given back may be taken again', () => {
  const { budget } = twoADay();
  budget.take('a:1');
  budget.take('a:1')?.();
  expect(budget.take('a:1')).not.toBeNull();
  expect(budget.take('a:1')).toBeNull();
});

test('a new day begins at midnight UTC', () => {
  const { budget, pass } = twoADay();
  budget.take('a:1');
  budget.take('a:1');
  pass(DAY - 1);
  expect(budget.take('a:1')).toBeNull();
  pass(1);
  expect(budget.take('a:1')).not.toBeNull();
});

test('what is given back after midnight is nothing more for the new day', () => {
  const { budget, pass } = twoADay();
  const giveBack = budget.take('a:1');
  pass(DAY);
  budget.take('a:1');
  giveBack?.();
  expect(budget.take('a:1')).not.toBeNull();
  expect(budget.take('a:1')).toBeNull();
});
