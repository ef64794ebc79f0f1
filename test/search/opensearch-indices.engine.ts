import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { clusterSettings } from '../support/cluster.js';
import { clusterProxy } from '../support/cluster-proxy.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';

const VECTOR = [1, 0, 0, 0];
const OLD = indexedArticle('خبر', [{ text: 'متن کهنه', vector: VECTOR }]);
const NEW = indexedArticle(
  'خبر',
  [
    { text: 'متن کهنه', vector: VECTOR },
    { text: 'متن پوتین', vector: [0, 1, 0, 0] },
  ],
  'h2',
);

const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);
const vectorsOf = ({ prefix }: OpenSearchSettings) =>
  `${prefix}-2-vectors-${SPACE.fingerprint.slice(0, 16)}`;

/** Asks the cluster itself, as an operator does. */
async function operate<Body>(
  { urls }: OpenSearchSettings,
  method: string,
  path: string,
  body?: object,
) {
  const reply = await fetch(`${urls[0]}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Body;
}

type Indices = Record<
  string,
  { readonly mappings: object; readonly settings: { readonly index: Record<string, string> } }
>;

/** The mapping of each index, and what of its settings is not of one moment. */
async function madeOf(settings: OpenSearchSettings) {
  const indices = await operate<Indices>(settings, 'GET', `/${settings.prefix}-2-*`);
  return Object.entries(indices).map(
    ([
      name,
      {
        mappings,
        settings: { index },
      },
    ]) => {
      const { uuid: _, creation_date: __, ...kept } = index;
      return { name, mappings, kept };
    },
  );
}

test('an index that is removed just before any write comes back as it was, and to store the article again mends the rest', async () => {
  const settings = fresh();
  const made: unknown[] = [];
  let removes = false;
  const url = await clusterProxy(settings.urls[0] ?? '', async ({ url: path }) => {
    if (removes && path?.startsWith('/_bulk')) {
      made.push(...(await madeOf(settings)));
      await operate(settings, 'DELETE', `/${settings.prefix}-2-*,-*-state`);
    }
    return 'pass';
  });
  const engine = await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE);
  await putWhole(engine, OLD);
  const before = await madeOf(settings);
  expect(before).toHaveLength(5);
  removes = true;
  await engine.putArticle(NEW);
  removes = false;
  made.push(...(await madeOf(settings)));
  // At the first removal all were there; each was made by a write after it, but vectors: none were left.
  const again = made.slice(before.length);
  const isOfVectors = ({ name }: { readonly name: string }) => name === vectorsOf(settings);
  for (const one of again) expect(before).toContainEqual(one);
  for (const one of before) if (!isOfVectors(one)) expect(again).toContainEqual(one);
  await engine.nearest(VECTOR, 5);
  await engine.close();

  const next = await openOpenSearchEngine(settings, SPACE);
  expect(await madeOf(settings)).toEqual(before);
  await putWhole(next, NEW);
  expect(await next.nearest(VECTOR, 5)).toHaveLength(2);
  expect(await next.keyword([[['متن']]], 5)).toHaveLength(2);
  await next.close();
});

test('vectors that are removed while more are stored are missing, and made again', async () => {
  const settings = fresh();
  let isNext = false;
  const url = await clusterProxy(settings.urls[0] ?? '', async ({ url: path }) => {
    if (isNext && path?.startsWith('/_bulk')) {
      isNext = false;
      await operate(settings, 'DELETE', `/${vectorsOf(settings)}`);
    }
    return 'pass';
  });
  const engine = await openOpenSearchEngine({ ...settings, urls: [url] }, SPACE);
  await putWhole(engine, OLD);
  await engine.putArticle(NEW);
  const [waiting] = await engine.withoutVector(0, 5);
  isNext = true;
  await engine.putVectors([{ id: waiting?.id ?? 0, vector: VECTOR }]);
  expect(await engine.nearest(VECTOR, 5)).toEqual([{ id: waiting?.id, score: 1 }]);
  const missing = await engine.withoutVector(0, 5);
  expect(missing).toHaveLength(2);
  await engine.putVectors(missing.map(({ id }) => ({ id, vector: VECTOR })));
  expect(await engine.withoutVectorCount()).toBe(0);
  expect(await engine.nearest(VECTOR, 5)).toHaveLength(2);
  await engine.close();
});

test('an index that a write made without a mapping fails only what asks for it, and is made anew', async () => {
  const settings = fresh();
  const name = vectorsOf(settings);
  const engine = await openOpenSearchEngine(settings, SPACE);
  await putWhole(engine, OLD);
  await operate(settings, 'DELETE', `/${name}`);
  await operate(settings, 'DELETE', `/_index_template/${name}`);
  await operate(settings, 'PUT', `/${name}/_doc/1?refresh=true`, { vector: VECTOR });
  const asked = [engine.nearest(VECTOR, 5), engine.keyword([[['کهنه']]], 5)];
  const [byVector, byWords] = await Promise.allSettled(asked);
  expect(byVector).toMatchObject({ status: 'rejected', reason: { kind: 'storage' } });
  expect(byWords).toMatchObject({ status: 'fulfilled', value: [expect.anything()] });
  await engine.close();

  const next = await openOpenSearchEngine(settings, SPACE);
  const [waiting] = await next.withoutVector(0, 5);
  await next.putVectors([{ id: waiting?.id ?? 0, vector: VECTOR }]);
  expect(await next.nearest(VECTOR, 5)).toEqual([{ id: waiting?.id, score: 1 }]);
  await next.close();
});
