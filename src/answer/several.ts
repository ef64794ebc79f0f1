import type { OneQuestion } from '../language/compound/words.js';
import { answerOne } from './answer-one.js';
import type { AskContext, AskOptions } from './ask.js';
import { namesNothing } from './asked-before.js';
import { type Asked, joined, soFar } from './join.js';
import type { Answer } from './schema.js';
import type { Stopwatch } from './stopwatch.js';
import type { Written } from './writing/written.js';

/**
 * Answers the questions of a message one after another, each as it would be after those before it in a
 * conversation, and puts the answers together. A chat model writes each by itself: what it says to one is
 * checked against what was found for that one, and it is told of no question that was declined.
 */
export async function answerEach(
  context: AskContext,
  message: string,
  questions: readonly OneQuestion[],
  options: AskOptions,
  watch: Stopwatch,
): Promise<Answer> {
  const { history = [], signal, onDraft = () => {} } = options;
  const asked: Asked[] = [];
  for (const question of questions) {
    signal?.throwIfAborted();
    const { whole } = question;
    const earlier = questions.slice(0, asked.length).map((one) => one.whole);
    const one = {
      ...options,
      history: [...history, ...asked.map(({ answer }) => answer)],
      before: namesNothing(context, whole) ? lastNamed(context, earlier) : '',
      onDraft: (draft: Written) => onDraft(soFar(asked, draft)),
    };
    const last = asked.at(-1)?.answer;
    const answer =
      last !== undefined && !last.answered && isTaken(question)
        ? declinedToo(last, whole)
        : await answerOne(context, whole, one, watch);
    asked.push({ question, answer });
  }
  return { ...joined(message, asked), timings: watch.timings() };
}

/** The last of the questions that name anyone, and what follows it. */
function lastNamed(context: AskContext, questions: readonly string[]): string {
  const at = questions.findLastIndex((question) => !namesNothing(context, question));
  return questions.slice(Math.max(0, at)).join('\n');
}

/** Whether its subject stands in the question before it. */
function isTaken({ text, whole }: OneQuestion): boolean {
  return whole !== text;
}

/**
 * What goes on from a question that was declined is declined, too: nothing shows that the corpus tells that of its
 * subject («پوتین محاصره را چگونه توصیف کرد و از چه تشکر کرد؟» where another did both).
 */
function declinedToo(declined: Answer, question: string): Answer {
  return { ...declined, question, understood: null, confidence: 0 };
}
