import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { readConfig } from '../../src/config.js';
import { CHANGING } from '../../src/data-folder.js';
import { type Mostanad, openMostanad } from '../../src/mostanad.js';
import { openLocalMemory } from '../../src/records/local.js';
import { runCli } from '../support/cli.js';
import { writeArticles } from '../support/corpus.js';
import { damagePages } from '../support/damage.js';
import { temporaryFolder } from '../support/folders.js';

const QUESTION = 'بودجه طرح بازسازی خیابان‌های شیراز چقدر است؟';

/** A corpus of a few articles with a data folder, and folders for backups. */
function newsOf(count: number) {
  const folder = temporaryFolder();
  const [corpus, data, backup] = ['news.jsonl', 'data', 'backup'].map((name) => join(folder, name));
  if (corpus === undefined || data === undefined || backup === undefined) throw new Error('paths');
  writeArticles(corpus, count);
  const open = () => openMostanad(readConfig({ corpus: [corpus], data }));
  return { folder, corpus, data, backup, options: ['--corpus', corpus, '--data', data], open };
}

/** What a bot answers, but for the time that it took. */
async function answerOf(bot: Mostanad) {
  const { timings: _, ...answer } = await bot.ask(QUESTION, { threshold: 0 });
  return answer;
}

/** Every file below a folder with its content. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((path) => [path, readFileSync(path, 'latin1')]));
}

test('a backup of a running bot, while a sync writes, gives the same answers and records again', async () => {
  const { corpus, data, backup, options, open } = newsOf(12);
  const bot = await open();
  await bot.sync();
  const memory = openLocalMemory(data);
  const answer = await answerOf(bot);
  const kept = await memory.records.keep({ ...answer, timings: {} });
  await memory.records.judge(kept, 'telegram:1', 'good');
  writeFileSync(join(data, 'history'), `${QUESTION}\n`);
  mkdirSync(join(data, 'fetched', 'site'), { recursive: true });
  writeFileSync(join(data, 'fetched', 'site', 'a.jsonl'), '{"id": "a"}\n');
  writeFileSync(join(data, 'fetched', 'site', '.b.jsonl.12'), 'half');

  writeArticles(corpus, 60);
  const syncing = bot.sync();
  let asked = 0;
  const copying = runCli(['backup', backup, ...options]);
  const done = copying.then(() => true);
  while (!(await Promise.race([done, answerOf(bot).then(() => false)]))) asked += 1;
  expect((await copying).stdout).toBe(`${backup}\n`);
  expect(asked).toBeGreaterThan(0);
  await syncing;
  const { articles: later } = await bot.size();
  await memory.close();
  await bot.close();
  expect(readdirSync(join(backup, 'fetched', 'site'))).toEqual(['a.jsonl']);

  const restored = await runCli(['restore', backup, ...options]);
  expect(restored.status).toBe(0);
  expect(restored.stderr).toMatch(/What was there before is in .*before-restore-/u);
  const again = await open();
  const { articles } = await again.size();
  expect(articles).toBeGreaterThanOrEqual(12);
  expect(articles).toBeLessThanOrEqual(later);
  await again.sync();
  expect(await again.size()).toEqual({ articles: 60, passages: expect.any(Number) });
  await again.close();
  const { records, close } = openLocalMemory(data);
  expect((await records.answer(kept))?.text).toBe(answer.text);
  expect(await records.judge(kept, 'telegram:1', 'bad')).toBe(true);
  await close();
  expect(readFileSync(join(data, 'history'), 'utf8')).toBe(`${QUESTION}\n`);
});

test('what is restored answers as it did, whatever came after', async () => {
  const { corpus, data, backup, open } = newsOf(8);
  const bot = await open();
  await bot.sync();
  const before = await answerOf(bot);
  await bot.close();
  const { files } = await backUp(data, backup);
  expect(files.map(({ path }) => path)).toContain('index.sqlite');

  writeArticles(corpus, 3);
  const changed = await open();
  await changed.sync();
  await changed.close();
  await restore(backup, data);
  const again = await open();
  expect(await answerOf(again)).toEqual(before);
  expect(await again.size()).toMatchObject({ articles: 8 });
  await again.close();
});

test('a backup, and what a restore took the place of, are for the eyes of their user alone', async () => {
  const { data, open } = newsOf(1);
  await (await open()).close();
  await openLocalMemory(data).close();
  chmodSync(join(data, 'records.sqlite'), 0o644);
  const backup = join(data, 'backups', 'today');
  await backUp(data, backup);
  const { before } = await restore(backup, data);
  const paths = [join(data, 'backups'), backup, join(backup, 'records.sqlite'), before ?? ''];
  const modes = [...paths, join(data, 'records.sqlite')].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o700, 0o600, 0o700, 0o600]);
});

test('a backup goes into a new or empty folder only, and of something only', async () => {
  const { data, backup, folder, open } = newsOf(1);
  await expect(backUp(data, backup)).rejects.toThrow('holds nothing yet');
  await (await open()).close();
  mkdirSync(backup);
  await backUp(data, backup);
  const before = contentOf(backup);
  await expect(backUp(data, backup)).rejects.toThrow('the folder is not empty');
  expect(contentOf(backup)).toEqual(before);
  expect(readdirSync(folder).toSorted()).toEqual(['backup', 'data', 'news.jsonl']);
});

test('a damaged data folder gives no backup: it names what is damaged and leaves nothing', async () => {
  const { data, backup, folder, open } = newsOf(20);
  const bot = await open();
  await bot.sync();
  await bot.close();
  damagePages(join(data, 'index.sqlite'), 0.3, 0.5);
  await expect(backUp(data, backup)).rejects.toThrow(
    /^index .*data.index\.sqlite: .*it is damaged/u,
  );
  expect(readdirSync(folder).toSorted()).toEqual(['data', 'news.jsonl']);
});

test.each([
  ['a changed byte', (path: string) => damagePages(path, 0.5, 1), 'is not as it was written'],
  ['a file cut short', (path: string) => writeFileSync(path, ''), 'is not as it was written'],
])('a backup with %s is refused, and nothing changes', async (_what, damage, reason) => {
  const { data, backup, open } = newsOf(2);
  const bot = await open();
  await bot.sync();
  await bot.close();
  await backUp(data, backup);
  damage(join(backup, 'index.sqlite'));
  const before = contentOf(data);
  await expect(restore(backup, data)).rejects.toThrow(`index.sqlite ${reason}`);
  expect(contentOf(data)).toEqual(before);
});

test.each([
  ['no manifest', null, 'backup.json cannot be used'],
  ['a manifest of another format', '{"format": 9}', 'backup.json cannot be used'],
  [
    'a path that leads out',
    `{"format":1,"program":"x","made":"2026-01-01T00:00:00Z","files":[{"path":"../x.sqlite","bytes":1,"sha256":"${'0'.repeat(64)}"}]}`,
    'backup.json cannot be used',
  ],
  [
    'a file that is missing',
    `{"format":1,"program":"x","made":"2026-01-01T00:00:00Z","files":[{"path":"index.sqlite","bytes":1,"sha256":"${'0'.repeat(64)}"}]}`,
    'index.sqlite: ENOENT',
  ],
])('a folder with %s is no backup', async (_what, manifest, reason) => {
  const folder = temporaryFolder();
  if (manifest !== null) writeFileSync(join(folder, 'backup.json'), manifest);
  await expect(restore(folder, join(folder, 'data'))).rejects.toThrow(reason);
});

test('a backup of a later program is refused by its version', async () => {
  const { data, backup, open } = newsOf(1);
  await (await open()).close();
  const database = new Database(join(data, 'index.sqlite'));
  database.pragma('user_version = 99');
  database.close();
  await backUp(data, backup);
  await expect(restore(backup, data)).rejects.toThrow(/index\.sqlite is of version 99/u);
});

test('over a running bot nothing is restored', async () => {
  const { data, backup, options, open } = newsOf(2);
  const bot = await open();
  await bot.sync();
  await backUp(data, backup);
  const before = contentOf(data);
  const { stderr, status } = await runCli(['restore', backup, ...options]);
  expect(status).toBe(2);
  expect(stderr).toContain(`restore: data folder ${data}: a running bot or command uses it`);
  expect(contentOf(data)).toEqual(before);
  await bot.close();
  await restore(backup, data);
});

test('a restore that was killed in between is ended by the next, and both states are kept', async () => {
  const { data, backup, open } = newsOf(2);
  const bot = await open();
  await bot.sync();
  await bot.close();
  await backUp(data, backup);
  mkdirSync(join(data, CHANGING));
  writeFileSync(join(data, CHANGING, 'index.sqlite'), 'half');
  await expect(open()).rejects.toThrow('run npm run restore again');
  const { before } = await restore(backup, data);
  expect(readdirSync(before ?? '')).toContain('index.sqlite');
  const again = await open();
  expect(await again.size()).toMatchObject({ articles: 2 });
  await again.close();
});

test('where the index is on a cluster, a backup and a restore say what is not in them', async () => {
  const { data, backup, options } = newsOf(1);
  await openLocalMemory(data).close();
  const environment = { ENGINE: 'opensearch', OPENSEARCH_URL: 'http://127.0.0.1:9' };
  for (const args of [
    ['backup', backup],
    ['restore', backup],
  ]) {
    const { stderr, status } = await runCli([...args, ...options], environment);
    expect(status).toBe(0);
    expect(stderr).toMatch(/Not in it: .*answers, verdicts and conversations .*\(mostanad-/u);
  }
});
