import { askedSpeaker } from '../language/asked-speaker.js';
import { countryOf } from '../language/countries.js';
import { hasWordsOfSpeech } from '../language/words-of-speech.js';
import type { StoredPassage } from '../search/engine.js';
import { isPlace } from './claims/names.js';
import { endOf, type Word, wordsOf } from './claims/words.js';
import { type AskedName, namesLackedBy } from './names-held.js';
import { isOnlySpokenTo } from './spoken-to.js';

/** Whose words a question asks for: the ways to name them, of which a text must hold one word each. */
export interface AskedSpeaker {
  readonly rows: readonly AskedName[];
  /** By a known name, which stands for its bearer alone; else by an office or an unknown name, of which each word counts. */
  readonly isByName: boolean;
}

/** Whose words a question asks for; null where it asks for no one's. Countries speak as they act. */
export function whoseWords(question: string, names: readonly AskedName[]): AskedSpeaker | null {
  const place = askedSpeaker(question);
  if (place === null) return null;
  const isThere = (word: Word) => word.start < place.end && endOf(word) > place.start;
  const named = names
    .map((row) => row.filter((word) => isThere(word) && !isPlace(word.term)))
    .filter((row) => row.length > 0);
  const people = named.filter((_, at) => isOneMention(question, named.slice(0, at + 1)));
  if (people.length > 0) return { rows: people, isByName: true };
  const words = wordsOf(question).filter(isThere);
  if (words.every(({ term }) => countryOf(term) !== null || isPlace(term))) return null;
  return { rows: words.map((word) => [word]), isByName: false };
}

const BETWEEN_NAMES = /^[\s\u200c]*(?:(?:و|and)\s)?[\s\u200c]*و?$/iu;

/** Whether names stand in a row: behind a gap others are spoken of («به نظر پوتین رأی آوردن اسد»). */
function isOneMention(question: string, rows: readonly AskedName[]): boolean {
  return rows
    .slice(1)
    .every((row, at) => BETWEEN_NAMES.test(question.slice(endOf(rows[at]?.at(-1)), row[0]?.start)));
}

/**
 * Whether a passage speaks of whom a question asks for the words of, but has none of theirs: nothing in it is said,
 * thought or written by anyone, or another speaks, and with them or of them.
 */
export function isNotSpokenBy(
  asked: AskedSpeaker | null,
  passage: Pick<StoredPassage, 'text' | 'speaker'>,
): boolean {
  if (asked === null || !isNamedIn(passage.text, asked)) return false;
  return !hasWordsOfSpeech(passage.text) || isOnlySpokenTo(asked, passage);
}

function isNamedIn(text: string, { rows, isByName }: AskedSpeaker): boolean {
  const lacked = namesLackedBy(text, rows).length;
  return isByName ? lacked < rows.length : lacked === 0;
}
