import { normalizeWithMap } from '../../language/normalize.js';
import { tokens } from '../../language/tokens.js';
import type { PhraseLanguage } from '../../phrases/phrases.js';
import { hasVerb, isContent, MARK } from './clause-words.js';
import { withoutSaying } from './saying.js';
import { verbsOf } from './verbs.js';

const JOIN = /^(?:و|که|اما|ولی|تا)$/u;

/**
 * How much of what follows the kept words belongs to their clause, in UTF-16 units; null where they
 * break off before its end.
 */
export function endOfClause(kept: string, after: string, language: PhraseLanguage): number | null {
  // «closed [the] gas office»: an English noun goes on without a mark.
  if (language === 'en')
    return /^\s(?!\p{L}+(?:ly|day)(?!\p{L}))\p{L}/u.test(after) && !isLooseEnd(after)
      ? null
      : after.length;
  if (language === 'ar') return after.length;
  const text = normalizeWithMap(after);
  const all = tokens(text);
  const verbs = verbsOf(all);
  const lastKept = tokens(normalizeWithMap(kept)).length - 1;
  let isClosed = verbsOf(tokens(normalizeWithMap(kept))).some(({ to }) => to === lastKept);
  // The verbs that follow directly are those of the kept words.
  for (const [at, token] of all.entries()) {
    const isOver =
      MARK.test(text.text.slice(all[at - 1]?.end ?? 0, token.start)) || JOIN.test(token.text);
    if (isClosed && isOver) return text.starts[token.start] ?? after.length;
    if (verbs.some(({ from, to }) => at >= from && at <= to)) isClosed = true;
    else if (isContent(token)) {
      return hasVerb(withoutSaying(text.text.slice(token.start), language), language)
        ? null
        : after.length;
    }
  }
  return after.length;
}

function isLooseEnd(text: string): boolean {
  const [first] = tokens(normalizeWithMap(text));
  return first === undefined || !isContent(first);
}
