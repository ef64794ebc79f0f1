import { setImmediate as nextTurn } from 'node:timers/promises';
import { withContext } from '../corpus/passages.js';
import type { Engine, StoredPassage } from '../search/engine.js';
import { type AskedName, namesLackedBy } from './names-held.js';

/**
 * Of the passages those whose article names all that a question names: one that tells of someone else
 * than is asked for cannot answer, while «وی» in a paragraph may be whom another one names.
 */
export async function ofNamingArticles<Item extends { readonly passage: StoredPassage }>(
  engine: Pick<Engine, 'passagesOf'>,
  names: readonly AskedName[],
  items: readonly Item[],
): Promise<readonly Item[]> {
  if (names.length === 0) return items;
  const known = new Map<string, Promise<boolean>>();
  const isNaming = ({ passage }: Item) => {
    const { articleId } = passage;
    const found =
      known.get(articleId) ?? namesAll(names, passage, () => engine.passagesOf(articleId));
    known.set(articleId, found);
    return found;
  };
  const naming = await Promise.all(items.map(isNaming));
  return items.filter((_, at) => naming[at]);
}

/** Looks into the passage that is there first, then into the others, one after the other. */
async function namesAll(
  names: readonly AskedName[],
  passage: StoredPassage,
  others: () => Promise<readonly StoredPassage[]>,
): Promise<boolean> {
  let lacked = namesLackedBy(withContext(passage), names);
  if (lacked.length === 0) return true;
  for (const other of await others()) {
    // A long article is many words: other questions get their turn between two passages.
    await nextTurn();
    lacked = namesLackedBy(withContext(other), lacked);
    if (lacked.length === 0) return true;
  }
  return false;
}
