import { MostanadError, messageOf } from '../errors.js';
import type { Engine, IndexedArticle } from './engine.js';

/**
 * Stores an article where it can be: one that the engine does not take, or that the program fails to
 * work on, keeps no other away.
 *
 * @param make - makes what is stored of it
 * @returns why it is not stored, of a defect with the stack; null where it is
 * @throws MostanadError `storage` or `busy` where the engine cannot be used
 */
export async function storeArticle(
  engine: Engine,
  make: () => IndexedArticle,
): Promise<string | null> {
  let indexed: IndexedArticle;
  try {
    indexed = make();
  } catch (error) {
    return `the program failed on it: ${stackOf(error)}`;
  }
  try {
    await engine.putArticle(indexed);
    return null;
  } catch (error) {
    if (error instanceof MostanadError && error.kind === 'corpus') return error.message;
    throw error;
  }
}

function stackOf(thrown: unknown): string {
  return (thrown instanceof Error && thrown.stack) || messageOf(thrown);
}
