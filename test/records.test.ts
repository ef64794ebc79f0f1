import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Answer } from '../src/answer/schema.js';
import { openRecords } from '../src/records.js';
import { damagePages } from './support/damage.js';
import { temporaryFolder } from './support/folders.js';

const answer: Answer = {
  question: 'وزیر خارجه سوریه کیست؟',
  understood: null,
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

const sent = { digest: 'd1', messageIds: [12, 13], answerId: null };

test('what was sent for a message is known after a restart, the later in the place of the earlier', () => {
  const folder = temporaryFolder();
  const first = openRecords(folder);
  first.noteSent('telegram:1', 5, { ...sent, digest: null, messageIds: [12] });
  first.noteSent('telegram:1', 5, sent);
  first.close();
  const second = openRecords(folder);
  expect(second.sentFor('telegram:1', 5)).toEqual(sent);
  expect(second.sentFor('telegram:2', 5)).toBeNull();
  second.close();
});

test('the last answer of a place is the one sent last, not a notice, nor that of another place', () => {
  let time = 0;
  const records = openRecords(temporaryFolder(), () => time);
  const [first, second, other] = [1, 2, 3].map(() => records.keep(answer));
  for (const [place, messageId, answerId] of [
    ['a', 9, first],
    ['a', 3, second],
    ['a', 10, null],
    ['b', 11, other],
  ] as const) {
    time += 1;
    records.noteSent(place, messageId, { ...sent, answerId: answerId ?? null });
  }
  expect(records.lastAnswer('a')).toEqual({ id: second, answer });
  expect(records.lastAnswer('c')).toBeNull();
  records.close();
});

test('what was sent is kept as long as its answer: 90 days, or for good where someone judged it', () => {
  const folder = temporaryFolder();
  const first = openRecords(folder, () => 0);
  const judged = first.keep(answer);
  first.judge(judged, 'telegram:1', 'good');
  first.noteSent('a', 1, { ...sent, answerId: first.keep(answer) });
  first.noteSent('a', 2, { ...sent, answerId: judged });
  first.noteSent('a', 3, sent);
  first.close();
  const early = openRecords(folder, () => 89 * DAY);
  expect([1, 2, 3].map((id) => early.sentFor('a', id) !== null)).toEqual([true, true, true]);
  early.close();
  const later = openRecords(folder, () => 91 * DAY);
  expect([1, 2, 3].map((id) => later.sentFor('a', id) !== null)).toEqual([false, true, false]);
  later.close();
});

test('what is not dealt with is there in order at the next start, and only once', () => {
  const folder = temporaryFolder();
  const first = openRecords(folder);
  for (const id of [3, 1, 2, 3]) first.takeIn('telegram:1', id, `item ${id}`);
  first.takeIn('telegram:2', 4, 'another bot’s');
  first.dealtWith('telegram:1', 1);
  first.close();
  const second = openRecords(folder);
  expect(second.leftOver('telegram:1')).toEqual({ items: ['item 2', 'item 3'], givenUp: 0 });
  second.close();
});

test('an item is given up, and counted, after three starts or a day', () => {
  let time = 0;
  const records = openRecords(temporaryFolder(), () => time);
  records.takeIn('a', 1, 'ends the process');
  const starts = [1, 2, 3, 4].map(() => records.leftOver('a'));
  expect(starts.map(({ items }) => items.length)).toEqual([1, 1, 1, 0]);
  expect(starts.map(({ givenUp }) => givenUp)).toEqual([0, 0, 0, 1]);
  records.takeIn('a', 2, 'old');
  time = DAY + 1;
  expect(records.leftOver('a')).toEqual({ items: [], givenUp: 1 });
  records.close();
});

test('records of the version before stay, those of a later one are refused by number', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'records.sqlite');
  const old = new Database(path);
  old.exec(
    `CREATE TABLE answer (id TEXT PRIMARY KEY, given INTEGER NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  );
  old.prepare('INSERT INTO answer VALUES (?, ?, ?)').run('old', Date.now(), JSON.stringify(answer));
  old.close();
  const records = openRecords(folder);
  expect(records.answer('old')).toEqual(answer);
  records.noteSent('a', 1, sent);
  records.close();
  const later = new Database(path);
  later.pragma('user_version = 7');
  later.close();
  expect(() => openRecords(folder)).toThrow(/version 7, this program knows 1/);
});

test('a folder that cannot be used is named', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openRecords(join(file, 'data'))).toThrow(`records ${join(file, 'data')}`);
});

test('damaged records are told by name with the cure, whether whole or a page, and stay as they are', () => {
  const cure = /records .*records\.sqlite: .*\(it is damaged: restore a backup/u;
  const folder = temporaryFolder();
  const file = join(folder, 'records.sqlite');
  writeFileSync(file, 'no database, but somebody may want it'.repeat(200));
  expect(() => openRecords(folder)).toThrow(cure);
  expect(readFileSync(file, 'utf8')).toContain('somebody may want it');
  rmSync(file);
  const whole = openRecords(folder);
  const ids = Array.from({ length: 50 }, () => whole.keep(answer));
  whole.close();
  damagePages(file, 0.6, 1);
  const records = openRecords(folder);
  expect(() => {
    for (const id of ids) records.answer(id);
  }).toThrow(cure);
  records.close();
});
