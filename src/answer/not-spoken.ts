import { mentionOfSpeaker } from '../corpus/speaker.js';
import { askedSpeaker } from '../language/asked-speaker.js';
import { isCommonName } from '../language/common-names.js';
import { countryOf } from '../language/countries.js';
import { sentences } from '../language/sentences.js';
import { termsOf } from '../language/terms.js';
import { hasWordsOfSpeech } from '../language/words-of-speech.js';
import type { StoredPassage } from '../search/engine.js';
import { isPlace } from './claims/names.js';
import { endOf, type Word, wordsOf } from './claims/words.js';
import { type AskedName, namesLackedBy } from './names-held.js';
import { isOnlySpokenTo, TAKES_OVER } from './spoken-to.js';

/** Whose words a question asks for: the ways to name them, of which a text must hold one word each. */
export interface AskedSpeaker {
  readonly rows: readonly AskedName[];
  /** By a known name, which stands for its bearer alone; else by an office or an unknown name, of which each word counts. */
  readonly isByName: boolean;
}

/** What may stand with a name that it does not make another's: «سرمربی پرسپولیس» is not the team. */
const TITLES: ReadonlySet<string> = new Set(
  termsOf(
    `رئیس رییس جمهور جمهوری آقای خانم دکتر مهندس سید حاج سردار سرلشکر ژنرال آیت الله حجت الاسلام المسلمین شیخ پرزیدنت شاه ملک پاپ
    امام نخست الرئيس السيد الوزير الشيخ الملك president prime minister foreign secretary mr mrs ms dr general king pope the raees aghaye`,
  ),
);

/** Whose words a question asks for; null where it asks for no one's. Countries speak as they act. */
export function whoseWords(question: string, names: readonly AskedName[]): AskedSpeaker | null {
  const place = askedSpeaker(question);
  if (place === null) return null;
  const isThere = (word: Word) => word.start < place.end && endOf(word) > place.start;
  const named = names
    .map((row) => row.filter((word) => isThere(word) && !isPlace(word.term)))
    .filter((row) => row.length > 0);
  const people = named.filter((_, at) => isOneMention(question, named.slice(0, at + 1)));
  const words = wordsOf(question).filter(isThere);
  const starts = new Set(people.flat().map(({ start }) => start));
  // An office stands before its team in Persian and Arabic; behind a name there is something else.
  const last = people.at(-1)?.at(-1)?.start ?? 0;
  const isOfName = ({ start, term, written }: Word) =>
    starts.has(start) || TITLES.has(term) || (start > last && !LATIN.test(written));
  if (people.length > 0 && words.every(isOfName)) return { rows: people, isByName: true };
  if (words.every(({ term }) => countryOf(term) !== null || isPlace(term))) return null;
  return { rows: words.map((word) => [word]), isByName: false };
}

const LATIN = /^[a-z]/iu;
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
  return isSaidByOthers(asked, passage.text) || isOnlySpokenTo(asked, passage);
}

function isNamedIn(text: string, { rows, isByName }: AskedSpeaker): boolean {
  const lacked = namesLackedBy(text, rows).length;
  return isByName ? lacked < rows.length : lacked === 0;
}

/** Whether no sentence up to the last that names them has a word of speech, and what follows begins with another who speaks. */
function isSaidByOthers(asked: AskedSpeaker, text: string): boolean {
  const all = sentences(text).map(({ start, end }) => text.slice(start, end));
  const from = all.findIndex(hasWordsOfSpeech);
  if (from < 0) return !hasWordsOfSpeech(text);
  const rest = all.slice(from).join(' ');
  const mention = mentionOfSpeaker(rest);
  if (mention?.kind !== 'named' || !termsOf(mention.name).some(isCommonName)) return false;
  return namesLackedBy(rest, asked.rows).length === asked.rows.length && !TAKES_OVER.test(rest);
}
