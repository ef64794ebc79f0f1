import type { Unread } from '../corpus/files.js';
import type { KnownArticle } from './engine.js';

/**
 * Which of the articles that were found nowhere stay, as they may stand in what could not be read: all
 * of a file of which nothing could; of another those that its bad lines name, and one for each bad line
 * that names none. The others were taken out: what was retracted must not be answered from.
 *
 * @param unread - what could not be read, by file
 * @returns their ids
 */
export function keptOf(
  missing: readonly KnownArticle[],
  unread: ReadonlyMap<string, Unread>,
): ReadonlySet<string> {
  const rules = new Map([...unread].map(([file, ids]) => [file, ruleOf(ids)]));
  return new Set(missing.filter(({ id, file }) => rules.get(file)?.(id)).map(({ id }) => id));
}

/** Whether an article of a file stays; asked once for each. */
function ruleOf(ids: Unread): (id: string) => boolean {
  if (ids === 'all') return () => true;
  const named = new Set(ids);
  let nameless = ids.filter((id) => id === null).length;
  return (id) => {
    if (named.has(id)) return true;
    nameless -= 1;
    return nameless >= 0;
  };
}
