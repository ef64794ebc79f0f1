import type { Span } from './span.js';
import { wholeAmounts } from './whole-amounts.js';

const EDGE = /[\s،,.;؛:!؟?…]/u;
const DASH = '[-\\u2010-\\u2013\\u2212]';
/** What holds a word or number together: letters, digits and marks, and what stands between these. */
const WITHIN = [
  '[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d]',
  // 3.5, ۱۸/۵, 10:30
  '(?<=\\p{Nd})[.٫/:](?=\\p{Nd})',
  // ۵۰–۶۰, 2021-09-14, but not 1185–1226: of two years one is asked for
  `(?<=\\p{Nd})(?:(?<!\\p{Nd}{4})${DASH}(?=\\p{Nd})|${DASH}(?=\\p{Nd}{1,2}(?!\\p{Nd})))`,
  // ۱٬۲۵۰, but not «۱۳۹۹،۵۰ نفر»
  '(?<=\\p{Nd})[,٬،](?=\\p{Nd}{3}(?!\\p{Nd}))',
  // F-16, اس-۴۰۰
  `(?<=\\p{L}\\p{M}*)${DASH}(?=\\p{Nd})`,
  `(?<![\\p{L}\\p{N}\\p{M}])(?:[+±]|${DASH})(?=\\p{Sc}?\\p{Nd})`,
  '[%٪\\p{Sc}](?=\\p{Nd})',
  '(?<=\\p{Nd}) ?[%٪‰°\\p{Sc}](?!\\p{Nd})',
  // al-Assad, O’Brien, but neither Six-time nor Assad's
  "(?<=\\p{Script=Latin})(?:-(?=\\p{Lu})|['’](?=\\p{Script=Latin}{2}))",
  // U.S.
  '(?<=(?<!\\p{L})\\p{L})\\.(?=\\p{L}(?!\\p{L}))',
].join('|');
const WORD = new RegExp(`(?:${WITHIN})+`, 'gu');
const PAIRS = [
  ['«', '»'],
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
] as const;
const STRAIGHT = ['"', "'"] as const;

/**
 * The words and numbers that a span touches, whole (a number with its sign, scale and unit), without the
 * marks at their ends, nor a quote or bracket whose other half is outside: a model's span may begin or
 * end within a word. It grows into no other sentence.
 *
 * @returns the span itself where nothing is left
 */
export function wholeWords(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && EDGE.test(text[from] ?? '')) from += 1;
  while (to > from && EDGE.test(text[to - 1] ?? '')) to -= 1;
  if (from === to) return { start, end };
  const words = widened(text, { start: from, end: to });
  // An amount may begin within a word of its own: $5 million.
  return withMarks(text, widened(text, wholeAmounts(text, words)));
}

function widened(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const stop = index + word.length;
    if (index >= end) break;
    if (stop <= start) continue;
    from = Math.min(from, index);
    to = Math.max(to, stop);
  }
  return { start: from, end: to };
}

/** Without a half of a pair at its ends; with the other half of one inside, where that is next to it. */
function withMarks(text: string, span: Span): Span {
  let { start, end } = span;
  for (const mark of STRAIGHT) {
    const inside = text.slice(start, end);
    if (inside.split(mark).length % 2 === 1) continue;
    if (inside.startsWith(mark)) start += 1;
    else if (inside.endsWith(mark)) end -= 1;
  }
  for (const [open, close] of PAIRS) {
    const inside = text.slice(start, end);
    if (inside.startsWith(open) && !inside.includes(close)) start += 1;
    else if (inside.endsWith(close) && !inside.includes(open)) end -= 1;
    else {
      if (isClosedFirst(inside, open, close) && text[start - 1] === open) start -= 1;
      const last = inside.lastIndexOf(open);
      if (last >= 0 && !inside.includes(close, last) && text[end] === close) end += 1;
    }
  }
  return start < end ? { start, end } : span;
}

function isClosedFirst(text: string, open: string, close: string): boolean {
  const [opened, closed] = [text.indexOf(open), text.indexOf(close)];
  return closed >= 0 && (opened < 0 || closed < opened);
}
