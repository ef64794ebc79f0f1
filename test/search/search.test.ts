import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Encoder } from '../../src/models/encoder.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { searchTerms } from '../../src/search/query.js';
import { PassageRetriever } from '../../src/search/retriever.js';
import { search } from '../../src/search/search.js';
import { sync } from '../../src/search/sync.js';
import { PassageVectorStore } from '../../src/search/vector-store.js';
import { openEncoder } from '../support/bot.js';
import { ROOT } from '../support/folders.js';

let encoder: Encoder;
let engine: Engine;
let data: string;

beforeAll(async () => {
  encoder = await openEncoder();
  data = mkdtempSync(join(tmpdir(), 'mostanad-search-'));
  engine = openEmbeddedEngine(data, encoder.pack);
  const target = { engine, embeddings: encoder };
  await sync(target, [join(ROOT, 'corpus')]);
});
afterAll(async () => {
  await engine.close();
  await encoder.close();
  rmSync(data, { recursive: true, force: true });
});

async function firstParagraph(question: string): Promise<number | undefined> {
  const vector = await encoder.embedQuery(question);
  const { candidates } = await search(engine, question, vector, 5);
  return candidates[0]?.passage.paragraph;
}

describe('one question in the spellings that people type finds the same paragraph', () => {
  test.each([
    'دولت سوریه چند درصد خاک کشور را در اختیار دارد؟',
    'دولت سوريه چند درصد خاك كشور را در اختيار دارد',
    'دولت سوریه چنددرصد خاک کشور رو در اختیار داره',
    'دولت  سوریه چند دَرصَد خاکِ کشور را در اختیار دارد؟؟',
  ])('%s', async (question) => {
    expect(await firstParagraph(question)).toBe(16);
  });
});

test('a word written with a space finds the one that lost its half-space', async () => {
  const terms = await searchTerms(engine, 'تروریسم بین‌المللی');
  const found = await engine.keyword(
    terms.map(({ phrases }) => phrases),
    30,
  );
  const passages = await engine.passages(found.map(({ id }) => id));
  expect(passages.map(({ paragraph }) => paragraph)).toContain(8);
});

test('terms that the index does not know have no phrases', async () => {
  const terms = await searchTerms(engine, 'قیمت نفت در سوریه');
  expect(terms.map(({ term, phrases }) => [term, phrases.length > 0])).toEqual([
    ['قیمت', false],
    ['نفت', false],
    ['سوریه', true],
  ]);
});

test('a question in another language finds its paragraph by meaning', async () => {
  expect(await firstParagraph('What percentage of Syrian land does the state control?')).toBe(16);
});

test('LangChain’s retriever gives the same passages as documents with their place and score', async () => {
  const retriever = new PassageRetriever({ engine, embeddings: encoder, limit: 3 });
  const documents = await retriever.invoke('حجم تجارت سوریه و روسیه چقدر افزایش یافت؟');
  expect(documents).toHaveLength(3);
  expect(documents[0]?.pageContent).toContain('3.5 برابر');
  expect(documents[0]?.metadata).toMatchObject({ articleId: 'seed-article', paragraph: 20 });
  expect(documents[0]?.metadata.score).toBeGreaterThan(documents[1]?.metadata.score);
});

test('LangChain’s vector store finds by meaning, and takes no documents', async () => {
  const vectors = new PassageVectorStore(encoder, engine);
  const [first] = await vectors.similaritySearchWithScore('Who joined the two presidents?', 1);
  expect(first?.[0].metadata).toMatchObject({ articleId: 'seed-article' });
  expect(first?.[1]).toBeGreaterThan(0.7);
  await expect(vectors.addDocuments()).rejects.toThrow('added by a sync of the corpus');
});
