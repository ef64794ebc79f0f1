import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { expect, test } from 'vitest';
import type { Engine } from '../../src/search/engine.js';
import { connect } from '../../src/search/opensearch/connection.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import { articleKey } from '../../src/search/opensearch/heads.js';
import { namesOf } from '../../src/search/opensearch/layout.js';
import { openSearches } from '../../src/search/opensearch/searches.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { takeTurn } from '../../src/search/opensearch/turn.js';
import { write as writeDocuments } from '../../src/search/opensearch/writes.js';
import { isUpToDate, sync } from '../../src/search/sync.js';
import { runCli } from '../support/cli.js';
import { clusterSettings } from '../support/cluster.js';
import { clusterProxy } from '../support/cluster-proxy.js';
import { indexedArticle, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);
/** Another process, with a data folder of its own. */
const another = (settings: OpenSearchSettings) => ({ ...settings, folder: temporaryFolder() });
const embeddings = new FakeEmbeddings();
const syncOf = (engine: Engine, paths: readonly string[], onWait = () => {}) =>
  sync({ engine, embeddings }, paths, { onWait });
const idsIn = async (engine: Engine) =>
  (await engine.knownArticles()).map(({ id }) => id).toSorted();

function write(folder: string, id: string, text = `متن ${id}.`): void {
  mkdirSync(folder, { recursive: true });
  const row = { id, title: `خبر ${id}`, text };
  writeFileSync(join(folder, `${id}.jsonl`), JSON.stringify(row));
}

test('of two syncs at once one waits, and no article is lost', async () => {
  const settings = fresh();
  const [a, b] = [
    await openOpenSearchEngine(settings, SPACE),
    await openOpenSearchEngine(another(settings), SPACE),
  ];
  const corpus = temporaryFolder();
  write(corpus, 'الف');
  let other: Promise<unknown> = Promise.resolve();
  // Between the moments at which the first looks for files and for articles, another file comes.
  const slow: Engine = {
    ...a,
    async knownArticles() {
      write(corpus, 'ب');
      await new Promise<void>((resolve) => {
        other = syncOf(b, [corpus], resolve).finally(resolve);
      });
      return a.knownArticles();
    },
  };
  await syncOf(slow, [corpus]);
  await other;
  expect(await idsIn(b)).toEqual(['الف', 'ب']);
  expect(await isUpToDate(b, [corpus])).toBe(true);
  await Promise.all([a.close(), b.close()]);
});

test('a turn is had by one, by another when it ends, and outlives a killed holder by no more than a term', async () => {
  const settings = fresh();
  await (await openOpenSearchEngine(settings, SPACE)).close();
  const [connection, names] = [await connect(settings), namesOf(settings)];
  const pace = { term: 2_000, renewEvery: 200, safe: 1_500, patience: 500, lookEvery: 50 };
  const take = (more: object) =>
    takeTurn(connection, names, () => {}, undefined, { ...pace, ...more });
  const first = await take({});
  // It outlasts a term by being renewed.
  await expect(take({ patience: 3_000 })).rejects.toThrow(/is syncing the index \(.+ process \d+/u);
  expect(first.lost.aborted).toBe(false);
  await first.end();
  // One that is not renewed is as one of a killed process.
  const silent = await take({ renewEvery: 60_000 });
  const next = await take({ patience: 30_000 });
  expect(silent.lost.aborted).toBe(true);
  expect(String(silent.lost.reason)).toContain('the turn to sync was lost');
  await silent.end();
  await expect(take({})).rejects.toThrow('is syncing');
  await next.end();
  await connection.close();
});

test('a process with another corpus takes nothing from the index, and sees its own as whole', async () => {
  const settings = fresh();
  const [a, b] = [
    await openOpenSearchEngine(settings, SPACE),
    await openOpenSearchEngine(another(settings), SPACE),
  ];
  const [news, other] = [temporaryFolder(), temporaryFolder()];
  write(news, 'الف');
  write(other, 'ب');
  await syncOf(a, [news]);
  expect(await syncOf(b, [other])).toMatchObject({ added: 1, removed: 0, refusals: [] });
  expect(await idsIn(b)).toEqual(['الف', 'ب']);
  expect([await isUpToDate(a, [news]), await isUpToDate(b, [other])]).toEqual([true, true]);
  rmSync(join(other, 'ب.jsonl'));
  expect(await syncOf(b, [other])).toMatchObject({ removed: 1 });
  expect(await idsIn(b)).toEqual(['الف']);
  await Promise.all([a.close(), b.close()]);
});

test('what a process has no more among its paths goes, but for what another has there too', async () => {
  const settings = fresh();
  const [a, b] = [
    await openOpenSearchEngine(settings, SPACE),
    await openOpenSearchEngine(another(settings), SPACE),
  ];
  const [own, both, mine] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  write(own, 'الف');
  write(both, 'ب');
  write(mine, 'پ');
  await syncOf(a, [own, both]);
  await syncOf(b, [both, mine]);
  expect(await syncOf(a, [both])).toMatchObject({ removed: 1 });
  expect(await syncOf(a, [own])).toMatchObject({ removed: 0, added: 1 });
  expect(await idsIn(a)).toEqual(['الف', 'ب', 'پ']);
  await Promise.all([a.close(), b.close()]);
});

test('what was fetched into two data folders of one path stays apart, and follows a folder that moves', async () => {
  const settings = fresh();
  const folder = temporaryFolder();
  const [data, first, second] = ['data', 'first', 'second'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const fetched = join(data, 'fetched');
  /** One machine after the other: each has its own folder at the same path. */
  const onMachine = async (place: string, use: (engine: Engine) => Promise<void>) => {
    mkdirSync(place, { recursive: true });
    renameSync(place, data);
    const engine = await openOpenSearchEngine({ ...settings, folder: data }, SPACE);
    await use(engine);
    await engine.close();
    renameSync(data, place);
  };
  await onMachine(first, async (engine) => {
    write(fetched, 'الف');
    await syncOf(engine, [fetched]);
  });
  await onMachine(second, async (engine) => {
    write(fetched, 'ب');
    expect(await syncOf(engine, [fetched])).toMatchObject({ added: 1, removed: 0 });
  });
  const moved = await openOpenSearchEngine({ ...settings, folder: first }, SPACE);
  expect(await isUpToDate(moved, [join(first, 'fetched')])).toBe(true);
  rmSync(join(first, 'fetched', 'الف.jsonl'));
  expect(await syncOf(moved, [join(first, 'fetched')])).toMatchObject({ removed: 1 });
  expect(await idsIn(moved)).toEqual(['ب']);
  await moved.close();
});

const VECTOR = [1, 0, 0, 0];
const articleOf = (text: string, hash: string) =>
  indexedArticle('خبر', [{ text, vector: VECTOR }], hash);

test('a sweep, and a look for what is to be encoded, leave the passages that another process is storing', async () => {
  const settings = fresh();
  let hold = false;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reached = () => {};
  const atIt = new Promise<void>((resolve) => {
    reached = resolve;
  });
  // A replacement refreshes when its passages are written, and exchanges the article after it.
  const url = await clusterProxy(settings.urls[0] ?? '', async (request) => {
    if (hold && request.url?.includes('_refresh')) {
      reached();
      await held;
    }
    return 'pass';
  });
  const a = await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE);
  const b = await openOpenSearchEngine(another(settings), SPACE);
  // The first draws the lower numbers.
  await a.putArticle(indexedArticle('پیش', [{ text: 'متن پیش', vector: VECTOR }]));
  await b.putArticle(articleOf('متن یک', 'h1'));
  hold = true;
  const storing = a.putArticle(articleOf('متن دو', 'h2'));
  await atIt;
  await b.withoutVector(0, 100);
  await b.forgetOtherSpaces();
  release();
  await storing;
  expect((await b.passagesOf('خبر')).map(({ text }) => text)).toEqual(['متن دو']);
  await Promise.all([a.close(), b.close()]);
});

test('an article that is stored as it is already costs no write', async () => {
  const settings = fresh();
  const requests: string[] = [];
  const url = await clusterProxy(settings.urls[0] ?? '', ({ url = '' }) => {
    requests.push(url.split('?')[0] ?? '');
    return 'pass';
  });
  const engine = await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE);
  await engine.putArticle(articleOf('متن یک', 'h1'));
  requests.length = 0;
  await engine.putArticle(articleOf('متن یک', 'h1'));
  expect(requests).toEqual(['/_mget', '/_mget']);
  await engine.putArticle({ ...articleOf('متن یک', 'h1'), file: '/corpus/b.jsonl' });
  expect(await engine.knownArticles()).toMatchObject([{ id: 'خبر', file: '/corpus/b.jsonl' }]);
  await engine.close();
});

test('an article that lacks a passage is none, and the next sync stores it anew', async () => {
  const settings = fresh();
  const engine = await openOpenSearchEngine(settings, SPACE);
  const corpus = temporaryFolder();
  write(corpus, 'خبر', 'بند یک.\n\nبند دو.');
  await syncOf(engine, [corpus]);
  const [, lacking] = await engine.passagesOf('خبر');
  const connection = await connect(settings);
  const path = `/${namesOf(settings).passages}/_doc/${lacking?.id}?refresh=true`;
  await connection.send({ method: 'DELETE', path });
  await connection.close();
  expect(await engine.article('خبر')).toBeNull();
  expect(await isUpToDate(engine, [corpus])).toBe(false);
  expect(await syncOf(engine, [corpus])).toMatchObject({ changed: 1 });
  expect((await engine.article('خبر'))?.indexed.passages).toHaveLength(2);
  await engine.close();
});

test('with OPENSEARCH_SYNC=off a question changes nothing, and needs no corpus', async () => {
  const settings = fresh();
  const engine = await openOpenSearchEngine(settings, SPACE);
  const corpus = temporaryFolder();
  write(corpus, 'الف');
  await syncOf(engine, [corpus]);
  const before = await engine.knownArticles();
  const environment = {
    ENGINE: 'opensearch',
    OPENSEARCH_URL: settings.urls.join(','),
    OPENSEARCH_INDEX: settings.prefix,
    OPENSEARCH_SYNC: 'off',
    MOSTANAD_DATA: temporaryFolder(),
    MOSTANAD_CORPUS: join(corpus, 'none'),
  };
  const { status, stderr } = await runCli(['ask', 'چه شد؟'], environment);
  expect([status, stderr]).toEqual([0, '']);
  expect(await engine.knownArticles()).toEqual(before);
  await engine.close();
});

test('a sync that loses its turn while it removes articles removes no more, and the next one does the rest', async () => {
  const settings = fresh();
  const lost = new AbortController();
  let isRemoving = false;
  const url = await clusterProxy(settings.urls[0] ?? '', ({ url: path }) => {
    if (isRemoving && path?.startsWith('/_bulk')) lost.abort(new Error('the turn is lost'));
    return 'pass';
  });
  const engine = await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE);
  const corpus = temporaryFolder();
  write(corpus, 'می‌ماند');
  await syncOf(engine, [corpus]);
  await putHeads(settings, join(corpus, 'رفته.jsonl'), 250);
  isRemoving = true;
  const losing: Engine = {
    ...engine,
    takeTurn: async (onWait, signal) => ({
      ...(await engine.takeTurn(onWait, signal)),
      lost: lost.signal,
    }),
  };
  await expect(syncOf(losing, [corpus])).rejects.toThrow('the turn is lost');
  isRemoving = false;
  // What went is one part of them.
  expect(await idsIn(engine)).toHaveLength(51);
  expect(await syncOf(engine, [corpus])).toMatchObject({ removed: 50 });
  expect(await idsIn(engine)).toEqual(['می‌ماند']);
  await engine.close();
});

/** Has a file's articles stand in an index, all in one go and with nothing in them. */
async function putHeads(settings: OpenSearchSettings, file: string, count: number): Promise<void> {
  const connection = await connect(settings);
  const index = namesOf(settings).articles;
  const writes = Array.from({ length: count }, (_, at) => {
    const id = `رفته-${at}`;
    const document = { id, hash: 'h', file, first: 0, count: 0 };
    return { index, id: articleKey(id), kind: 'create' as const, document };
  });
  await writeDocuments(connection, openSearches(connection), writes);
  await fetch(`${settings.urls[0]}/${index}/_refresh`, { method: 'POST' });
  await connection.close();
}
