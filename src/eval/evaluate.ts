import { saysAll } from '../answer/copies.js';
import { type Answer, answeringWords, type Citation } from '../answer/schema.js';
import type { Mostanad } from '../mostanad.js';
import { exactMatch, wordF1 } from './metrics.js';
import type { Question } from './questions.js';

/** How deep the retrieval is looked at. */
const DEPTH = 10;

/** One question with what came of it, as if whatever was found were said. */
export interface Outcome {
  readonly question: Question;
  readonly answer: Answer;
  /** The rank, from 1, of the first right paragraph that search found; null: none, or none is known. */
  readonly rank: number | null;
  readonly firstRight: boolean;
  readonly anyRight: boolean;
  readonly verbatim: readonly boolean[];
  /** The words that answer, compared with the wanted ones. */
  readonly exactMatch: number;
  readonly f1: number;
}

/** Asks every question, with no threshold for silence, and compares with what is right. */
export async function evaluate(
  bot: Mostanad,
  questions: readonly Question[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const answer = await bot.ask(question.question, {
      threshold: 0,
      isExtractive: true,
    });
    const right: boolean[] = [];
    for (const citation of answer.citations) {
      right.push(isRight(question, citation) || (await isCopyOfRight(bot, question, citation)));
    }
    const { candidates } = await bot.search(question.question, DEPTH);
    const rank = candidates.findIndex(({ passage }) => isRight(question, passage)) + 1;
    const verbatim: boolean[] = [];
    for (const citation of answer.citations) verbatim.push(await standsVerbatim(bot, citation));
    const [first] = answer.citations;
    const words = first === undefined ? '' : answeringWords(first);
    outcomes.push({
      question,
      answer,
      rank: rank === 0 ? null : rank,
      firstRight: right[0] ?? false,
      anyRight: right.includes(true),
      verbatim,
      exactMatch: exactMatch(words, question.answers),
      f1: wordF1(words, question.answers),
    });
  }
  return outcomes;
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

/**
 * Whether a citation stands for a right paragraph: another article tells the same story, is the one
 * cited of them, and the right paragraph says all that the quote says. Search is not judged so: the
 * rank is the right paragraph's own.
 */
async function isCopyOfRight(
  bot: Mostanad,
  question: Question,
  { quote, alsoReportedBy }: Citation,
): Promise<boolean> {
  const { article, paragraphs } = question;
  if (article === undefined) return false;
  for (const { articleId, title } of alsoReportedBy) {
    for (const paragraph of paragraphs) {
      if (!isRight(question, { articleId, title, paragraph })) continue;
      if (saysAll((await bot.paragraph(articleId, paragraph)) ?? '', quote)) return true;
    }
  }
  return false;
}

async function standsVerbatim(bot: Mostanad, citation: Citation): Promise<boolean> {
  const text = await bot.paragraph(citation.articleId, citation.paragraph);
  return text?.slice(citation.start, citation.end) === citation.quote;
}
