import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import { expect, test } from 'vitest';
import { MostanadError } from '../../src/errors.js';
import { copyIndex } from '../../src/search/copy.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import { sync } from '../../src/search/sync.js';
import { clusterSettings } from '../support/cluster.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const open = () =>
  openOpenSearchEngine(clusterSettings(`test-${randomBytes(6).toString('hex')}`), SPACE);

/** Vectors that tell nothing: what is found here is found by its words. */
class OneVector extends Embeddings {
  override embedQuery = async () => [1, 0, 0, 0];
  override embedDocuments = async (texts: string[]) => texts.map(() => [1, 0, 0, 0]);
}
const embeddings = new OneVector({});

const VECTOR = [1, 0, 0, 0];
const STORED = indexedArticle('خبر', [{ text: 'متن کهنه', vector: VECTOR }]);
const NEW = indexedArticle('خبر', [{ text: 'متن تازه', vector: VECTOR }], 'h2');
/** The name of a file is a value of at most 32,766 bytes there. */
const LONG = 'ب'.repeat(17_000);

test('an article that the cluster does not take is refused with its line; all others are stored', async () => {
  const folder = temporaryFolder();
  const row = (id: string, title: string, text = 'متن خبر') => JSON.stringify({ id, title, text });
  const [first, second] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')];
  const rows = [row('ب'.repeat(9_000), 'تیتر'), row('دراز', LONG), row('آ'.repeat(8_000), 'تیتر')];
  writeFileSync(first, rows.join('\n'));
  writeFileSync(second, row('کوتاه', 'تیتر', 'متن \ud800 نیمه'));
  const engine = await open();
  const summary = await sync({ engine, embeddings }, [folder]);
  expect(summary).toMatchObject({ added: 3, refusals: [{ file: first, line: 1 }] });
  expect(summary.refusals[0]?.reason).toMatch(/^article "ب{50}…": its id has 9000 letters/u);
  expect(await engine.isServing()).toBe(true);
  expect(await engine.keyword([[['متن']]], 9)).toHaveLength(3);
  expect((await engine.knownFiles()).map(({ path }) => path)).toEqual([second]);
  await engine.close();
});

test('a refused version of an article leaves the earlier one, and nothing of its own', async () => {
  const engine = await open();
  await putWhole(engine, STORED);
  const tooLarge = {
    ...NEW,
    article: {
      ...NEW.article,
      blocks: [{ paragraph: 1, role: 'body' as const, text: 'م'.repeat(10_000_000) }],
    },
  };
  for (const refused of [{ ...NEW, file: LONG }, tooLarge]) {
    const error = await engine.putArticle(refused).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'corpus', message: expect.stringContaining('"خبر": ') });
    expect(error).toBeInstanceOf(MostanadError);
    const hits = await engine.keyword([[['متن']]], 9);
    expect((await engine.passages(hits.map(({ id }) => id))).map(({ text }) => text)).toEqual([
      'متن کهنه',
    ]);
    expect(await engine.withoutVectorCount()).toBe(0);
  }
  expect(await engine.knownArticles()).toMatchObject([{ id: 'خبر', hash: 'h1' }]);
  await putWhole(engine, NEW);
  expect(await engine.knownArticles()).toMatchObject([{ id: 'خبر', hash: 'h2' }]);
  await engine.close();
});

test('a copy names what the cluster does not take, and its file is read again by the next sync', async () => {
  const [from, to] = [openEmbeddedEngine(temporaryFolder(), SPACE), await open()];
  await putWhole(from, { ...STORED, file: '/corpus/b.jsonl' });
  await putWhole(from, indexedArticle('ب'.repeat(9_000), [{ text: 'متن', vector: VECTOR }]));
  await from.putFiles(['a', 'b'].map((name) => ({ path: `/corpus/${name}.jsonl`, stamp: '1' })));
  const { signal } = new AbortController();
  const copied = await copyIndex(from, to, () => {}, signal);
  expect(copied).toMatchObject({ articles: 1, vectors: 1 });
  expect(copied.refused).toEqual([expect.stringContaining('its id has 9000 letters')]);
  expect(await to.knownFiles()).toEqual([{ path: '/corpus/b.jsonl', stamp: '1' }]);
  await Promise.all([from.close(), to.close()]);
});
