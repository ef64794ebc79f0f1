import { areOfParagraph } from './place.js';
import type { Evidence } from './read-passages.js';
import { areOneAnswer } from './same-answer.js';

/** The most quotes in one answer. */
const MOST_QUOTES = 3;
/** A further quote must score nearly as high as the first, in log-odds, and be likelier than none. */
const NEARLY = 1.5;
/** A sentence that goes on about what was asked holds as much of the question's weight. */
const ON_SUBJECT = 0.25;

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
  const kept: Evidence[] = [];
  for (const one of [best, ...further]) {
    if (!kept.some((other) => isSaidBy(other, one) || isOtherReport(other, one))) kept.push(one);
  }
  return kept.slice(0, MOST_QUOTES);
}

/** Neither the same words twice nor a part of them are a second proof. */
function isSaidBy(one: Evidence, other: Evidence): boolean {
  if (one.quote === other.quote) return true;
  return (
    areOfParagraph(one.passage, other.passage) && one.start < other.end && other.start < one.end
  );
}

/** Whether a quote gives the best one's answer, or goes on beside it: there several may be right. */
function addsEvidence(best: Evidence, one: Evidence): boolean {
  if (areOneAnswer(answerOf(best), answerOf(one))) return true;
  return areNeighbours(best, one) && one.features.sentenceCoverage >= ON_SUBJECT;
}

/** Whether nothing stands between two quotes. */
function areNeighbours(one: Evidence, other: Evidence): boolean {
  if (!areOfParagraph(one.passage, other.passage)) return false;
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  const { text, start } = first.passage;
  const between = text.slice(first.end - start, second.start - start);
  return between.length === second.start - first.end && between.trim() === '';
}

/** The words that answer. */
export function answerOf({ passage, answer }: Evidence): string {
  return passage.text.slice(answer.start - passage.start, answer.end - passage.start);
}
