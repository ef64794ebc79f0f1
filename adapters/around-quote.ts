import { movedSpan } from '../src/language/span.js';
import type { SourceView } from './chat.js';

/** A paragraph of so many units is shown whole: it makes two messages, and one more where its head needs that. */
const ROOM = 6_000;
/** What a long quote has around it at least, on each side. */
const LEAST_AROUND = 1_000;
/** A word is not longer; what is gets cut. */
const LONGEST_WORD = 100;

/**
 * A cited paragraph as a chat shows it: one that is too long only around its quote, which is whole, with … where it is
 * cut.
 */
export function aroundQuote({ citation, paragraph }: SourceView): SourceView {
  const { start, end } = citation;
  if (paragraph.length <= ROOM) return { citation, paragraph };
  const around = Math.max(LEAST_AROUND, Math.floor((ROOM - (end - start)) / 2));
  // What one side does not need is the other's.
  const spareBefore = Math.max(0, around - start);
  const spareAfter = Math.max(0, around - (paragraph.length - end));
  const from = wordStart(paragraph, start - around - spareAfter, start);
  const to = wordEnd(paragraph, end + around + spareBefore, end);
  const [open, close] = [from > 0 ? '… ' : '', to < paragraph.length ? ' …' : ''];
  const by = open.length - from;
  const answer = citation.answer && movedSpan(citation.answer, by);
  return {
    citation: { ...citation, ...movedSpan(citation, by), answer },
    paragraph: `${open}${paragraph.slice(from, to)}${close}`,
  };
}

/** Where the first word from here on begins; 0 for the start of the text. */
function wordStart(text: string, at: number, latest: number): number {
  if (at <= 0) return 0;
  const space = /\s/u.exec(text.slice(at, Math.min(at + LONGEST_WORD, latest)));
  return space === null ? characterAt(text, at) : at + space.index + 1;
}

/** Where the last word up to here ends. */
function wordEnd(text: string, at: number, earliest: number): number {
  if (at >= text.length) return text.length;
  const from = Math.max(at - LONGEST_WORD, earliest);
  const space = text.slice(from, at).search(/\s\S*$/u);
  return space < 0 ? characterAt(text, at) : from + space;
}

/** Here, or where the character that this is within begins. */
function characterAt(text: string, at: number): number {
  let start = at;
  const earliest = Math.max(0, at - LONGEST_WORD);
  while (start > earliest && /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(start, start + 1))) {
    start -= 1;
  }
  return start;
}
