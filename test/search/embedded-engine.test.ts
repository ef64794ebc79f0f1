import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MostanadError } from '../../src/errors.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { damagePage, pagesOf } from '../support/damage.js';
import { engineContract, indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { filterContract } from '../support/filter-contract.js';
import { temporaryFolder } from '../support/folders.js';

const open = async () => openEmbeddedEngine(temporaryFolder(), SPACE);

engineContract('embedded', open);
filterContract('embedded', open);

const article = indexedArticle('الف', [
  { text: 'یک', vector: [1, 0, 0, 0] },
  { text: 'دو', vector: [0, 1, 0, 0] },
]);

/** A data folder with one article in it, closed. */
async function filledFolder(): Promise<string> {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, article);
  await engine.ready();
  await engine.close();
  return folder;
}

/** Many articles, put and removed; the sizes of the file in between and at last. */
async function sizesAround(folder: string): Promise<readonly [full: number, empty: number]> {
  const size = () => statSync(join(folder, 'index.sqlite')).size;
  const ids = Array.from({ length: 150 }, (_, index) => `خبر ${index}`);
  const engine = openEmbeddedEngine(folder, SPACE);
  for (const id of ids) {
    const text = `${id} از نشست امروز. `.repeat(300);
    await putWhole(engine, indexedArticle(id, [{ text, vector: [1, 0, 0, 0] }]));
  }
  await engine.close();
  const full = size();
  const again = openEmbeddedEngine(folder, SPACE);
  await again.removeArticles(ids);
  expect(await again.passageCount()).toBe(0);
  await again.close();
  return [full, size()];
}

test('the room of removed articles goes back to the disk', async () => {
  const folder = temporaryFolder();
  const [full, empty] = await sizesAround(folder);
  expect(full).toBeGreaterThan(3_000_000);
  expect(empty).toBeLessThan(full / 2);
  const database = new Database(join(folder, 'index.sqlite'));
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});

test('an index of an earlier program keeps its room, and is used on', async () => {
  const folder = temporaryFolder();
  await openEmbeddedEngine(folder, SPACE).close();
  const database = new Database(join(folder, 'index.sqlite'));
  database.pragma('journal_mode = DELETE');
  database.pragma('auto_vacuum = NONE');
  database.exec('VACUUM');
  database.close();
  const [full, empty] = await sizesAround(folder);
  expect(empty).toBe(full);
});

async function nearestIn(folder: string): Promise<readonly number[]> {
  const engine = openEmbeddedEngine(folder, SPACE);
  const hits = await engine.nearest([0, 1, 0, 0], 2);
  await engine.close();
  return hits.map(({ score }) => Math.round(score));
}

test.each([
  ['deleted', (path: string) => rmSync(path)],
  ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
  ['overwritten with noise', (path: string) => writeFileSync(path, Buffer.alloc(5000, 0xa5))],
  ['emptied', (path: string) => writeFileSync(path, '')],
])('a graph file that was %s is made again from the stored vectors', async (_how, damage) => {
  const folder = await filledFolder();
  damage(join(folder, 'vectors.hnsw'));
  expect(await nearestIn(folder)).toEqual([1, 0]);
});

test.each(['', '{', '{"identity":1}', 'null'])(
  'a sidecar that reads %j is no reason to fail',
  async (content) => {
    const folder = await filledFolder();
    writeFileSync(join(folder, 'vectors.json'), content);
    expect(await nearestIn(folder)).toEqual([1, 0]);
  },
);

test('the graph of another index is not taken for this one’s', async () => {
  const [folder, other] = [await filledFolder(), temporaryFolder()];
  const engine = openEmbeddedEngine(other, SPACE);
  await putWhole(engine, indexedArticle('ب', [{ text: 'سه', vector: [0, 0, 1, 0] }]));
  await engine.ready();
  await engine.close();
  for (const name of ['vectors.hnsw', 'vectors.json']) {
    copyFileSync(join(other, name), join(folder, name));
  }
  expect(await nearestIn(folder)).toEqual([1, 0]);
});

test('a stale graph catches up with what another process stored', async () => {
  const folder = await filledFolder();
  const reader = openEmbeddedEngine(folder, SPACE);
  expect(await reader.nearest([0, 0, 1, 0], 9)).toHaveLength(2);
  const writer = openEmbeddedEngine(folder, SPACE);
  await putWhole(writer, indexedArticle('ب', [{ text: 'سه', vector: [0, 0, 1, 0] }]));
  await writer.removeArticles(['الف']);
  expect((await reader.nearest([0, 0, 1, 0], 9)).map(({ score }) => Math.round(score))).toEqual([
    1,
  ]);
  await writer.close();
  await reader.close();
});

test('the graph grows past the room that it began with', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  for (let count = 0; count < 150; count += 1) {
    const angle = count / 150;
    const vector = [Math.cos(angle), Math.sin(angle), 0, 0];
    await putWhole(engine, indexedArticle(`${count}`, [{ text: 'متن', vector }]));
    if (count % 40 === 0) await engine.nearest([1, 0, 0, 0], 1);
  }
  expect(await engine.nearest([1, 0, 0, 0], 200)).toHaveLength(150);
  await engine.close();
});

test('a graph that cannot be written is no failure: the next start makes it again', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'vectors.hnsw'));
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, article);
  await engine.close();
  expect(await nearestIn(folder)).toEqual([1, 0]);
});

test('a data folder that cannot be made is named', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openEmbeddedEngine(join(file, 'data'), SPACE)).toThrow(
    `index ${join(file, 'data', 'index.sqlite')}`,
  );
});

test('a file that is no database is named and left as it is', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'index.sqlite');
  writeFileSync(path, 'this is no database, but somebody may want it'.repeat(40));
  expect(() => openEmbeddedEngine(folder, SPACE)).toThrow(/index .*not a database/);
  expect(readFileSync(path, 'utf8')).toContain('somebody may want it');
});

test('half a graph with the hash of half a graph, as a full disk leaves it, is made again', async () => {
  const folder = await filledFolder();
  const [path, sidecar] = [join(folder, 'vectors.hnsw'), join(folder, 'vectors.json')];
  const half = readFileSync(path).subarray(0, 1500);
  writeFileSync(path, half);
  const sha256 = createHash('sha256').update(half).digest('hex');
  writeFileSync(sidecar, JSON.stringify({ ...JSON.parse(readFileSync(sidecar, 'utf8')), sha256 }));
  expect(await nearestIn(folder)).toEqual([1, 0]);
});

test('graphs that killed processes were writing are cleared away, one that is being written stays', async () => {
  const folder = temporaryFolder();
  const beingWritten = ['vectors.hnsw.2', `vectors.hnsw.${process.pid}`];
  for (const name of ['vectors.hnsw.1', ...beingWritten]) writeFileSync(join(folder, name), 'half');
  utimesSync(join(folder, 'vectors.hnsw.1'), 1000, 1000);
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, article);
  await engine.ready();
  await engine.close();
  const whole = ['index.sqlite', 'vectors.hnsw', 'vectors.json'];
  expect(readdirSync(folder).toSorted()).toEqual([...whole, ...beingWritten].toSorted());
});

test('whichever page is damaged, what meets it says so and the cure, and the rest goes on', async () => {
  const folder = await filledFolder();
  const file = join(folder, 'index.sqlite');
  const whole = readFileSync(file);
  const failures: unknown[] = [];
  for (let page = 0; page < pagesOf(file); page += 1) {
    writeFileSync(file, whole);
    damagePage(file, page);
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    failures.push(...(await failuresOf(folder)));
  }
  expect(failures.length).toBeGreaterThan(5);
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(MostanadError);
    expect(String(failure)).toMatch(/index .*index\.sqlite: .*\(it is damaged: restore a backup/u);
  }
});

/** What an engine over a damaged index throws, call by call. */
async function failuresOf(folder: string): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  try {
    const engine = openEmbeddedEngine(folder, SPACE);
    await engine.keyword([[['یک']]], 5).catch(note);
    await engine.nearest([1, 0, 0, 0], 5).catch(note);
    await engine.passages([1, 2]).catch(note);
    await engine.putArticle(indexedArticle('ب', [])).catch(note);
    await engine.removeArticles(['الف']).catch(note);
    await engine.close().catch(note);
  } catch (error) {
    note(error);
  }
  return failures;
}

test('searches that run at once each get their own answer', async () => {
  const words = ['نفت', 'گاز', 'برق', 'آب', 'نان', 'شکر', 'فولاد', 'مس'];
  const passages = words.map((text) => ({ text, vector: [1, 0, 0, 0] }));
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await engine.putArticle(indexedArticle('الف', passages));
  const found = await Promise.all(
    words.map(async (word) => {
      const [hits, frequencies] = await Promise.all([
        engine.keyword([[[word]]], 5),
        engine.documentFrequencies([word, 'طلا']),
      ]);
      const texts = (await engine.passages(hits.map(({ id }) => id))).map(({ text }) => text);
      return [texts, frequencies];
    }),
  );
  expect(found).toEqual(words.map((word) => [[word], [1, 0]]));
  await engine.close();
});

test('a closed engine refuses to search, and starts no thread that nobody would end', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await engine.close();
  await expect(engine.keyword([[['نفت']]], 5)).rejects.toThrow('index: it was closed');
  await expect(engine.nearest([1, 0, 0, 0], 5)).rejects.toThrow('index: it was closed');
});
