import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { expect, test } from 'vitest';
import { claimCopied, copyIndex } from '../../src/search/copy.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import { isUpToDate, sync } from '../../src/search/sync.js';
import { clusterSettings } from '../support/cluster.js';
import { clusterProxy } from '../support/cluster-proxy.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const ARTICLES = Array.from({ length: 40 }, (_, at) => `خبر-${at}`).map((id, at) =>
  indexedArticle(id, [
    { text: `متن نخست ${id}`, vector: [1, 0, at, 0].map((x) => x / Math.hypot(1, at)) },
    { text: `متن دوم ${id}`, vector: [0, 1, at, 0].map((x) => x / Math.hypot(1, at)) },
  ]),
);

async function all(engine: Engine) {
  const articles = [...(await engine.knownArticles())].sort((a, b) => (a.id < b.id ? -1 : 1));
  const stored = [];
  for (const { id } of articles) stored.push(await engine.article(id));
  return { articles, stored, files: await engine.knownFiles(), serving: await engine.isServing() };
}

test('an index goes to the cluster and back, to the letter, and goes on where it was ended', async () => {
  const settings = clusterSettings(`test-${randomBytes(6).toString('hex')}`);
  const [from, cluster] = [
    openEmbeddedEngine(temporaryFolder(), SPACE),
    await openOpenSearchEngine(settings, SPACE),
  ];
  for (const article of ARTICLES) await putWhole(from, article);
  await from.putFiles([{ path: '/corpus/a.jsonl', stamp: '1' }]);
  await from.serve();
  await putWhole(cluster, indexedArticle('نابجا', [{ text: 'متن', vector: [1, 0, 0, 0] }]));

  const ended = new AbortController();
  const endAt =
    (count: number) =>
    ({ done }: { readonly done: number }) => {
      if (done >= count) ended.abort(new Error('ended'));
    };
  await expect(copyIndex(from, cluster, endAt(2), ended.signal)).rejects.toThrow('ended');
  const { signal } = new AbortController();
  const copied = await copyIndex(from, cluster, () => {}, signal);
  expect(copied).toEqual({ articles: 24, removed: 1, vectors: 80, withoutVector: 0, refused: [] });
  expect(await all(cluster)).toEqual(await all(from));
  const nothing = { articles: 0, removed: 0, vectors: 0, withoutVector: 0, refused: [] };
  expect(await copyIndex(from, cluster, () => {}, signal)).toEqual(nothing);

  const back = openEmbeddedEngine(temporaryFolder(), SPACE);
  await copyIndex(cluster, back, () => {}, signal);
  expect(await all(back)).toEqual(await all(from));
  for (const engine of [from, cluster, back]) await engine.close();
});

test('a copy that fails or is ended while it copies vectors goes on where it was', async () => {
  const settings = clusterSettings(`test-${randomBytes(6).toString('hex')}`);
  let bulks = Number.NEGATIVE_INFINITY;
  const url = await clusterProxy(settings.urls[0] ?? '', ({ url: path }) => {
    if (!path?.startsWith('/_bulk')) return 'pass';
    bulks += 1;
    // The first stores vectors, the second notes that their passages have them.
    return bulks === 2 ? 418 : 'pass';
  });
  const [from, cluster] = [
    openEmbeddedEngine(temporaryFolder(), SPACE),
    await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE),
  ];
  for (const id of ['یک', 'دو']) {
    const texts = Array.from({ length: 300 }, (_, at) => `متن ${at} ${id}`);
    await putWhole(
      from,
      indexedArticle(
        id,
        texts.map((text, at) => ({
          text,
          vector: [1, 0, at, 0].map((x) => x / Math.hypot(1, at)),
        })),
      ),
    );
  }
  const { signal } = new AbortController();
  const failing = copyIndex(
    from,
    cluster,
    ({ done, total }) => {
      if (done === 2 && total === 2) bulks = 0;
    },
    signal,
  );
  await expect(failing).rejects.toThrow('said_by_the_test');
  expect(await cluster.withoutVectorCount()).toBe(600);

  const ended = new AbortController();
  const ending = copyIndex(from, cluster, () => ended.abort(new Error('ended')), ended.signal);
  await expect(ending).rejects.toThrow('ended');
  expect(await cluster.withoutVectorCount()).toBe(100);
  const rest = { articles: 0, removed: 0, vectors: 100, withoutVector: 0, refused: [] };
  expect(await copyIndex(from, cluster, () => {}, signal)).toEqual(rest);
  expect(await all(cluster)).toEqual(await all(from));
  for (const engine of [from, cluster]) await engine.close();
});

test('what a data folder copies to the cluster is its corpus there, with what lay under paths that it has no more', async () => {
  const settings = clusterSettings(`test-${randomBytes(6).toString('hex')}`);
  const another = { ...settings, folder: temporaryFolder() };
  const source = openEmbeddedEngine(settings.folder, SPACE);
  const [own, dropped] = [temporaryFolder(), temporaryFolder()];
  for (const [folder, id] of [
    [own, 'الف'],
    [dropped, 'ب'],
  ] as const) {
    const text = `خبر ${id}\n\nمتن ${id}.`;
    writeFileSync(join(folder, `${id}.txt`), text);
  }
  const embeddings = new FakeEmbeddings();
  await sync({ engine: source, embeddings }, [own, dropped]);
  const [copied, stranger] = [
    await openOpenSearchEngine(settings, SPACE),
    await openOpenSearchEngine(another, SPACE),
  ];
  await copyIndex(source, copied, () => {}, new AbortController().signal);
  await claimCopied(source, copied, [own]);

  expect(await sync({ engine: stranger, embeddings }, [own])).toMatchObject({ removed: 0 });
  expect(await isUpToDate(copied, [own])).toBe(false);
  expect(await sync({ engine: copied, embeddings }, [own])).toMatchObject({ removed: 1 });
  for (const engine of [source, copied, stranger]) await engine.close();
});
