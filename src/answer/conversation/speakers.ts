import { mentionOfSpeaker } from '../../corpus/speaker.js';
import { isEverydayWord } from '../../language/everyday-words.js';
import { factOf } from '../../language/facts.js';
import { nameKey } from '../../language/name-key.js';
import { normalize, normalizeWithMap } from '../../language/normalize.js';
import { analyze, termsOf } from '../../language/terms.js';
import { tokens } from '../../language/tokens.js';
import type { StoredPassage } from '../../search/engine.js';

/** Who speaks in each of an article's passages, in their order; null: no one that is known. */
export function speakersOf(passages: readonly StoredPassage[]): readonly (string | null)[] {
  const byParagraph = new Map<number, string | null>();
  return passages.map(({ paragraph, speaker, text }) => {
    // Of a long paragraph only the first passage opens with who speaks.
    const known = byParagraph.get(paragraph) ?? speaker ?? namedIn(text);
    if (!byParagraph.has(paragraph)) byParagraph.set(paragraph, known);
    return byParagraph.get(paragraph) ?? null;
  });
}

function namedIn(text: string): string | null {
  const mention = mentionOfSpeaker(text);
  return mention?.kind === 'named' ? mention.name : null;
}

/**
 * Whether two names mean one person: one's words are among the other's («اسد», «رئیس جمهور اسد»), in
 * whatever script. Titles, places and countries tell no one apart («رئیس جمهور روسیه»): where nothing
 * else is left they match only themselves, since to put words into the wrong mouth is the worse error.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [namesOf(one), namesOf(other)];
  if (a.length === 0 || b.length === 0) return termsOf(one).join(' ') === termsOf(other).join(' ');
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  return fewer.every((name) => more.some((candidate) => isSameName(name, candidate)));
}

/** A word of a name: its term, and its key from how it is written, as stems end differently by language. */
interface NameWord {
  readonly term: string;
  readonly key: string | null;
}

/** «علی» is no term, since the Arabic «على» is a stop word; short as it is, it has no key either. */
const ALI: ReadonlySet<string> = new Set(['علی', 'ali']);

function namesOf(text: string): readonly NameWord[] {
  const names = analyze(text)
    .filter(({ text: term }) => !isEverydayWord(term) && factOf(term) === null && !ALI.has(term))
    .map(({ text: term, start, end }) => ({
      term,
      key: nameKey(normalize(text.slice(start, end))),
    }));
  const hasAli = tokens(normalizeWithMap(text)).some((token) => ALI.has(token.text));
  return hasAli ? [{ term: 'علی', key: null }, ...names] : names;
}

function isSameName(one: NameWord, other: NameWord): boolean {
  return one.term === other.term || (one.key !== null && one.key === other.key);
}
