import { LETTER_OR_DIGIT } from './letters.js';
import { endsSentence, paragraphOf } from './sentence-ends.js';
import type { Span } from './span.js';

// A run of marks, with the spaces that typists put between dots (".. ."), and what closes after it.
const STOP =
  /[.!?؟…۔](?:[.!?؟…۔]|[ \u00a0\u200c]+(?=[.…]))*(?: ?[»”)\]}]|["'’›\u200b-\u200f\u2069])*/gu;
const BLANK_LINE = /\n[^\S\n]*\n/gu;
// A quote must stand alone: the clauses of «آری؛ رفت» do not, two of five words and more do.
const CLAUSE_WORDS = 5;
/** A clause that takes back or completes the one before: neither is true without the other. */
const COMPLETES =
  /^\s*(?:اما|ولی|ولي|لیکن|ليكن|لیک|لکن|لكن|ولكن|بلکه|بل|که|غير أن|إلا أن)(?![\p{L}\p{M}\u200c])/u;

function trimmed(text: string, start: number, end: number): Span | undefined {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  const to = start + piece.trimEnd().length;
  return from < to ? { start: from, end: to } : undefined;
}

/** The sentences of one paragraph; marks without a letter or digit stay with what is before them. */
function paragraphSentences(text: string, from: number, to: number): readonly Span[] {
  const paragraph = paragraphOf(text.slice(from, to));
  const ends: number[] = [];
  let seen = 0;
  let hasWords = false;
  for (const { 0: marks, index: at } of paragraph.text.matchAll(STOP)) {
    hasWords ||= LETTER_OR_DIGIT.test(paragraph.text.slice(seen, at));
    seen = at + marks.length;
    if (hasWords && endsSentence(paragraph, ends, { marks, at })) {
      ends.push(seen);
      hasWords = false;
    }
  }
  hasWords ||= LETTER_OR_DIGIT.test(paragraph.text.slice(seen));
  if (!hasWords) ends.pop();
  ends.push(paragraph.text.length);
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
    const isShort = words < CLAUSE_WORDS || (counts[i + 1] ?? 0) < CLAUSE_WORDS;
    if (i + 1 < pieces.length && (isShort || COMPLETES.test(pieces[i + 1] ?? ''))) return;
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
 * them, with the quotes and brackets closed after them, but where a sentence goes on behind the quotation
 * that it holds; ؛ does between two long clauses only.
 */
export function sentences(text: string): readonly Span[] {
  const breaks = [...text.matchAll(BLANK_LINE)].map((match) => match.index);
  return [...breaks, text.length]
    .flatMap((end, i) => paragraphSentences(text, i === 0 ? 0 : (breaks[i - 1] ?? 0), end))
    .flatMap((sentence) => clauses(text, sentence));
}
