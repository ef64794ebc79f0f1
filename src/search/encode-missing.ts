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
 * @returns how many were encoded
 */
export async function encodeMissing(
  engine: Engine,
  embeddings: EmbeddingsInterface,
  onProgress: (progress: SyncProgress) => void = () => {},
): Promise<number> {
  const total = await engine.withoutVectorCount();
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
    onProgress({ done, total: Math.max(total, done) });
  }
}
