import { MostanadError } from '../errors.js';
import type { Engine, IndexedArticle } from './engine.js';

/**
 * Stores an article where its engine takes it: one that it does not take keeps no other away.
 *
 * @returns why it does not; null where it is stored
 * @throws MostanadError `storage` or `busy` where the engine cannot be used
 */
export async function storeArticle(
  engine: Engine,
  indexed: IndexedArticle,
): Promise<string | null> {
  try {
    await engine.putArticle(indexed);
    return null;
  } catch (error) {
    if (error instanceof MostanadError && error.kind === 'corpus') return error.message;
    throw error;
  }
}
