import { expect, test } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { IndexedArticle } from '../../src/search/engine.js';
import { storeArticle } from '../../src/search/store-article.js';
import { indexedArticle } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const open = () => openEmbeddedEngine(temporaryFolder(), { fingerprint: 'pack', dimensions: 4 });

test('an article that the program cannot work on is refused, with the stack, and keeps no other away', async () => {
  const engine = open();
  const failing = () => new Array<IndexedArticle>(-1)[0] as IndexedArticle;
  expect(await storeArticle(engine, failing)).toMatch(/RangeError: Invalid array length\n +at /u);
  expect(await storeArticle(engine, () => indexedArticle('خبر', []))).toBeNull();
  expect((await engine.knownArticles()).map(({ id }) => id)).toEqual(['خبر']);
  await engine.close();
});

test('an engine that cannot be used any more is no fault of the article', async () => {
  const engine = open();
  await engine.close();
  await expect(storeArticle(engine, () => indexedArticle('خبر', []))).rejects.toThrow('not open');
});

test('an article that the engine fails on is refused, with the stack, where the engine still works', async () => {
  const engine = open();
  const failing = {
    ...engine,
    putArticle: async () => {
      throw new TypeError('x');
    },
  };
  const make = () => indexedArticle('خبر', []);
  expect(await storeArticle(failing, make)).toMatch(
    /^the program failed on it: TypeError: x\n +at /u,
  );
  await engine.close();
  await expect(storeArticle(failing, make)).rejects.toThrow(new TypeError('x'));
});
