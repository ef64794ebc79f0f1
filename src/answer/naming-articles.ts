import { setImmediate as nextTurn } from 'node:timers/promises';
import { withContext } from '../corpus/passages.js';
import { detectLanguage, type Language } from '../language/detect.js';
import { officesAsked, officesMet } from '../language/offices.js';
import { termsOf } from '../language/terms.js';
import type { Engine, StoredPassage } from '../search/engine.js';
import { knownNames } from './names-asked.js';
import { type AskedName, namesLackedBy } from './names-held.js';

/** What of a question the answering article must name, in whichever of its paragraphs. */
export interface AskedOf {
  readonly names: readonly AskedName[];
  /** Of articles in the question's language: others may translate them in many ways. */
  readonly offices: readonly number[];
  readonly language: Language;
}

/** Whom of its names a question surely asks of, and of what offices: an article that lacks one tells of someone else. */
export function askedOf(question: string, names: readonly AskedName[]): AskedOf {
  const language = detectLanguage(question);
  return { names: knownNames(names), offices: [...officesAsked(termsOf(question))], language };
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
    const { articleId, text } = passage;
    const offices = detectLanguage(text) === asked.language ? asked.offices : [];
    const wanted = { ...asked, offices };
    const found =
      known.get(articleId) ?? namesAll(wanted, passage, () => engine.passagesOf(articleId));
    known.set(articleId, found);
    return found;
  };
  const naming = await Promise.all(items.map(isNaming));
  return items.filter((_, at) => naming[at]);
}

/** Each takes some milliseconds. */
const MOST_PASSAGES = 60;

/** Looks into the passage that is there first, then into the others, one after the other. */
async function namesAll(
  asked: AskedOf,
  passage: StoredPassage,
  others: () => Promise<readonly StoredPassage[]>,
): Promise<boolean> {
  let lacked = lackedBy(passage, asked);
  if (isNothing(lacked)) return true;
  const passages = await others();
  // Of so long an article one cannot say in time what it lacks.
  if (passages.length > MOST_PASSAGES) return true;
  for (const other of passages) {
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

function lackedBy(passage: StoredPassage, asked: AskedOf): AskedOf {
  const text = withContext(passage);
  const held = asked.offices.length === 0 ? null : officesMet(termsOf(text));
  return {
    ...asked,
    names: namesLackedBy(text, asked.names),
    offices: asked.offices.filter((office) => !held?.has(office)),
  };
}
