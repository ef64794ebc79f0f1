import { normalize } from '../language/normalize.js';
import type { Outcome } from './evaluate.js';
import { calibrationError, mean, meanReciprocalRank, quantile, recallAt } from './metrics.js';

/** The shares of wrong answers among those given for which a threshold is looked for. */
const MOST_WRONG = [0.05, 0.1];

/** What is said and how well, at the lowest threshold whose share of wrong answers stays in bounds. */
export interface OperatingPoint {
  readonly mostWrong: number;
  readonly threshold: number;
  /** Of all questions, the share that is answered. */
  readonly coverage: number;
  readonly exactMatch: number;
  readonly f1: number;
  /** Of the unanswerable questions, the share declined. */
  readonly declined: number;
}

/** The figures of an evaluation; shares are 0 to 1, NaN where no question bears on them. */
export interface EvalReport {
  readonly questions: { readonly answerable: number; readonly unanswerable: number };
  /** Of the answerable questions, by search alone, and R@1 of what was cited after reading. */
  readonly retrieval: Readonly<Record<'R@1' | 'R@5' | 'R@10' | 'MRR@10' | 'read R@1', number>>;
  readonly answers: {
    /** Of the answerable questions, those answered, and those whose first or any citation is right. */
    readonly answered: number;
    readonly firstCitationRight: number;
    readonly anyCitationRight: number;
    /** Of those with wanted strings, the ones whose quotes or answer hold one. */
    readonly holdsWanted: number;
    /** Of all that was answered, the share whose first citation is right. */
    readonly precision: number;
    readonly exactMatch: number;
    readonly f1: number;
  };
  readonly declined: number;
  readonly quotesVerbatim: number;
  readonly threshold: number;
  readonly calibrationError: number;
  /** Wrong answers as a share of those given, where the surest tenth, two tenths... are answered. */
  readonly riskByCoverage: readonly number[];
  readonly operatingPoints: readonly OperatingPoint[];
  readonly milliseconds: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
  readonly peakMemoryMegabytes: number;
}

/**
 * Sums outcomes up.
 *
 * @param threshold - the confidence from which an answer is said
 */
export function report(outcomes: readonly Outcome[], threshold: number): EvalReport {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const placed = answerable.filter(({ question }) => question.paragraphs.length > 0);
  const ranks = placed.map(({ rank }) => rank);
  const said = (outcome: Outcome) => isSaid(outcome, threshold);
  const spoken = outcomes.filter(said);
  const spans = answerable.filter(({ question }) => question.answers.length > 0);
  const wanted = answerable.filter(({ question }) => question.answer_has_any.length > 0);
  return {
    questions: { answerable: answerable.length, unanswerable: unanswerable.length },
    retrieval: {
      'R@1': recallAt(ranks, 1),
      'R@5': recallAt(ranks, 5),
      'R@10': recallAt(ranks, 10),
      'MRR@10': meanReciprocalRank(ranks, 10),
      'read R@1': share(placed, ({ firstRight }) => firstRight),
    },
    answers: {
      answered: share(answerable, said),
      firstCitationRight: share(placed, (outcome) => said(outcome) && outcome.firstRight),
      anyCitationRight: share(placed, (outcome) => said(outcome) && outcome.anyRight),
      holdsWanted: share(wanted, (outcome) => said(outcome) && holdsWanted(outcome)),
      precision: share(spoken, ({ firstRight }) => firstRight),
      exactMatch: mean(spans.map((outcome) => (said(outcome) ? outcome.exactMatch : 0))),
      f1: mean(spans.map((outcome) => (said(outcome) ? outcome.f1 : 0))),
    },
    declined: share(unanswerable, (outcome) => !said(outcome)),
    quotesVerbatim: mean(outcomes.flatMap(({ verbatim }) => verbatim.map(Number))),
    threshold,
    calibrationError: calibrationError(
      outcomes.map((outcome) => ({
        confidence: outcome.answer.confidence,
        right: isRightAnswer(outcome),
      })),
    ),
    riskByCoverage: riskByCoverage(outcomes),
    operatingPoints: MOST_WRONG.map((most) => operatingPoint(outcomes, spans, unanswerable, most)),
    milliseconds: stages(outcomes),
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function isSaid({ answer }: Outcome, threshold: number): boolean {
  return answer.answered && answer.confidence >= threshold;
}

function isRightAnswer({ question, firstRight }: Outcome): boolean {
  return question.answerable && firstRight;
}

/** The risk-coverage curve (El-Yaniv & Wiener 2010, section 2) at every tenth of coverage. */
function riskByCoverage(outcomes: readonly Outcome[]): readonly number[] {
  const surest = bySurest(outcomes);
  return Array.from({ length: 10 }, (_, tenth) => {
    const spoken = surest.slice(0, Math.ceil(((tenth + 1) * surest.length) / 10));
    return share(spoken, (outcome) => !isRightAnswer(outcome));
  });
}

function operatingPoint(
  outcomes: readonly Outcome[],
  spans: readonly Outcome[],
  unanswerable: readonly Outcome[],
  mostWrong: number,
): OperatingPoint {
  let threshold = 1;
  let wrong = 0;
  bySurest(outcomes).forEach((outcome, at) => {
    if (!isRightAnswer(outcome)) wrong += 1;
    if (wrong / (at + 1) <= mostWrong) threshold = outcome.answer.confidence;
  });
  const said = (outcome: Outcome) => isSaid(outcome, threshold);
  return {
    mostWrong,
    threshold,
    coverage: share(outcomes, said),
    exactMatch: mean(spans.map((outcome) => (said(outcome) ? outcome.exactMatch : 0))),
    f1: mean(spans.map((outcome) => (said(outcome) ? outcome.f1 : 0))),
    declined: share(unanswerable, (outcome) => !said(outcome)),
  };
}

function bySurest(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...outcomes]
    .filter(({ answer }) => answer.answered)
    .sort((a, b) => b.answer.confidence - a.answer.confidence);
}

/** Whether the quotes or the answer hold one of the wanted strings, in whatever spelling. */
function holdsWanted({ answer, question }: Outcome): boolean {
  const said = normalize([answer.text, ...answer.citations.map(({ quote }) => quote)].join('\n'));
  return question.answer_has_any.some((text) => said.includes(normalize(text)));
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number {
  return mean(outcomes.map((outcome) => (holds(outcome) ? 1 : 0)));
}

function stages(outcomes: readonly Outcome[]): EvalReport['milliseconds'] {
  const names = new Set(outcomes.flatMap(({ answer }) => Object.keys(answer.timings)));
  return Object.fromEntries(
    [...names].map((name) => {
      const times = outcomes.flatMap(({ answer }) => answer.timings[name] ?? []);
      return [name, { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }];
    }),
  );
}
