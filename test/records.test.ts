import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer } from '../src/answer/schema.js';
import { openRecords } from '../src/records.js';
import { temporaryFolder } from './support/folders.js';

const answer: Answer = {
  question: 'وزیر خارجه سوریه کیست؟',
  language: 'fa',
  answered: false,
  text: 'در اسناد موجود پاسخی برای این پرسش نیست.',
  confidence: 0.1,
  mode: 'extractive',
  citations: [],
  nearest: [],
  timings: { total: 3 },
};
const DAY = 24 * 60 * 60 * 1000;

test('an answer is there again after a restart, under an id short enough for a button', () => {
  const folder = temporaryFolder();
  const first = openRecords(folder);
  const id = first.keep(answer);
  first.close();
  expect(id).toMatch(/^[\w-]{11}$/);
  const second = openRecords(folder);
  expect(second.answer(id)).toEqual(answer);
  expect(second.answer('unknown')).toBeNull();
  second.close();
});

test('a person’s later verdict takes the place of the earlier one', () => {
  const records = openRecords(temporaryFolder());
  const id = records.keep(answer);
  expect(records.judge(id, 'telegram:1', 'good')).toBe(true);
  expect(records.judge(id, 'telegram:1', 'bad')).toBe(true);
  expect(records.judge('unknown', 'telegram:1', 'bad')).toBe(false);
  records.close();
});

test('old answers are forgotten at a start, but not those that someone judged', () => {
  const folder = temporaryFolder();
  const first = openRecords(folder, () => 0);
  const [forgotten, judged] = [first.keep(answer), first.keep(answer)];
  first.judge(judged, 'discord:1', 'good');
  first.close();
  const later = openRecords(folder, () => 91 * DAY);
  expect(later.answer(forgotten)).toBeNull();
  expect(later.answer(judged)).toEqual(answer);
  later.close();
});

test('a folder that cannot be used is named', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openRecords(join(file, 'data'))).toThrow(`records ${join(file, 'data')}`);
});
