import { toAsciiDigits } from './digits.js';
import { enclosures } from './enclosures.js';
import { LETTER_OR_DIGIT } from './letters.js';

const CLOSED = /[»”"'’›)\]}]/u;
const PERSIAN_FOLLOWS = /^(?:(?=\p{Script=Arabic})\p{L}|[«(])/u;
const ENDS_IN_PERSIAN = /(?:(?=\p{Script=Arabic})\p{L})\p{M}?$/u;
const SMALL_FOLLOWS = /^\s\p{Ll}/u;
const CAPITAL_FOLLOWS = /^\s\p{Lu}/u;
/** Words that go on with a sentence after a quotation or a pause, with the «را» of its object. */
const GOES_ON = /^\s*(?:را|که|و|اما|ولی|ولي|لیکن|ليكن|لکن|لكن|ولكن)(?![\p{L}\p{M}\u200c])/u;
const ELLIPSIS = /…|\.{3}/u;
/** What «و ...» ends is a list, and its verb is yet to come. */
const AND_SO_ON = /(?<!\p{L})و\s*$/u;
const LONGEST_GOING_ON = 8;
const ABBREVIATION =
  /(?:^|[^\p{L}\p{N}])(?:mrs?|ms|dr|prof|st|[sj]r|gen|lt|col|maj|capt|cmdr|adm|sgt|cpl|pvt|gov|sen|rep|pres|amb|hon|rev|mt|vs|etc|inc|ltd|corp|approx|vol|fig|jan|feb|apr|aug|sept?|oct|nov|dec|صص|\p{L}|(?:\p{L}\.)+\p{L})$/iu;
/** "No. 5"; no end of a sentence in figures. */
const NUMBER_SIGN = /(?:^|[^\p{L}\p{N}])nos?$/iu;
const DIGIT_FOLLOWS = /^\s\p{Nd}/u;
const LIST_NUMBER = /(?:^|\n)[^\p{L}\p{N}]*\p{N}{1,3}$/u;
/** A number that a colon or the word for what it counts stands before: «برندگان: ۱. …», «ماده ۵. …». */
const INTRODUCED_NUMBER =
  /(?::|(?<!\p{L})(?:ماده|بند|اصل|فصل|تبصره|المادة|البند|الفصل|article|section|chapter))\s*\p{Nd}{1,3}$/iu;
const NUMBER = /(?<![\p{Nd}.,٫/:–-])\p{Nd}{1,3}$/u;
const NUMBERS = /(?<![\p{Nd}.,٫/:–-])\p{Nd}{1,3}(?=\.(?!\p{Nd}))/gu;
const LONGEST_ABBREVIATION = 12;

/** A paragraph and what tells of its marks whether they end a sentence. */
export interface Paragraph {
  readonly text: string;
  /** Where what is closed at a place was opened. */
  readonly openings: ReadonlyMap<number, number>;
  /** The numbers that have a dot behind them, as those of a list do. */
  readonly numbers: ReadonlySet<number>;
}

/** Marks that may end a sentence, with the quotes and brackets closed after them, and their place. */
export interface Stop {
  readonly marks: string;
  readonly at: number;
}

export function paragraphOf(text: string): Paragraph {
  const closed = enclosures(text).filter(({ close }) => close !== null);
  return {
    text,
    openings: new Map(closed.map(({ open, close }) => [close ?? open, open])),
    numbers: new Set([...text.matchAll(NUMBERS)].map(([number]) => inFigures(number))),
  };
}

/**
 * Whether marks end a sentence.
 *
 * @param ends - where the sentences before end
 */
export function endsSentence(
  paragraph: Paragraph,
  ends: readonly number[],
  { marks, at }: Stop,
): boolean {
  const { text } = paragraph;
  const begin = ends.at(-1) ?? 0;
  const after = text.slice(at + marks.length, at + marks.length + LONGEST_GOING_ON);
  if (after.trim() === '') return true;
  const before = text.slice(Math.max(begin, at - LONGEST_ABBREVIATION), at);
  const isDot = marks.replace(/[^.!?؟…۔]/gu, '') === '.';
  const opening = outermostOpening(paragraph, { marks, at });
  if (opening !== null && isRunning(text, ends, opening)) {
    return endsAfterQuotation(text.slice(0, opening).trimEnd().at(-1) === ':', after, isDot);
  }
  const spaced = /^\s/u.test(after);
  if (!isDot) {
    const goesOn = AND_SO_ON.test(before) || (ELLIPSIS.test(marks) && GOES_ON.test(after));
    if (goesOn) return false;
    // A small Latin letter goes on with the sentence ("wait ... and see").
    return spaced ? !SMALL_FOLLOWS.test(after) : PERSIAN_FOLLOWS.test(after);
  }
  if (!CLOSED.test(marks) && ABBREVIATION.test(before)) return false;
  // No space: 3.5, an address, U.S.; between two Persian words it was only forgotten.
  if (!spaced) return ENDS_IN_PERSIAN.test(before) && PERSIAN_FOLLOWS.test(after);
  if (NUMBER_SIGN.test(before) && DIGIT_FOLLOWS.test(after)) return false;
  const line = at - begin < LONGEST_ABBREVIATION ? before : `.${before}`;
  return !LIST_NUMBER.test(line) && !isNumberOfList(paragraph, before);
}

/** Where the outermost of what the marks close was opened; null: they close nothing. */
function outermostOpening({ openings }: Paragraph, { marks, at }: Stop): number | null {
  for (let i = at + marks.length - 1; i >= at; i -= 1) {
    const opening = openings.get(i);
    if (opening !== undefined) return opening;
  }
  return null;
}

/** Whether words of its sentence stand before an opening mark. */
function isRunning(text: string, ends: readonly number[], opening: number): boolean {
  return LETTER_OR_DIGIT.test(text.slice(ends.findLast((end) => end <= opening) ?? 0, opening));
}

/**
 * Whether a sentence ends with a quotation that it holds. Its own verb may follow, and deny what is
 * quoted («ادعای «ما بردیم!» را رد کرد»): only a dot ends it, after a quotation that a colon opened.
 */
function endsAfterQuotation(hasColon: boolean, after: string, isDot: boolean): boolean {
  if (CAPITAL_FOLLOWS.test(after)) return true;
  if (SMALL_FOLLOWS.test(after) || !/^\s/u.test(after) || GOES_ON.test(after)) return false;
  return isDot && hasColon;
}

/** Whether a number before a dot counts an item: the item before or behind it is numbered too. */
function isNumberOfList({ numbers }: Paragraph, before: string): boolean {
  if (INTRODUCED_NUMBER.test(before)) return true;
  const [number] = NUMBER.exec(before) ?? [];
  if (number === undefined) return false;
  const value = inFigures(number);
  return numbers.has(value - 1) || numbers.has(value + 1);
}

function inFigures(number: string): number {
  return Number(toAsciiDigits(number));
}
