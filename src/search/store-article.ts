import { MostanadError, messageOf } from '../errors.js';
import type { Engine, IndexedArticle } from './engine.js';

/**
 * Stores an article where it can be: one that the engine does not take, or that the program fails to
 * work on, keeps no other away.
 *
 * @param make - makes what is stored of it
 * @returns why it is not stored, of a defect with the stack; null where it is
 * @throws MostanadError `storage` or `busy` where the engine cannot be used; what it threw where it works no more
 */
export async function storeArticle(
  engine: Engine,
  make: () => IndexedArticle,
): Promise<string | null> {
  let indexed: IndexedArticle;
  try {
    indexed = make();
  } catch (error) {
    return failedOn(error);
  }
  try {
    await engine.putArticle(indexed);
    return null;
  } catch (error) {
    if (!(error instanceof MostanadError)) return defectOf(engine, error);
    if (error.kind === 'corpus') return error.message;
    throw error;
  }
}

/** A defect is of the article where the engine still works, else of the engine: it would fail on all others too. */
async function defectOf(engine: Engine, error: unknown): Promise<string> {
  await engine.articleCount().catch(() => {
    throw error;
  });
  return failedOn(error);
}

function failedOn(error: unknown): string {
  return `the program failed on it: ${stackOf(error)}`;
}

function stackOf(thrown: unknown): string {
  return (thrown instanceof Error && thrown.stack) || messageOf(thrown);
}
