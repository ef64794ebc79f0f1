import { type Enclosure, enclosures } from '../language/enclosures.js';
import { LETTER_OR_DIGIT } from '../language/letters.js';
import { movedSpan, type Span } from '../language/span.js';
import type { StoredPassage } from '../search/engine.js';

/** A quotation is said to its end where that makes no quote longer than this, in UTF-16 units. */
const LONGEST_QUOTATION = 700;
const QUOTATION = /[«“"]/u;

/** Words of a passage, to the letter, at their place in the paragraph. */
export function quoteAt<P extends Pick<StoredPassage, 'text' | 'start'>>(passage: P, span: Span) {
  const quote = passage.text.slice(span.start, span.end);
  return { passage, ...movedSpan(span, passage.start), quote };
}

/** From the start of the sentence that the answer begins in to the end of the one it ends in. */
export function sentencesAround(all: readonly Span[], answer: Span): Span {
  const touched = all.filter(({ start, end }) => end > answer.start && start < answer.end);
  return {
    start: touched[0]?.start ?? answer.start,
    end: touched.at(-1)?.end ?? answer.end,
  };
}

/**
 * Sentences, and where they stand within a quotation also those that tell whose it is: the one that
 * opens it, and the one that closes it if that goes on behind it («… آمدند» را رد کرد), both however
 * far they are within the passage. A quotation that opens the text has its speaker elsewhere.
 *
 * @param all - the sentences of the text
 * @param around - from the start of one of them to the end of one
 */
export function withWhoSaysIt(text: string, all: readonly Span[], around: Span): Span {
  let span = around;
  // The sentence that opens one may itself stand within another.
  for (;;) {
    const quotations = quotationsAround(text, span);
    const wider = quotations.reduce((one, quotation) => widened(text, all, one, quotation), span);
    if (wider.start === span.start && wider.end === span.end) return span;
    span = wider;
  }
}

/** The quotations of a text that a span of it begins or ends in. */
export function quotationsAround(text: string, span: Span): readonly Enclosure[] {
  return enclosures(text)
    .filter(({ open }) => QUOTATION.test(text[open] ?? ''))
    .filter(({ open, close }) => {
      const behind = close === null ? text.length : close + 1;
      return [span.start, span.end].some((at) => open < at && at < behind);
    });
}

function widened(text: string, all: readonly Span[], span: Span, quotation: Enclosure): Span {
  const { open, close } = quotation;
  const behind = close === null ? text.length : close + 1;
  const isIntroduced = LETTER_OR_DIGIT.test(text.slice(0, open));
  const opening = sentencesAround(all, { start: open, end: open + 1 }).start;
  const start = isIntroduced ? Math.min(span.start, opening) : span.start;
  if (close === null) return { start, end: span.end };
  const closing = sentencesAround(all, { start: close, end: behind }).end;
  const end = Math.max(span.end, closing);
  const goesOn = LETTER_OR_DIGIT.test(text.slice(behind, closing));
  const isShort = isIntroduced && end - start <= LONGEST_QUOTATION;
  return { start, end: goesOn || isShort ? end : span.end };
}
