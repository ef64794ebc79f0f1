import { termsOf } from '../language/terms.js';
import type { Evidence } from './evidence.js';

/** The most quotes in one answer. */
const MOST_QUOTES = 3;
/** A further quote must score nearly as high as the first, in log-odds, and be likelier than none. */
const NEARLY = 1.5;

/**
 * The quotes to answer with: the best, and those that add evidence to it. Another answer to the same
 * question, from elsewhere, adds none: one of the two is wrong, and nobody could tell which.
 *
 * @param evidence - the likeliest first
 * @param isOtherReport - whether two are of one story, told by two articles
 */
export function quotesToSay(
  evidence: readonly Evidence[],
  isOtherReport: (one: Evidence, other: Evidence) => boolean,
): readonly Evidence[] {
  const [best, ...others] = evidence;
  if (best === undefined) return [];
  const further = others.filter(
    (one) => one.score >= best.score - NEARLY && one.features.margin > 0 && addsEvidence(best, one),
  );
  // Neither the same words twice nor the same story from another source are a second proof.
  return [best, ...further]
    .filter(
      (one, at, all) =>
        all.findIndex((other) => other.quote === one.quote || isOtherReport(other, one)) === at,
    )
    .slice(0, MOST_QUOTES);
}

/** Whether a quote goes on in the best one's paragraph, or its answer has a word of the best one's. */
function addsEvidence(best: Evidence, one: Evidence): boolean {
  const { articleId, paragraph } = one.passage;
  if (articleId === best.passage.articleId && paragraph === best.passage.paragraph) return true;
  const words = new Set(termsOf(answerOf(best)));
  return termsOf(answerOf(one)).some((term) => words.has(term));
}

/** The words that answer. */
export function answerOf({ passage, answer }: Evidence): string {
  return passage.text.slice(answer.start - passage.start, answer.end - passage.start);
}
