import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runCli, runWithFullDisk } from '../support/cli.js';
import { writeArticles } from '../support/corpus.js';
import { damagePages } from '../support/damage.js';
import { temporaryFolder } from '../support/folders.js';

/** A corpus of a few articles, and what indexes it. */
function newsOf(count: number) {
  const folder = temporaryFolder();
  const [corpus, data] = [join(folder, 'news.jsonl'), join(folder, 'data')];
  writeArticles(corpus, count);
  const options = ['--corpus', corpus, '--data', data];
  const index = () => runCli(['index', ...options]);
  return { corpus, data, file: join(data, 'index.sqlite'), options, index };
}

function articlesIn(file: string): readonly string[] {
  const database = new Database(file);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const ids = database.prepare('SELECT id FROM article ORDER BY id').pluck().all() as string[];
  database.close();
  return ids;
}

test('a full disk is told, what was stored stays, and with space again it goes on', async () => {
  const { corpus, file, options, index } = newsOf(6);
  await index();
  const before = articlesIn(file);
  writeArticles(corpus, 60);
  const { stderr, status } = await runWithFullDisk(
    ['index', ...options],
    statSync(file).size / 512 + 100,
  );
  expect(stderr).toMatch(/^index .*index\.sqlite: .*(full)/mu);
  expect(status).toBe(2);
  expect(articlesIn(file)).toEqual(expect.arrayContaining([...before]));
  expect((await index()).status).toBe(0);
  expect(articlesIn(file)).toHaveLength(60);
});

test('two that index one folder at once both end well, and nothing is there twice', async () => {
  const { file, index } = newsOf(10);
  const both = await Promise.all([index(), index()]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(both.map(({ stderr }) => /(\d+) added/u.exec(stderr)?.[1]).toSorted()).toEqual([
    '0',
    '10',
  ]);
  expect(articlesIn(file)).toHaveLength(10);
});

test('a writer that never lets go is told of, and nothing is lost', async () => {
  const { corpus, file, index } = newsOf(3);
  await index();
  writeArticles(corpus, 5);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const { stderr, status } = await index();
  expect(stderr).toContain(`index ${file}: database is locked (another process is writing to it`);
  expect(status).toBe(2);
  other.close();
  expect((await index()).stderr).toContain('2 added, 0 changed, 0 removed, 3 unchanged');
});

test('damaged pages are found by doctor and told by name with the cure, which cures them', async () => {
  const { file, options, index, corpus } = newsOf(20);
  await index();
  damagePages(file, 0.1, 0.5);
  const { stdout, status } = await runCli(['doctor', ...options]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^MISSING databases: index .*index\.sqlite: .*it is damaged: restore/mu);
  writeArticles(corpus, 21);
  const again = await index();
  expect(again.stderr).toContain(`index ${file}: database disk image is malformed (it is damaged`);
  expect(again.stderr).not.toMatch(/^\s+at /mu);
  expect(again.status).toBe(2);
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  expect((await index()).stderr).toContain('21 added');
  expect(articlesIn(file)).toHaveLength(21);
});

test('a folder that is a file is named', async () => {
  const { corpus } = newsOf(1);
  const { stderr, status } = await runCli(['index', '--corpus', corpus, '--data', corpus]);
  expect(status).toBe(2);
  expect(stderr).toContain(`data folder ${corpus}: `);
  expect(stderr).toContain('a file stands where a folder must be');
});
