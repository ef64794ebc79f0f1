import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/**
 * Embeddings that remember the passages encoded last, at most `size` of them: the sentences of the
 * articles that people ask about come again with every question. Questions are not remembered.
 */
export function remembering(embeddings: EmbeddingsInterface, size: number): EmbeddingsInterface {
  const known = new Map<string, number[]>();
  return {
    embedQuery: (text) => embeddings.embedQuery(text),
    async embedDocuments(texts) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      const vectors = missing.length > 0 ? await embeddings.embedDocuments(missing) : [];
      const fresh = new Map(missing.map((text, at) => [text, vectors[at] ?? []]));
      const result = texts.map((text) => fresh.get(text) ?? known.get(text) ?? []);
      texts.forEach((text, at) => {
        // Taken out and put in again, a text stands last: the first are those not used for longest.
        known.delete(text);
        known.set(text, result[at] ?? []);
      });
      for (const text of known.keys()) {
        if (known.size <= size) break;
        known.delete(text);
      }
      return result;
    },
  };
}
