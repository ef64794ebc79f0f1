import { setImmediate as nextTurn } from 'node:timers/promises';
import { withContext } from '../corpus/passages.js';
import { officesIn } from '../language/offices.js';
import { termsOf } from '../language/terms.js';
import type { Engine, StoredPassage } from '../search/engine.js';
import type { Background } from './background.js';
import { namesAsked } from './names-asked.js';
import { type AskedName, namesLackedBy } from './names-held.js';

/** What of a question the answering article must name, in whichever of its paragraphs. */
export interface AskedOf {
  readonly names: readonly AskedName[];
  readonly offices: readonly number[];
}

/** Whom a question names, and what offices: an article that lacks one tells of someone else. */
export function askedOf(background: Background, question: string): AskedOf {
  return {
    names: namesAsked(background, question),
    offices: [...officesIn(termsOf(question))],
  };
}

/**
 * Of the passages those whose article names all that a question names: one that tells of someone else
 * than is asked for cannot answer, while «وی» in a paragraph may be whom another one names.
 */
export async function ofNamingArticles<Item extends { readonly passage: StoredPassage }>(
  engine: Pick<Engine, 'passagesOf'>,
  asked: AskedOf,
  items: readonly Item[],
): Promise<readonly Item[]> {
  if (isNothing(asked)) return items;
  const known = new Map<string, Promise<boolean>>();
  const isNaming = ({ passage }: Item) => {
    const { articleId } = passage;
    const found =
      known.get(articleId) ?? namesAll(asked, passage, () => engine.passagesOf(articleId));
    known.set(articleId, found);
    return found;
  };
  const naming = await Promise.all(items.map(isNaming));
  return items.filter((_, at) => naming[at]);
}

/** Looks into the passage that is there first, then into the others, one after the other. */
async function namesAll(
  asked: AskedOf,
  passage: StoredPassage,
  others: () => Promise<readonly StoredPassage[]>,
): Promise<boolean> {
  let lacked = lackedBy(passage, asked);
  if (isNothing(lacked)) return true;
  for (const other of await others()) {
    // A long article is many words: other questions get their turn between two passages.
    await nextTurn();
    lacked = lackedBy(other, lacked);
    if (isNothing(lacked)) return true;
  }
  return false;
}

function isNothing({ names, offices }: AskedOf): boolean {
  return names.length === 0 && offices.length === 0;
}

function lackedBy(passage: StoredPassage, { names, offices }: AskedOf): AskedOf {
  const text = withContext(passage);
  const held = offices.length === 0 ? null : officesIn(termsOf(text));
  return {
    names: namesLackedBy(text, names),
    offices: offices.filter((office) => !held?.has(office)),
  };
}
