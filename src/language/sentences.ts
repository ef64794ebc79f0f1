import type { Span } from './span.js';

// A run of marks, with the spaces that typists put between dots (".. ."), and what closes after it.
const STOP =
  /[.!?؟…۔](?:[.!?؟…۔]|[ \u00a0\u200c]+(?=[.…]))*(?: ?[»”)\]}]|["'’›\u200b-\u200f\u2069])*/gu;
const BLANK_LINE = /\n[^\S\n]*\n/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const CLOSED = /[»”"'’›)\]}]/u;
const PERSIAN_FOLLOWS = /^(?:(?=\p{Script=Arabic})\p{L}|[«(])/u;
const ENDS_IN_PERSIAN = /(?:(?=\p{Script=Arabic})\p{L})\p{M}?$/u;
const ABBREVIATION =
  /(?:^|[^\p{L}\p{N}])(?:mrs?|ms|dr|prof|st|[sj]r|gen|lt|gov|vs|etc|inc|ltd|vol|fig|jan|feb|apr|aug|sept?|oct|nov|dec|صص|\p{L}|(?:\p{L}\.)+\p{L})$/iu;
const LIST_NUMBER = /(?:^|\n)[^\p{L}\p{N}]*\p{N}{1,3}$/u;
const LONGEST_ABBREVIATION = 12;
// A quote must stand alone: the clauses of «آری؛ رفت» do not, two of five words and more do.
const CLAUSE_WORDS = 5;

/** Whether the marks `stop` at `at` end the sentence that began at `begin`. */
function endsSentence(text: string, begin: number, at: number, stop: string): boolean {
  const after = text.slice(at + stop.length, at + stop.length + 2);
  if (after === '') return true;
  const spaced = /^\s/u.test(after);
  const before = text.slice(Math.max(begin, at - LONGEST_ABBREVIATION), at);
  if (stop.replace(/[^.!?؟…۔]/gu, '') !== '.') {
    // A small Latin letter goes on with the sentence ("wait ... and see").
    return spaced ? !/^\s\p{Ll}/u.test(after) : PERSIAN_FOLLOWS.test(after);
  }
  if (!CLOSED.test(stop) && ABBREVIATION.test(before)) return false;
  // No space: 3.5, an address, U.S.; between two Persian words it was only forgotten.
  if (!spaced) return ENDS_IN_PERSIAN.test(before) && PERSIAN_FOLLOWS.test(after);
  const line = at - begin < LONGEST_ABBREVIATION ? before : `.${before}`;
  return !LIST_NUMBER.test(line);
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  const to = start + piece.trimEnd().length;
  return from < to ? { start: from, end: to } : undefined;
}

/** The sentences of one paragraph; marks without a letter or digit stay with what is before them. */
function paragraphSentences(text: string, from: number, to: number): readonly Span[] {
  const paragraph = text.slice(from, to);
  const ends: number[] = [];
  let begin = 0;
  let seen = 0;
  let hasWords = false;
  for (const { 0: stop, index } of paragraph.matchAll(STOP)) {
    hasWords ||= LETTER_OR_DIGIT.test(paragraph.slice(seen, index));
    seen = index + stop.length;
    if (hasWords && endsSentence(paragraph, begin, index, stop)) {
      ends.push(seen);
      begin = seen;
      hasWords = false;
    }
  }
  hasWords ||= LETTER_OR_DIGIT.test(paragraph.slice(seen));
  if (!hasWords) ends.pop();
  ends.push(paragraph.length);
  return ends.flatMap((end, i) => trimmed(text, from + (ends[i - 1] ?? 0), from + end) ?? []);
}

function wordCount(clause: string): number {
  return clause.split(/\s+/u).filter((word) => LETTER_OR_DIGIT.test(word)).length;
}

/** Splits at ؛ where both sides are long enough to be read on their own. */
function clauses(text: string, sentence: Span): readonly Span[] {
  const pieces = text.slice(sentence.start, sentence.end).split('؛');
  const counts = pieces.map(wordCount);
  const spans: Span[] = [];
  let start = sentence.start;
  let end = sentence.start;
  let words = 0;
  pieces.forEach((piece, i) => {
    end += piece.length + 1;
    words += counts[i] ?? 0;
    if (i + 1 < pieces.length && (words < CLAUSE_WORDS || (counts[i + 1] ?? 0) < CLAUSE_WORDS))
      return;
    spans.push(
      ...[trimmed(text, start, Math.min(end, sentence.end))].filter((s) => s !== undefined),
    );
    start = end;
    words = 0;
  });
  return spans;
}

/**
 * The sentences of a text in order, without white space at their ends, none empty; together they
 * hold all of the text but white space. A blank line ends a sentence; so do . ! ? ؟ … and runs of
 * them, with the quotes and brackets closed after them; ؛ does between two long clauses only.
 */
export function sentences(text: string): readonly Span[] {
  const breaks = [...text.matchAll(BLANK_LINE)].map((match) => match.index);
  return [...breaks, text.length]
    .flatMap((end, i) => paragraphSentences(text, i === 0 ? 0 : (breaks[i - 1] ?? 0), end))
    .flatMap((sentence) => clauses(text, sentence));
}
