import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { openKeywords } from '../../src/search/embedded/keyword.js';
import type { Engine } from '../../src/search/engine.js';
import { search } from '../../src/search/search.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const EAST = [1, 0, 0, 0];
const before = indexedArticle('الف', [{ text: 'واکسن رسید', vector: EAST }]);
const after = indexedArticle('الف', [
  { text: 'واکسن رسید', vector: EAST },
  { text: 'تازه', vector: [0, 1, 0, 0] },
]);

/** An engine in which an article is replaced, once, while a search reads what it found. */
function replacedWhileRead(engine: Engine, when: 'before' | 'between'): Engine {
  let isReplaced = false;
  function replace(): void {
    if (isReplaced) return;
    isReplaced = true;
    void engine.putArticle(after);
  }
  /** The embedded engine reads and writes within the call. */
  function around<Given extends unknown[], Result>(read: (...given: Given) => Result) {
    return (...given: Given): Result => {
      if (when === 'before') replace();
      const result = read(...given);
      replace();
      return result;
    };
  }
  return { ...engine, passages: around(engine.passages), cosines: around(engine.cosines) };
}

test.each(['before', 'between'] as const)(
  'an article that is replaced while a search runs is found as it is now: %s its passages and cosines are read',
  async (when) => {
    const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
    await putWhole(engine, before);
    await engine.ready();
    const { candidates } = await search(replacedWhileRead(engine, when), 'واکسن', EAST, 5);
    const [now] = await engine.passagesOf('الف');
    expect(candidates).toMatchObject([{ passage: now, cosine: 1 }]);
    await engine.close();
  },
);

test('passages are read after their cosines also where both take a while', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await putWhole(engine, before);
  await engine.ready();
  // As a cluster would answer: the passages at once, the cosines after an article was replaced.
  let isReplaced = false;
  const slow: Engine = {
    ...engine,
    async cosines(vector, ids) {
      await new Promise(setImmediate);
      if (!isReplaced) await engine.putArticle(after);
      isReplaced = true;
      return engine.cosines(vector, ids);
    },
  };
  const { candidates } = await search(slow, 'واکسن', EAST, 5);
  const [now] = await engine.passagesOf('الف');
  expect(candidates).toMatchObject([{ passage: now, cosine: 1 }]);
  await engine.close();
});

test('a search by words finds what stood there when it began, whatever is removed meanwhile', async () => {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, before);
  const database = new Database(join(folder, 'index.sqlite'), {
    verbose(sql) {
      if (String(sql).includes('SELECT terms')) void engine.removeArticles(['الف']);
    },
  });
  onTestFinished(() => void database.close());
  const keywords = openKeywords(database);
  expect(keywords.find([[['واکسن']]], 5, null)).toHaveLength(1);
  expect(keywords.find([[['واکسن']]], 5, null)).toHaveLength(0);
  await engine.close();
});
