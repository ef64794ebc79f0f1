import { normalize } from '../language/normalize.js';

/** The words of an answer as SQuAD compares them, after Persian normalisation, without signs. */
function answerWords(text: string): readonly string[] {
  return normalize(text)
    .replaceAll('\u200c', ' ')
    .replace(/[\p{P}\p{S}]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** SQuAD's exact match (Rajpurkar et al. 2016, section 6.1): 1 if any wanted answer is the same. */
export function exactMatch(given: string, wanted: readonly string[]): number {
  const words = answerWords(given).join(' ');
  return wanted.some((answer) => answerWords(answer).join(' ') === words) ? 1 : 0;
}

/** SQuAD's F1 over words (Rajpurkar et al. 2016, section 6.1), the best over the wanted answers. */
export function wordF1(given: string, wanted: readonly string[]): number {
  return Math.max(0, ...wanted.map((answer) => f1(answerWords(given), answerWords(answer))));
}

function f1(given: readonly string[], wanted: readonly string[]): number {
  if (given.length === 0 || wanted.length === 0) return given.length === wanted.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(word, count - 1);
  }
  if (common === 0) return 0;
  const precision = common / given.length;
  const recall = common / wanted.length;
  return (2 * precision * recall) / (precision + recall);
}

/** The share of ranks (from 1; null: not found) that are at most k. */
export function recallAt(ranks: readonly (number | null)[], k: number): number {
  return mean(ranks.map((rank) => (rank !== null && rank <= k ? 1 : 0)));
}

/** The mean of 1 / rank, 0 for ranks beyond k. */
export function meanReciprocalRank(ranks: readonly (number | null)[], k: number): number {
  return mean(ranks.map((rank) => (rank !== null && rank <= k ? 1 / rank : 0)));
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value at or under which a share of the values lies (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Expected calibration error over ten equal bins (Guo et al. 2017, "On Calibration of Modern Neural
 * Networks", section 2): how far confidence and accuracy lie apart, weighted by the bins' sizes.
 */
export function calibrationError(
  outcomes: readonly { readonly confidence: number; readonly right: boolean }[],
): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    outcomes.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin),
  );
  return bins
    .filter((bin) => bin.length > 0)
    .reduce((sum, bin) => {
      const confidence = mean(bin.map((outcome) => outcome.confidence));
      const accuracy = mean(bin.map((outcome) => (outcome.right ? 1 : 0)));
      return sum + (bin.length / outcomes.length) * Math.abs(confidence - accuracy);
    }, 0);
}
