import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Engine } from './engine.js';

/** Passages encoded in one go: enough to sort by length, few enough that little is lost on a kill. */
const PASSAGES_A_ROUND = 128;

/** How far the encoding has come, in passages. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Encodes the passages that have no vector yet and stores their vectors, in rounds; what a round
 * stored is not encoded again after a kill.
 *
 * @param between - done after each round; whether passages may have come or gone with it
 * @returns how many were encoded
 */
export async function encodeMissing(
  engine: Engine,
  embeddings: EmbeddingsInterface,
  onProgress: (progress: SyncProgress) => void,
  between: () => Promise<boolean>,
): Promise<number> {
  let total = await engine.withoutVectorCount();
  let done = 0;
  let after = 0;
  while (true) {
    const passages = await engine.withoutVector(after, PASSAGES_A_ROUND);
    const last = passages.at(-1);
    if (last === undefined) return done;
    const vectors = await embeddings.embedDocuments(passages.map(({ text }) => text));
    await engine.putVectors(passages.map(({ id }, at) => ({ id, vector: vectors[at] ?? [] })));
    after = last.id;
    done += passages.length;
    if (await between()) {
      total = done + (await engine.withoutVectorCount());
      after = 0;
    }
    onProgress({ done, total: Math.max(total, done) });
  }
}
