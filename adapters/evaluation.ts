import { evaluate } from '../src/eval/evaluate.js';
import { readQuestions } from '../src/eval/questions.js';
import { type EvalReport, type OperatingPoint, report } from '../src/eval/report.js';
import type { Mostanad } from '../src/mostanad.js';

interface EvalOptions {
  readonly questions: string;
  readonly json?: boolean;
}

/** What the sync before the evaluation encoded, in what time. */
interface Indexed {
  readonly passages: number;
  readonly seconds: number;
}

/** Measures the bot on a file of questions and prints the figures. */
export async function runEval(
  bot: Mostanad,
  { questions, json }: EvalOptions,
  { passages, seconds }: Indexed,
): Promise<void> {
  const figures = report(await evaluate(bot, await readQuestions(questions)), bot.threshold);
  // An index that was up to date says nothing of its speed.
  const passagesASecond = passages > 0 ? passages / seconds : null;
  const whole = { ...figures, indexing: { passages, passagesASecond } };
  process.stdout.write(
    json ? `${JSON.stringify(whole)}\n` : `${table(figures, passagesASecond)}\n`,
  );
}

function table(figures: EvalReport, passagesASecond: number | null): string {
  const { questions, retrieval, answers, milliseconds } = figures;
  const rows: readonly (readonly [string, string])[] = [
    ['questions, answerable / unanswerable', `${questions.answerable} / ${questions.unanswerable}`],
    ...Object.entries(retrieval).map(
      ([name, value]) => [`paragraph ${name}`, decimal(value)] as const,
    ),
    ['answerable answered', decimal(answers.answered)],
    ['first citation right', decimal(answers.firstCitationRight)],
    ['any citation right', decimal(answers.anyCitationRight)],
    ['holds a wanted string', decimal(answers.holdsWanted)],
    ['answered rightly, of all answered', decimal(answers.precision)],
    ['span EM', decimal(answers.exactMatch)],
    ['span F1', decimal(answers.f1)],
    ['unanswerable declined', decimal(figures.declined)],
    ['quotes verbatim', decimal(figures.quotesVerbatim)],
    ['confidence from which is answered', decimal(figures.threshold)],
    ['calibration error', decimal(figures.calibrationError)],
    [
      'wrong, by tenths of coverage',
      figures.riskByCoverage.map((risk) => risk.toFixed(2)).join(' '),
    ],
    ...figures.operatingPoints.map(pointRow),
    ...Object.entries(milliseconds).map(
      ([stage, { p50, p95 }]) =>
        [`ms ${stage}, p50 / p95`, `${p50.toFixed(1)} / ${p95.toFixed(1)}`] as const,
    ),
    [
      'passages indexed a second',
      passagesASecond === null ? 'index was up to date' : passagesASecond.toFixed(1),
    ],
    ['peak memory, MB', String(figures.peakMemoryMegabytes)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(40)}${value}`).join('\n');
}

function pointRow(point: OperatingPoint): readonly [string, string] {
  const { mostWrong, threshold, coverage, exactMatch, f1, declined } = point;
  const parts = Object.entries({ threshold, coverage, EM: exactMatch, F1: f1, declined });
  return [
    `at most ${100 * mostWrong} % wrong`,
    parts.map(([name, value]) => `${name} ${decimal(value)}`).join(', '),
  ];
}

function decimal(share: number): string {
  return Number.isNaN(share) ? 'none asked' : share.toFixed(4);
}
