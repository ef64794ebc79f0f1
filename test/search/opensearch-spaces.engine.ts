import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { VectorSpace } from '../../src/search/engine.js';
import { openOpenSearchEngine, servingSpaceOf } from '../../src/search/opensearch/engine.js';
import { clusterSettings } from '../support/cluster.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';

const OTHER: VectorSpace = { fingerprint: 'another-space-of-two', dimensions: 2 };
const [EAST, NORTH] = [
  [1, 0, 0, 0],
  [0, 1],
];
const article = indexedArticle('الف', [{ text: 'متن', vector: EAST }]);
const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);

test('a new space is built beside the old, which answers until the new one is served', async () => {
  const settings = fresh();
  expect(await servingSpaceOf(settings)).toBeNull();
  const first = await openOpenSearchEngine(settings, SPACE);
  await putWhole(first, article);
  await first.serve();
  const second = await openOpenSearchEngine(settings, OTHER);
  const [waiting] = await second.withoutVector(0, 10);
  expect(await second.withoutVectorCount()).toBe(1);
  await second.putVectors([{ id: waiting?.id ?? 0, vector: NORTH }]);
  expect([await first.isServing(), await second.isServing()]).toEqual([true, false]);
  expect(await servingSpaceOf(settings)).toBe('a-space-of-four-');
  expect(await first.nearest(EAST, 5)).toEqual([{ id: waiting?.id, score: 1 }]);
  expect(await second.nearest(NORTH, 5)).toEqual([{ id: waiting?.id, score: 1 }]);

  await second.serve();
  expect([await first.isServing(), await second.isServing()]).toEqual([false, true]);
  await second.forgetOtherSpaces();
  // A process that still has the old one open finds by words, until it has what it needs again.
  expect(await first.nearest(EAST, 5)).toEqual([]);
  expect(await first.withoutVectorCount()).toBe(1);
  await first.putVectors([{ id: waiting?.id ?? 0, vector: EAST }]);
  expect(await first.nearest(EAST, 5)).toEqual([{ id: waiting?.id, score: 1 }]);
  await Promise.all([first.close(), second.close()]);
});

test('an article that is replaced keeps the vectors of both spaces for what reads as before', async () => {
  const settings = fresh();
  const first = await openOpenSearchEngine(settings, SPACE);
  const second = await openOpenSearchEngine(settings, OTHER);
  await putWhole(first, article);
  const [waiting] = await second.withoutVector(0, 10);
  await second.putVectors([{ id: waiting?.id ?? 0, vector: NORTH }]);
  const passages = ['پیش از آن', 'متن'].map((text) => ({ text, vector: EAST }));
  const more = indexedArticle('الف', passages, 'h2');
  await first.putArticle(more);
  for (const engine of [first, second]) expect(await engine.withoutVectorCount()).toBe(1);
  expect((await first.article('الف'))?.vectors).toEqual([null, EAST]);
  expect((await second.article('الف'))?.vectors).toEqual([null, NORTH]);
  await Promise.all([first.close(), second.close()]);
});
