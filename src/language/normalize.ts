import { foldCodePoint, isMark, SPACE, ZWNJ } from './fold.js';
import { LETTER_OR_DIGIT } from './letters.js';
import type { Span } from './span.js';

/**
 * Normalised text with its way back: unit i of `text` came from the original's UTF-16 units
 * `starts[i]` to `ends[i]`. Both rise or stay from unit to unit.
 */
export interface NormalizedText {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const isArabicUnit = (code: number): boolean => code >= 0x600 && code <= 0x8ff;

/** A half-space counts between two letters or digits of which one is of the Arabic script. */
function keepsHalfSpace(before: string, after: string): boolean {
  return (
    (isArabicUnit(before.charCodeAt(0)) || isArabicUnit(after.charCodeAt(0))) &&
    LETTER_OR_DIGIT.test(before) &&
    LETTER_OR_DIGIT.test(after)
  );
}

/**
 * One spelling for what readers take as one: letters (ي ى ك ة ۀ أ ؤ ئ), diacritics, tatweel,
 * presentation forms, the three sets of digits, quotes, dashes, half-spaces, white space, case.
 * Lone surrogates, controls and direction marks go. Normalising twice changes nothing.
 */
export function normalizeWithMap(text: string): NormalizedText {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let last = '';
  let gap = '';
  let gapStart = 0;
  let gapEnd = 0;

  const push = (unit: string, start: number, end: number): void => {
    out.push(unit);
    starts.push(start);
    ends.push(end);
  };
  const widenGap = (kind: string, start: number, end: number): void => {
    if (gap === '') gapStart = start;
    if (gap !== SPACE) gap = kind;
    gapEnd = end;
  };
  const closeGap = (next: string): void => {
    if (gap === SPACE ? last !== '' : gap === ZWNJ && last !== '' && keepsHalfSpace(last, next)) {
      push(gap, gapStart, gapEnd);
    }
    gap = '';
  };
  const take = (part: string, start: number, end: number): void => {
    if (part === SPACE || part === ZWNJ) {
      widenGap(part, start, end);
      return;
    }
    if (gap !== '') closeGap(part);
    for (let unit = 0; unit < part.length; unit++) push(part.charAt(unit), start, end);
    last = part;
  };

  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const end = at + (code > 0xffff ? 2 : 1);
    const folded = foldCodePoint(code);
    if (folded === '') {
      // A mark belongs to its letter, so that a quote cut at the letter keeps it.
      if (gap === '' && ends.length > 0 && ends.at(-1) === at && isMark(code)) {
        ends[ends.length - 1] = end;
      }
    } else if (folded.length === 1) {
      take(folded, at, end);
    } else {
      for (const part of folded) take(part, at, end);
    }
    at = end;
  }
  return { text: out.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** {@link normalizeWithMap} without the map. */
export function normalize(text: string): string {
  return normalizeWithMap(text).text;
}

/**
 * The original's span of `normalized.text.slice(start, end)`. An empty stretch gives an empty span.
 * @throws RangeError if start and end do not lie in order within the normalised text
 */
export function originalSpan(normalized: NormalizedText, start: number, end: number): Span {
  const { text, starts, ends } = normalized;
  if (!(start >= 0 && start <= end && end <= text.length)) {
    throw new RangeError(
      `span ${start}..${end} is outside normalised text of ${text.length} units`,
    );
  }
  const from = starts[start] ?? ends.at(-1) ?? 0;
  return start === end ? { start: from, end: from } : { start: from, end: ends[end - 1] ?? from };
}
