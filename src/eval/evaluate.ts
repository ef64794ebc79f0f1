import type { Answer, Citation } from '../answer/schema.js';
import { normalize } from '../language/normalize.js';
import type { Mostanad } from '../mostanad.js';
import {
  calibrationError,
  exactMatch,
  mean,
  meanReciprocalRank,
  quantile,
  recallAt,
  wordF1,
} from './metrics.js';
import type { Question } from './questions.js';

/** How deep the retrieval is looked at. */
const DEPTH = 10;

/** One question with what came of it. */
export interface Outcome {
  readonly question: Question;
  readonly answer: Answer;
  /** The rank, from 1, of the first right paragraph that search found; null: none, or none is known. */
  readonly rank: number | null;
  readonly firstRight: boolean;
  readonly anyRight: boolean;
  readonly verbatim: readonly boolean[];
}

/** The figures of an evaluation; shares are 0 to 1, NaN where no question bears on them. */
export interface EvalReport {
  readonly questions: { readonly answerable: number; readonly unanswerable: number };
  readonly retrieval: Readonly<Record<'R@1' | 'R@5' | 'R@10' | 'MRR@10', number>>;
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
  readonly calibrationError: number;
  readonly milliseconds: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
  readonly peakMemoryMegabytes: number;
}

/** Asks every question and compares with what is right. */
export async function evaluate(
  bot: Mostanad,
  questions: readonly Question[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const answer = await bot.ask(question.question);
    const { candidates } = await bot.search(question.question, DEPTH);
    const rank = candidates.findIndex(({ passage }) => isRight(question, passage)) + 1;
    const verbatim: boolean[] = [];
    for (const citation of answer.citations) verbatim.push(await standsVerbatim(bot, citation));
    outcomes.push({
      question,
      answer,
      rank: rank === 0 ? null : rank,
      firstRight: answer.citations.slice(0, 1).some((citation) => isRight(question, citation)),
      anyRight: answer.citations.some((citation) => isRight(question, citation)),
      verbatim,
    });
  }
  return outcomes;
}

/** Sums outcomes up. */
export function report(outcomes: readonly Outcome[]): EvalReport {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const placed = answerable.filter(({ question }) => question.paragraphs.length > 0);
  const ranks = placed.map(({ rank }) => rank);
  const spoken = outcomes.filter(({ answer }) => answer.answered);
  const spans = answerable.filter(({ question }) => question.answers.length > 0);
  const wanted = answerable.filter(({ question }) => question.answer_has_any.length > 0);
  return {
    questions: { answerable: answerable.length, unanswerable: unanswerable.length },
    retrieval: {
      'R@1': recallAt(ranks, 1),
      'R@5': recallAt(ranks, 5),
      'R@10': recallAt(ranks, 10),
      'MRR@10': meanReciprocalRank(ranks, 10),
    },
    answers: {
      answered: share(answerable, ({ answer }) => answer.answered),
      firstCitationRight: share(placed, ({ firstRight }) => firstRight),
      anyCitationRight: share(placed, ({ anyRight }) => anyRight),
      holdsWanted: share(wanted, holdsWanted),
      precision: share(spoken, ({ firstRight }) => firstRight),
      exactMatch: mean(spans.map((outcome) => exactMatch(spanOf(outcome), answersOf(outcome)))),
      f1: mean(spans.map((outcome) => wordF1(spanOf(outcome), answersOf(outcome)))),
    },
    declined: share(unanswerable, ({ answer }) => !answer.answered),
    quotesVerbatim: mean(outcomes.flatMap(({ verbatim }) => verbatim.map(Number))),
    calibrationError: calibrationError(
      outcomes.map(({ answer, firstRight, question }) => ({
        confidence: answer.confidence,
        right: question.answerable && firstRight,
      })),
    ),
    milliseconds: stages(outcomes),
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Whether the quotes or the answer hold one of the wanted strings, in whatever spelling. */
function holdsWanted({ answer, question }: Outcome): boolean {
  const said = normalize([answer.text, ...answer.citations.map(({ quote }) => quote)].join('\n'));
  return answer.answered && question.answer_has_any.some((text) => said.includes(normalize(text)));
}

interface Place {
  readonly articleId: string;
  readonly title: string;
  readonly paragraph: number;
}

function isRight(question: Question, { articleId, title, paragraph }: Place): boolean {
  const { article, paragraphs } = question;
  return (
    paragraphs.includes(paragraph) &&
    (article === undefined || [articleId, title].some((name) => name.trim() === article.trim()))
  );
}

async function standsVerbatim(bot: Mostanad, citation: Citation): Promise<boolean> {
  const text = await bot.paragraph(citation.articleId, citation.paragraph);
  return text?.slice(citation.start, citation.end) === citation.quote;
}

function spanOf({ answer }: Outcome): string {
  return answer.citations[0]?.quote ?? '';
}

function answersOf({ question }: Outcome): readonly string[] {
  return question.answers;
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
