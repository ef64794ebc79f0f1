import type { Engine } from '../search/engine.js';
import type { Citation } from './schema.js';

/**
 * Keeps the citations whose quote stands in its paragraph, at its place and to the letter, with the
 * words that answer within it. Whatever made a citation, none reaches anyone without this.
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
      (answer === null ||
        (start <= answer.start && answer.start < answer.end && answer.end <= end)),
  );
}
