import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../src/search/embedded/database.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { type FollowingGraph, followVectors } from '../../src/search/embedded/following.js';
import type { Engine } from '../../src/search/engine.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const EAST = [1, 0, 0, 0];

/** An article of many paragraphs, the first the nearest to east, each next one farther. */
function longArticle(id: string, paragraphs: number) {
  const passages = Array.from({ length: paragraphs }, (_, index) => {
    const angle = (index / paragraphs) * Math.PI;
    return { text: `${id} ${index}`, vector: [Math.cos(angle), Math.sin(angle), 0, 0] };
  });
  return indexedArticle(id, passages);
}

/** The paragraphs of an article that are nearest to east. */
async function firstOf(engine: Engine, articleId: string): Promise<readonly number[]> {
  return (await engine.passagesOf(articleId)).slice(0, 10).map(({ id }) => id);
}

function follow(folder: string): FollowingGraph {
  const database = openDatabase(folder);
  onTestFinished(() => void database.close());
  return followVectors(database, folder, SPACE);
}

function catchUp(following: FollowingGraph): void {
  while (following.behind() > 0) following.step();
}

function foundIn(following: FollowingGraph): readonly number[] {
  return following
    .graph()
    .nearest(EAST, 10)
    .map(({ id }) => id);
}

test('a worn out graph answers from all there is, and follows, until the new one has it all', async () => {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, longArticle('می‌ماند', 100));
  for (const id of ['یک', 'دو']) await putWhole(engine, longArticle(id, 600));
  const following = follow(folder);
  catchUp(following);
  expect(following.isWornOut()).toBe(false);
  await engine.removeArticles(['یک', 'دو']);
  catchUp(following);
  const stays = await firstOf(engine, 'می‌ماند');
  expect([following.isWornOut(), foundIn(following)]).toEqual([true, stays]);
  following.renew();
  expect([following.isWornOut(), foundIn(following)]).toEqual([true, stays]);

  await putWhole(engine, longArticle('تازه', 10));
  await engine.removeArticles(['می‌ماند']);
  catchUp(following);
  const fresh = await firstOf(engine, 'تازه');
  expect([following.isWornOut(), foundIn(following)]).toEqual([true, fresh]);
  while (following.isWornOut()) {
    following.renew();
    expect(foundIn(following)).toEqual(fresh);
  }
  expect(following.graph().size()).toBe(10);
  expect(following.graph().removedCount()).toBeLessThan(100);
  await engine.close();
});

test('a graph that was worn out when it was written is built anew behind the questions, and written', async () => {
  const folder = temporaryFolder();
  const writer = openEmbeddedEngine(folder, SPACE);
  await putWhole(writer, longArticle('می‌ماند', 1000));
  const gone = ['یک', 'دو', 'سه'];
  for (const id of gone) await putWhole(writer, longArticle(id, 1000));
  await writer.ready();
  await writer.removeArticles(gone);
  await writer.close();
  const size = () => readFileSync(join(folder, 'vectors.hnsw')).length;
  const worn = size();
  const engine = openEmbeddedEngine(folder, SPACE);
  const stays = await firstOf(engine, 'می‌ماند');
  await vi.waitUntil(
    async () => {
      const hits = await engine.nearest(EAST, 10);
      expect(hits.map(({ id }) => id)).toEqual(stays);
      return size() < worn / 2;
    },
    { timeout: 100_000 },
  );
  await engine.close();
});

test('what was removed is not found any more by the next question, be it thousands', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await putWhole(engine, longArticle('می‌ماند', 100));
  const gone = ['یک', 'دو', 'سه'];
  for (const id of gone) await putWhole(engine, longArticle(id, 800));
  await engine.ready();
  await engine.removeArticles(gone);
  const stays = await firstOf(engine, 'می‌ماند');
  expect((await engine.nearest(EAST, 10)).map(({ id }) => id)).toEqual(stays);
  await engine.close();
});

test('a vector that went and came again is found, in whatever order they went', async () => {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  const { vectors, ...article } = longArticle('خبر', 300);
  await engine.putArticle(article);
  const all = (await engine.passagesOf('خبر')).map(({ id }, at) => ({
    id,
    vector: vectors[at] ?? [],
  }));
  await engine.putVectors(all.toReversed());
  const following = follow(folder);
  catchUp(following);
  const other = openEmbeddedEngine(folder, { ...SPACE, fingerprint: 'another-space-of-four' });
  await other.putVectors([{ id: 1, vector: EAST }]);
  await other.forgetOtherSpaces();
  await engine.putVectors(all);
  catchUp(following);
  expect(following.graph().size()).toBe(300);
  await other.close();
  await engine.close();
});
