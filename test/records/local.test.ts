import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openLocalMemory } from '../../src/records/local.js';
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

test('what is not dealt with is there in order at the next start, and only once', async () => {
  const folder = temporaryFolder();
  const first = openLocalMemory(folder);
  for (const id of [3, 1, 2, 3]) first.inbox.takeIn('telegram:1', id, `item ${id}`);
  first.inbox.takeIn('telegram:2', 4, 'another bot’s');
  first.inbox.dealtWith('telegram:1', 1);
  await first.close();
  const { inbox, close } = openLocalMemory(folder);
  expect(inbox.leftOver('telegram:1')).toEqual({ items: ['item 2', 'item 3'], givenUp: 0 });
  await close();
});

test('a process that runs on forgets what has become old as answers are kept, few with each', async () => {
  let time = 0;
  const { records, close } = openLocalMemory(temporaryFolder(), () => time);
  const ids: string[] = [];
  for (let at = 0; at < 60; at += 1) {
    const id = await records.keep(ANSWER);
    await records.noteSent('a', at, { digest: 'd', messageIds: [at], answerId: id });
    ids.push(id);
  }
  await records.judge(ids[7] ?? '', 'telegram:1', 'good');
  const left = async () => {
    const answers = await Promise.all(ids.map((id) => records.answer(id)));
    const sent = await Promise.all(ids.map((_, at) => records.sentFor('a', at)));
    return [answers, sent].map((all) => all.filter((one) => one !== null).length);
  };
  time = 91 * DAY;
  const counts: number[][] = [];
  for (let kept = 0; kept < 4; kept += 1) {
    await records.keep(ANSWER);
    counts.push(await left());
  }
  expect(counts).toEqual([40, 20, 1, 1].map((count) => [count, count]));
  expect(await records.answer(ids[7] ?? '')).toEqual(ANSWER);
  await close();
});

test('a message that a bot of earlier left unanswered is forgotten with the answers of its time', async () => {
  const folder = temporaryFolder();
  const stored = async (time: number) => {
    await openLocalMemory(folder, () => time).close();
    const database = new Database(join(folder, 'records.sqlite'), { readonly: true });
    const count = database.prepare('SELECT count(*) FROM inbox').pluck().get();
    database.close();
    return count;
  };
  const { inbox, close } = openLocalMemory(folder, () => 0);
  inbox.takeIn('telegram:1', 1, 'item');
  await close();
  expect([await stored(89 * DAY), await stored(91 * DAY)]).toEqual([1, 0]);
});

test('an item is given up, and counted, after it was begun three times or a day; one that only waited stays', async () => {
  let time = 0;
  const { inbox, close } = openLocalMemory(temporaryFolder(), () => time);
  inbox.takeIn('a', 1, 'ends the process');
  inbox.takeIn('a', 2, 'waits');
  const starts = [1, 2, 3, 4].map(() => {
    const found = inbox.leftOver('a');
    inbox.begin('a', 1);
    return found;
  });
  expect(starts.map(({ items }) => items.length)).toEqual([2, 2, 2, 1]);
  expect(starts.map(({ givenUp }) => givenUp)).toEqual([0, 0, 0, 1]);
  expect(starts.at(-1)?.items).toEqual(['waits']);
  inbox.dealtWith('a', 2);
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

describe('what people asked', () => {
  const FILES = ['', '-wal', '-shm'];
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  const modesIn = (folder: string) =>
    FILES.map((ending) => modeOf(join(folder, `records.sqlite${ending}`)));

  test('is for the eyes of the bot’s user alone: the folder that is made, and the files in it', async () => {
    const above = join(temporaryFolder(), 'srv');
    const { inbox, close } = openLocalMemory(join(above, 'data'));
    inbox.takeIn('telegram:1', 1, 'در مسکو چه گذشت؟');
    expect(modeOf(join(above, 'data'))).toBe(0o700);
    expect(modesIn(join(above, 'data'))).toEqual([0o600, 0o600, 0o600]);
    // Others may have theirs beside it.
    mkdirSync(join(above, 'others'));
    expect(modeOf(above)).toBe(modeOf(join(above, 'others')));
    await close();
  });

  test('is closed where earlier versions had left it open to anybody; the folder stays as it is', async () => {
    const folder = temporaryFolder();
    const left = openLocalMemory(folder);
    left.inbox.takeIn('telegram:1', 1, 'در مسکو چه گذشت؟');
    for (const ending of FILES) chmodSync(join(folder, `records.sqlite${ending}`), 0o644);
    chmodSync(folder, 0o755);
    const { close } = openLocalMemory(folder);
    expect(modesIn(folder)).toEqual([0o600, 0o600, 0o600]);
    expect(modeOf(folder)).toBe(0o755);
    await close();
    await left.close();
  });

  test('stays open to the group that an operator opened it to', async () => {
    const folder = temporaryFolder();
    await openLocalMemory(folder).close();
    chmodSync(join(folder, 'records.sqlite'), 0o660);
    const { close } = openLocalMemory(folder);
    expect(modesIn(folder)).toEqual([0o660, 0o660, 0o660]);
    await close();
  });
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
