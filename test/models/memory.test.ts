import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { expect, test } from 'vitest';
import { remembering } from '../../src/models/memory.js';

/** Embeddings that say what they were asked: each text's length is its vector. */
function recorded(): { readonly asked: string[][]; readonly embeddings: EmbeddingsInterface } {
  const asked: string[][] = [];
  const embeddings = {
    embedQuery: async (text: string) => [text.length],
    embedDocuments: async (texts: string[]) => {
      asked.push(texts);
      return texts.map((text) => [text.length]);
    },
  };
  return { asked, embeddings };
}

test('a passage is encoded once, and comes back in its place', async () => {
  const { asked, embeddings } = recorded();
  const memory = remembering(embeddings, 10);
  expect(await memory.embedDocuments(['یک', 'سه تا', 'یک'])).toEqual([[2], [5], [2]]);
  expect(await memory.embedDocuments(['سه تا', 'چهار', 'یک'])).toEqual([[5], [4], [2]]);
  expect(asked).toEqual([['یک', 'سه تا'], ['چهار']]);
});

test('the passages not used for longest are forgotten first', async () => {
  const { asked, embeddings } = recorded();
  const memory = remembering(embeddings, 2);
  await memory.embedDocuments(['الف', 'ب']);
  await memory.embedDocuments(['الف']);
  await memory.embedDocuments(['ج']);
  await memory.embedDocuments(['الف', 'ب']);
  expect(asked).toEqual([['الف', 'ب'], ['ج'], ['ب']]);
});

test('more passages than it can remember are still all encoded', async () => {
  const { embeddings } = recorded();
  const texts = ['الف', 'بب', 'ججج', 'دددد'];
  expect(await remembering(embeddings, 2).embedDocuments(texts)).toEqual(
    texts.map((text) => [text.length]),
  );
});
