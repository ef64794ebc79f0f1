import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openInbox, openLocalMemory } from '../../src/records/local.js';
import { damagePages } from '../support/damage.js';
import { temporaryFolder } from '../support/folders.js';
import { ANSWER, DAY, recordsContract } from '../support/records-contract.js';

recordsContract('SQLite', async () => {
  const folder = temporaryFolder();
  return {
    open: async (now) => openLocalMemory(folder, now),
    async verdicts() {
      const database = new Database(join(folder, 'records.sqlite'), { readonly: true });
      const found = database.prepare("SELECT person || ' ' || verdict FROM verdict").pluck().all();
      database.close();
      return found as string[];
    },
    settle: async () => {},
  };
});

test('what is not dealt with is there in order at the next start, and only once', () => {
  const folder = temporaryFolder();
  const first = openInbox(folder);
  for (const id of [3, 1, 2, 3]) first.takeIn('telegram:1', id, `item ${id}`);
  first.takeIn('telegram:2', 4, 'another bot’s');
  first.dealtWith('telegram:1', 1);
  first.close();
  const second = openInbox(folder);
  expect(second.leftOver('telegram:1')).toEqual({ items: ['item 2', 'item 3'], givenUp: 0 });
  second.close();
});

test('an item is given up, and counted, after three starts or a day', async () => {
  let time = 0;
  const { inbox, close } = openLocalMemory(temporaryFolder(), () => time);
  inbox.takeIn('a', 1, 'ends the process');
  const starts = [1, 2, 3, 4].map(() => inbox.leftOver('a'));
  expect(starts.map(({ items }) => items.length)).toEqual([1, 1, 1, 0]);
  expect(starts.map(({ givenUp }) => givenUp)).toEqual([0, 0, 0, 1]);
  inbox.takeIn('a', 2, 'old');
  time = DAY + 1;
  expect(inbox.leftOver('a')).toEqual({ items: [], givenUp: 1 });
  await close();
});

test('records of the version before stay, those of a later one are refused by number', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'records.sqlite');
  const old = new Database(path);
  old.exec(
    `CREATE TABLE answer (id TEXT PRIMARY KEY, given INTEGER NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  );
  old.prepare('INSERT INTO answer VALUES (?, ?, ?)').run('old', Date.now(), JSON.stringify(ANSWER));
  old.close();
  const { records, close } = openLocalMemory(folder);
  expect(await records.answer('old')).toEqual(ANSWER);
  await records.noteSent('a', 1, { digest: 'd1', messageIds: [12], answerId: null });
  await close();
  const later = new Database(path);
  later.pragma('user_version = 7');
  later.close();
  expect(() => openLocalMemory(folder)).toThrow(/version 7, this program knows 1/);
});

test('a folder that cannot be used is named', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openLocalMemory(join(file, 'data'))).toThrow(`records ${join(file, 'data')}`);
});

test('damaged records are told by name with the cure, whether whole or a page, and stay as they are', async () => {
  const cure = /records .*records\.sqlite: .*\(it is damaged: restore a backup/u;
  const folder = temporaryFolder();
  const file = join(folder, 'records.sqlite');
  writeFileSync(file, 'no database, but somebody may want it'.repeat(200));
  expect(() => openLocalMemory(folder)).toThrow(cure);
  expect(readFileSync(file, 'utf8')).toContain('somebody may want it');
  rmSync(file);
  const whole = openLocalMemory(folder);
  const ids = await Promise.all(Array.from({ length: 50 }, () => whole.records.keep(ANSWER)));
  await whole.close();
  damagePages(file, 0.6, 1);
  const { records, close } = openLocalMemory(folder);
  await expect(Promise.all(ids.map((id) => records.answer(id)))).rejects.toThrow(cure);
  await close();
});
