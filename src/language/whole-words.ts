import type { Span } from './span.js';

const WORD = /[\p{L}\p{N}\p{M}\u200c]/u;
const EDGE = /[\s،,.;؛:!؟?…]/u;
const PAIRS = [
  ['«', '»'],
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
] as const;

/**
 * The words that a span touches, whole, without the marks at their ends, nor a quote or bracket whose
 * other half is outside: a model's span may begin or end within a word.
 *
 * @returns the span itself where nothing is left
 */
export function wholeWords(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && EDGE.test(text[from] ?? '')) from += 1;
  while (to > from && EDGE.test(text[to - 1] ?? '')) to -= 1;
  if (from === to) return { start, end };
  while (from > 0 && WORD.test(text[from] ?? '') && WORD.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && WORD.test(text[to - 1] ?? '') && WORD.test(text[to] ?? '')) to += 1;
  return withoutHalves(text, { start: from, end: to });
}

function withoutHalves(text: string, span: Span): Span {
  let { start, end } = span;
  for (const [open, close] of PAIRS) {
    const inside = text.slice(start, end);
    if (inside.startsWith(open) && !inside.includes(close)) start += 1;
    else if (inside.endsWith(close) && !inside.includes(open)) end -= 1;
  }
  return start < end ? { start, end } : span;
}
