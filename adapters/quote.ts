import type { Citation } from '../src/answer/schema.js';
import { movedSpan, type Span } from '../src/language/span.js';

/** A text with the stretch of it that is to stand out; null: none. The stretch has no blank ends. */
export interface MarkedText {
  readonly text: string;
  readonly mark: Span | null;
}

// An address that a mark cuts in two would be another address.
const ADDRESS = /https?:\/\/[^\s<>]*[^\s<>.,:;!?()[\]{}"'»،؛؟]/gu;
const ISOLATE = /\u2068[^\u2069]*\u2069/gu;
const DIRECTION_CONTROL = /[\u200e\u200f\u2066-\u2069]/u;
const WORD = /[\p{L}\p{N}]/u;

/**
 * A citation's quote, with the words that answer to stand out. None do where they are the whole
 * quote, or where the places are not of words in it: records are old, or not ours.
 *
 * @param open - a sign before the quote
 * @param close - a sign after it
 */
export function quoteOf({ quote, start, answer }: Citation, open = '', close = ''): MarkedText {
  const text = `${open}${quote}${close}`;
  if (answer === null) return { text, mark: null };
  const words = answerWords(quote, movedSpan(answer, -start));
  return { text, mark: words && movedSpan(words, open.length) };
}

/**
 * The text after a change, with the mark where its words then are.
 *
 * @param change - of any beginning of a text, makes the beginning of what it makes of the text
 */
export function changed({ text, mark }: MarkedText, change: (text: string) => string): MarkedText {
  const place = (at: number) => change(text.slice(0, at)).length;
  const whole = change(text);
  return {
    text: whole,
    mark: mark && withoutBlankEnds(whole, { start: place(mark.start), end: place(mark.end) }),
  };
}

/**
 * Parts of a text, each with what it has of the mark.
 *
 * @param parts - in the text's order, apart only by characters that no further part begins with
 */
export function partsOf(
  { text, mark }: MarkedText,
  parts: readonly string[],
): readonly MarkedText[] {
  let from = 0;
  return parts.map((part) => {
    const start = text.indexOf(part, from);
    from = start + part.length;
    return { text: part, mark: mark && withoutBlankEnds(part, movedSpan(mark, -start)) };
  });
}

/**
 * A text in its right order: what stands before the marked words, they, and what stands after; all
 * before where nothing is marked. A run with a direction of its own is marked whole, or within it,
 * never from it outwards: signs around the words would stand in two directions.
 *
 * @param marked - a text without direction controls
 * @param order - puts direction controls into a text, and changes nothing else
 */
export function piecesOf(
  { text, mark }: MarkedText,
  order: (text: string) => string,
): readonly [before: string, words: string, after: string] {
  const ordered = order(text);
  if (mark === null) return [ordered, '', ''];
  const { start, end } = aroundRuns(ordered, {
    start: placeIn(ordered, mark.start),
    end: placeIn(ordered, mark.end - 1) + 1,
  });
  return [ordered.slice(0, start), ordered.slice(start, end), ordered.slice(end)];
}

/** The stretch of the quote to mark, or null where there is none. */
function answerWords(quote: string, span: Span): Span | null {
  if (!(span.start >= 0 && span.end <= quote.length)) return null;
  const words = withoutBlankEnds(quote, span);
  if (words === null || cutsCharacter(quote, words)) return null;
  const { start, end } = around(words, spansOf(quote, ADDRESS));
  const hasMore = WORD.test(quote.slice(0, start)) || WORD.test(quote.slice(end));
  return hasMore ? { start, end } : null;
}

/** Whether an end stands within a surrogate pair, or between a letter and its marks. */
function cutsCharacter(text: string, { start, end }: Span): boolean {
  const isMark = (at: number) => /^\p{M}/u.test(text.slice(at, at + 2));
  return !text.slice(start, end).isWellFormed() || isMark(start) || isMark(end);
}

/** What of the span is in the text, without blanks at its ends; null: nothing. */
function withoutBlankEnds(text: string, span: Span): Span | null {
  const start = Math.max(span.start, 0);
  const part = text.slice(start, Math.max(span.end, start));
  const words = part.trim();
  if (words === '') return null;
  const first = start + part.length - part.trimStart().length;
  return { start: first, end: first + words.length };
}

function aroundRuns(ordered: string, span: Span): Span {
  const runs = spansOf(ordered, ISOLATE);
  const isWithin = runs.some(({ start, end }) => start < span.start && span.end < end);
  return isWithin ? span : around(span, runs);
}

/** The span, and all of whatever it has a part of. */
function around({ start, end }: Span, others: readonly Span[]): Span {
  const touched = others.filter((other) => other.start < end && other.end > start);
  return {
    start: Math.min(start, ...touched.map((other) => other.start)),
    end: Math.max(end, ...touched.map((other) => other.end)),
  };
}

function spansOf(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

/** Where a text's character is, once direction controls stand in the text. */
function placeIn(ordered: string, at: number): number {
  let place = 0;
  for (let seen = 0; place < ordered.length; place += 1) {
    if (DIRECTION_CONTROL.test(ordered.charAt(place))) continue;
    if (seen === at) break;
    seen += 1;
  }
  return place;
}
