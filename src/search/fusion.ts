/** How well a passage matches by keyword and by meaning (cosine). */
export interface Match {
  readonly keyword: number;
  readonly cosine: number;
}

/** What a point of the keyword score is worth in cosine (chosen on PQuAD validation and news: bench/README.md). */
const KEYWORD_WEIGHT = 0.006;

/**
 * Fuses the two scores of a passage by a weighted sum of both as they are. Scaling each by the best
 * of the question (min-max) would make as much of a faint match as of a strong one: where the
 * question's words are not the article's, the keyword score is low, and here it then weighs little
 * (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", section 4, on
 * normalising by fixed bounds).
 */
export function fuse({ keyword, cosine }: Match): number {
  return cosine + KEYWORD_WEIGHT * keyword;
}
