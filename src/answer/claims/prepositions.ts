import { isCommonName } from '../../language/common-names.js';
import { countryOf } from '../../language/countries.js';
import { factOf } from '../../language/facts.js';
import { normalizeWithMap } from '../../language/normalize.js';
import { type Token, tokens } from '../../language/tokens.js';
import { endOf, type Word, type Wording } from './words.js';

/** What gives the words that follow it their part in what happens, normalised; one class a line. */
const CLASSES = `
از from of من
به to الی
با with مع
در طی in on at during within فی خلال
بر over علی
برای for
تا until till حتی
علیه ضد against
توسط by
بدون without بدون دون
عن about
`;
const PREPOSITIONS: ReadonlyMap<string, number> = new Map(
  CLASSES.trim()
    .split('\n')
    .flatMap((line, at) => line.split(' ').map((word) => [word, at] as const)),
);

/** Whether a normalised word gives what follows it its part. */
export function isPreposition(word: string): boolean {
  return PREPOSITIONS.has(word);
}

/** Whether a preposition stands in a text. */
export function hasPreposition(text: string): boolean {
  return lastPreposition(text, 0, text.length) !== null;
}

const WITHIN = PREPOSITIONS.get('در');
const OBJECT = /(?<!\p{L})را(?!\p{L})/u;

/**
 * Whether every word of a sentence stands behind the preposition that it has in the quotes: «حمایت از
 * ایران» is no «ایران حمایت», whose words are the same.
 */
export function keepsPrepositions({ sentence, words, text, quoted, places }: Wording): boolean {
  return words.every((word, at) => {
    const place = places[at] ?? 0;
    const before = places[at - 1];
    const from = before !== undefined && before < place ? before : place - 1;
    const said = lastPreposition(sentence, endOf(words[at - 1]), word.start);
    const there = lastPreposition(text, endOf(quoted[from]), quoted[place]?.start ?? 0);
    // «سیل [در گلستان] راه‌ها را بست»: it may stand before what is left out alone.
    const isLeftOut = said === null && from < place - 1 && !standsBefore(text, quoted, place);
    const next = places[at + 1];
    const to = next !== undefined && next > place ? next : place + 1;
    const isObject = OBJECT.test(sentence.slice(endOf(word), words[at + 1]?.start));
    const wasObject = (end: number) =>
      OBJECT.test(text.slice(endOf(quoted[place]), quoted[end]?.start));
    const isPart = isObject ? wasObject(to) : !wasObject(place + 1);
    // «کنترل خاک را در اختیار دارد»: «خاک را در کنترل دارد».
    const isWithin = said === WITHIN && there === null && !isKnownName(word.term);
    return (said === there || isLeftOut || isWithin) && isPart;
  });
}

function isKnownName(term: string): boolean {
  return countryOf(term) !== null || isCommonName(term) || factOf(term) !== null;
}

function standsBefore(text: string, quoted: readonly Word[], place: number): boolean {
  return lastPreposition(text, endOf(quoted[place - 1]), quoted[place]?.start ?? 0) !== null;
}

function lastPreposition(text: string, start: number, end: number): number | null {
  const all = tokens(normalizeWithMap(text.slice(start, end)));
  const last = all.findLast(({ text: word }: Token) => PREPOSITIONS.has(word));
  return last === undefined ? null : (PREPOSITIONS.get(last.text) ?? null);
}
