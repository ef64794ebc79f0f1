import { sentences } from '../language/sentences.js';
import type { Span } from '../language/span.js';
import type { Engine } from '../search/engine.js';
import type { Citation } from './schema.js';

/**
 * Keeps the citations whose quote stands in its paragraph, at its place and to the letter, as whole
 * sentences of it, with the words that answer within it. Whatever made a citation, none reaches anyone without this.
 */
export async function verifiedCitations(
  engine: Engine,
  citations: readonly Citation[],
): Promise<readonly Citation[]> {
  const texts = await Promise.all(
    citations.map(({ articleId, paragraph }) => engine.paragraph(articleId, paragraph)),
  );
  return citations.filter(
    ({ quote, start, end, answer }, index) =>
      quote !== '' &&
      texts[index]?.slice(start, end) === quote &&
      isWhole(texts[index] ?? '', { start, end }) &&
      (answer === null ||
        (start <= answer.start && answer.start < answer.end && answer.end <= end)),
  );
}

/** Whether no sentence is cut: one longer than a passage is, and its «not» may stand in the rest. */
function isWhole(text: string, quote: Span): boolean {
  const all = sentences(text);
  return all.some(({ start }) => start === quote.start) && all.some(({ end }) => end === quote.end);
}
