import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const OTHER = { fingerprint: 'another-space-of-four', dimensions: 4 };
const EAST = [1, 0, 0, 0];
const NORTH = [0, 1, 0, 0];

async function nearestText(engine: Engine, vector: readonly number[]): Promise<readonly string[]> {
  const hits = await engine.nearest(vector, 9);
  return (await engine.passages(hits.map(({ id }) => id))).map(({ text }) => text);
}

test('an article is found by its words before it has vectors', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  const { vectors: _later, ...article } = indexedArticle('الف', [
    { text: 'واکسن رسید', vector: EAST },
  ]);
  await engine.putArticle(article);
  expect(await engine.keyword([[['واکسن']]], 5)).toHaveLength(1);
  expect(await engine.nearest(EAST, 5)).toEqual([]);
  expect(await engine.withoutVector(0, 5)).toEqual([
    { id: expect.any(Number), text: 'تیتر الف\nواکسن رسید' },
  ]);
  await engine.close();
});

test('a changed article keeps the vectors of the paragraphs that read as before', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await putWhole(
    engine,
    indexedArticle('الف', [
      { text: 'می‌ماند', vector: EAST },
      { text: 'می‌رود', vector: NORTH },
    ]),
  );
  const { vectors: _later, ...changed } = indexedArticle('الف', [
    { text: 'تازه', vector: NORTH },
    { text: 'می‌ماند', vector: EAST },
  ]);
  await engine.putArticle(changed);
  expect((await engine.withoutVector(0, 9)).map(({ text }) => text)).toEqual(['تیتر الف\nتازه']);
  expect(await nearestText(engine, EAST)).toEqual(['می‌ماند']);
  await engine.close();
});

test('while another space gathers its vectors, the first answers; then that one is forgotten', async () => {
  const folder = temporaryFolder();
  const article = indexedArticle('الف', [{ text: 'متن', vector: EAST }]);
  const first = openEmbeddedEngine(folder, SPACE);
  await putWhole(first, article);
  await first.serve();
  const second = openEmbeddedEngine(folder, OTHER);
  expect(await second.withoutVectorCount()).toBe(1);
  expect(await second.isServing()).toBe(false);
  await second.putVectors([{ id: 1, vector: NORTH }]);
  expect(await first.nearest(EAST, 5)).toEqual([{ id: 1, score: 1 }]);
  expect(await second.nearest(NORTH, 5)).toEqual([{ id: 1, score: 1 }]);
  await second.serve();
  await second.forgetOtherSpaces();
  expect([await first.isServing(), await second.isServing()]).toEqual([false, true]);
  expect(await first.withoutVectorCount()).toBe(1);
  expect(await second.cosines(NORTH, [1])).toEqual(new Map([[1, 1]]));
  await first.close();
  await second.close();
});

test('a space that comes back finds its passages again', async () => {
  const folder = temporaryFolder();
  const article = indexedArticle('الف', [{ text: 'متن', vector: EAST }]);
  const first = openEmbeddedEngine(folder, SPACE);
  await putWhole(first, article);
  await first.ready();
  const second = openEmbeddedEngine(folder, OTHER);
  await second.putVectors([{ id: 1, vector: NORTH }]);
  await second.forgetOtherSpaces();
  expect(await first.nearest(EAST, 5)).toEqual([]);
  await first.putVectors([{ id: 1, vector: EAST }]);
  expect(await first.nearest(EAST, 5)).toEqual([{ id: 1, score: 1 }]);
  await second.close();
  await first.close();
});

test('a graph of another space, or of other dimensions, is not taken for this one’s', async () => {
  const folder = temporaryFolder();
  const first = openEmbeddedEngine(folder, SPACE);
  await putWhole(first, indexedArticle('الف', [{ text: 'متن', vector: EAST }]));
  await first.ready();
  await first.close();
  const wider = openEmbeddedEngine(folder, { ...OTHER, dimensions: 2 });
  await wider.putVectors([{ id: 1, vector: [0, 1] }]);
  expect(await wider.nearest([0, 1], 5)).toEqual([{ id: 1, score: 1 }]);
  await wider.close();
  const again = openEmbeddedEngine(folder, SPACE);
  expect(await again.nearest(EAST, 5)).toEqual([{ id: 1, score: 1 }]);
  await again.close();
});

test('the graph of a space that serves no more is not written over that of the one that does', async () => {
  const folder = temporaryFolder();
  const written = () => JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')).fingerprint;
  const first = openEmbeddedEngine(folder, SPACE);
  await putWhole(first, indexedArticle('الف', [{ text: 'متن', vector: EAST }]));
  await first.serve();
  await first.ready();
  const second = openEmbeddedEngine(folder, OTHER);
  await second.putVectors([{ id: 1, vector: NORTH }]);
  await second.serve();
  await second.ready();
  await second.close();
  expect(OTHER.fingerprint).toContain(written());
  await first.close();
  expect(OTHER.fingerprint).toContain(written());
});
