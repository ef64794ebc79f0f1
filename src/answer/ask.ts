import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { detectLanguage } from '../language/detect.js';
import { questionsOf } from '../language/questions-of.js';
import type { Reader } from '../models/reader.js';
import { PHRASES, phraseLanguage } from '../phrases/phrases.js';
import type { Engine } from '../search/engine.js';
import type { Filter } from '../search/filter.js';
import { answerOne, unanswered } from './answer-one.js';
import type { Background } from './background.js';
import type { Calibration } from './confidence.js';
import { eachQuestion, type Turn } from './conversation/turn.js';
import { NOTHING } from './from-search.js';
import type { Answer } from './schema.js';
import { answerEach } from './several.js';
import { stopwatch } from './stopwatch.js';
import type { Writer } from './writing/writer.js';
import type { Written } from './writing/written.js';

/** The longest question that is read, in UTF-16 units; the product of a mistake is longer. */
const LONGEST_QUESTION = 1000;

/** What passages are found and read with. */
export interface ReadingContext {
  readonly engine: Engine;
  readonly embeddings: EmbeddingsInterface;
  readonly reader: Reader;
  readonly background: Background;
  readonly calibration: Calibration;
}

/** What answering works on. */
export interface AskContext extends ReadingContext {
  /** Who puts answers into words; null: the quotes answer. */
  readonly writer: Writer | null;
}

/** How a question is answered. */
export interface AskOptions {
  /** The conversation so far, the oldest turn first: what the question leaves unsaid comes from it. */
  readonly history?: readonly Turn[];
  /** What of the corpus this question is asked to; null or not given: all of it. */
  readonly filter?: Filter | null;
  /** The confidence from which an answer is said; the pack's own where not given. */
  readonly threshold?: number;
  /** Answers in the articles' words also where a chat model is set. */
  readonly isExtractive?: boolean;
  /** Ends the answering at once: the question was changed or withdrawn. */
  readonly signal?: AbortSignal;
  /** Told when a chat model is asked, which costs; perhaps more than once. */
  readonly onAsked?: () => void;
  /** Told what a chat model has written so far, each sentence checked. */
  readonly onDraft?: (draft: Written) => void;
}

/**
 * Answers a message in one straight line: take its questions apart, and for each of them understand, search,
 * weigh the evidence, decide, compose, verify. What the corpus does not bear out is not said.
 */
export async function ask(
  context: AskContext,
  question: string,
  options: AskOptions = {},
): Promise<Answer> {
  const watch = stopwatch();
  const refusal = refusalOf(question);
  if (refusal !== null) {
    const shown = question.slice(0, LONGEST_QUESTION);
    return unanswered(shown, options.filter ?? null, refusal, NOTHING, watch);
  }
  const history = (options.history ?? []).flatMap(eachQuestion);
  const questions = questionsOf(question, history.length > 0);
  return questions.length > 1
    ? answerEach(context, question, questions, { ...options, history }, watch)
    : answerOne(context, question, { ...options, history }, watch);
}

/** Why a question is not searched for, in its own language; null: it is. */
function refusalOf(question: string): string | null {
  const sample = question.slice(0, LONGEST_QUESTION);
  const phrases = PHRASES[phraseLanguage(detectLanguage(sample))];
  if (question.length > LONGEST_QUESTION) {
    return phrases.longQuestion(question.length, LONGEST_QUESTION);
  }
  return /[\p{L}\p{N}]/u.test(sample) ? null : phrases.emptyQuestion;
}
