import type { Span } from '../language/span.js';
import type { ReadingRow } from './reading-rows.js';

/** The longest answer in tokens; few are longer, and long spans are mostly two answers in one. */
const LONGEST_SPAN = 60;

/** Words of a passage that may answer (UTF-16 places), and how much likelier than "no answer". */
export interface AnswerSpan extends Span {
  /** The sum of both ends' logits less those of the first token, which means "no answer". */
  readonly score: number;
}

/**
 * The likeliest answers of a row, none overlapping another, the likeliest first.
 *
 * @param logits - start and end of each of the row's tokens, one after another
 * @param count - how many answers at most
 */
export function answerSpans(
  row: ReadingRow,
  logits: Float32Array,
  count: number,
): readonly AnswerSpan[] {
  const startOf = (token: number) => logits[2 * token] ?? 0;
  const endOf = (token: number) => logits[2 * token + 1] ?? 0;
  const none = startOf(0) + endOf(0);
  const size = row.places.length;
  const best = row.places.map((place, first): AnswerSpan => {
    let last = first;
    for (let end = first + 1; end < Math.min(size, first + LONGEST_SPAN); end += 1) {
      if (endOf(row.base + end) > endOf(row.base + last)) last = end;
    }
    const score = startOf(row.base + first) + endOf(row.base + last) - none;
    return { start: place.start, end: row.places[last]?.end ?? place.end, score };
  });
  return withoutOverlap(best, count);
}

/** The best spans of which none overlaps a better one. */
export function withoutOverlap(spans: readonly AnswerSpan[], count: number): readonly AnswerSpan[] {
  const kept: AnswerSpan[] = [];
  for (const span of [...spans].sort((a, b) => b.score - a.score || a.start - b.start)) {
    if (kept.length === count) break;
    if (kept.every(({ start, end }) => span.end <= start || span.start >= end)) kept.push(span);
  }
  return kept;
}
