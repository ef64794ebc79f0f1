import type Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/search/embedded/database.js';
import { eligibility, passageCondition } from '../../src/search/embedded/eligible.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { createGraph } from '../../src/search/embedded/hnsw.js';
import type { Filter } from '../../src/search/filter.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const ISNA: Filter = { sources: ['ایسنا'], from: null, to: null, categories: [], languages: [] };

/** An index of four articles, with the passages of the two that are within the filter, and all. */
async function filled(): Promise<{
  readonly database: Database.Database;
  readonly own: readonly number[];
  readonly all: readonly number[];
}> {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  for (const id of ['الف', 'ب', 'پ', 'ت']) {
    const passages = ['یک', 'دو'].map((text) => ({ text: `${text} ${id}`, vector: [1, 0, 0, 0] }));
    const whole = indexedArticle(id, passages);
    const source = id === 'ب' || id === 'ت' ? 'ايسنا' : 'ایرنا';
    await putWhole(engine, { ...whole, article: { ...whole.article, source } });
  }
  const idsOf = async (id: string) => (await engine.passagesOf(id)).map((passage) => passage.id);
  const own = [...(await idsOf('ب')), ...(await idsOf('ت'))];
  const all = [...own, ...(await idsOf('الف')), ...(await idsOf('پ'))];
  await engine.close();
  const database = openDatabase(folder);
  onTestFinished(() => void database.close());
  return { database, own, all };
}

test.each([true, false])(
  'the same passages meet the condition for few and for many: few %s',
  async (isFew) => {
    const { database, own } = await filled();
    const { sql, values } = passageCondition(ISNA, 'keyword.rowid', isFew);
    const find = database.prepare(
      `SELECT rowid FROM keyword WHERE keyword MATCH 'یک OR دو' AND ${sql} ORDER BY rank, rowid`,
    );
    expect(find.pluck().all(...values)).toEqual(own);
  },
);

test('a passage is eligible where its article is within the filter, a gone one is not', async () => {
  const { database, own, all } = await filled();
  const isEligible = eligibility(database, ISNA);
  expect([...all, 9999].filter(isEligible)).toEqual(own);
});

test('a graph finds only what is eligible, however much nearer the rest is', () => {
  const owner = { identity: 1, fingerprint: 'f', dimensions: 2 };
  const graph = createGraph(temporaryFolder(), owner, 3000);
  for (let id = 0; id < 3000; id += 1) {
    const angle = (id / 3000) * Math.PI;
    graph.add(id, Float32Array.from([Math.cos(angle), Math.sin(angle)]));
  }
  const found = graph.nearest([1, 0], 5, (id) => id % 500 === 499);
  expect(found.map(({ id }) => id)).toEqual([499, 999, 1499, 1999, 2499]);
  expect(graph.nearest([1, 0], 2).map(({ id }) => id)).toEqual([0, 1]);
});

test('what fails while a graph asks is thrown, and the process lives on', () => {
  const owner = { identity: 1, fingerprint: 'f', dimensions: 2 };
  const graph = createGraph(temporaryFolder(), owner, 10);
  graph.add(1, Float32Array.from([1, 0]));
  graph.add(2, Float32Array.from([0, 1]));
  const broken = () => {
    throw new Error('the disk is gone');
  };
  expect(() => graph.nearest([1, 0], 1, broken)).toThrow('the disk is gone');
  expect(graph.nearest([1, 0], 1).map(({ id }) => id)).toEqual([1]);
});
