import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { detectLanguage } from '../language/detect.js';
import type { Reader } from '../models/reader.js';
import { FILTER_PHRASES } from '../phrases/filter.js';
import { PHRASES, phraseLanguage } from '../phrases/phrases.js';
import type { Engine } from '../search/engine.js';
import type { Filter } from '../search/filter.js';
import type { Background } from './background.js';
import { citationsOf, composeText, withoutMarkers } from './compose.js';
import type { Calibration } from './confidence.js';
import { tellOn } from './conversation/tell-on.js';
import { lastAnswered, type Turn } from './conversation/turn.js';
import { answerFromSearch, NOTHING, type Result } from './from-search.js';
import type { Answer } from './schema.js';
import { type Stopwatch, stopwatch } from './stopwatch.js';
import { verifiedCitations } from './verify.js';
import { answerInWords } from './writing/in-words.js';
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
 * Answers a question in one straight line: understand, search, weigh the evidence, decide, compose,
 * verify. What the corpus does not bear out is not said.
 */
export async function ask(
  context: AskContext,
  question: string,
  options: AskOptions = {},
): Promise<Answer> {
  const { threshold = context.calibration.threshold, history = [], filter = null } = options;
  const watch = stopwatch();
  const refusal = refusalOf(question);
  if (refusal !== null) return unanswered(question, filter, refusal, NOTHING, watch);

  const told = await tellOn(context.engine, question, history, filter);
  const result =
    told === null
      ? await answerFromSearch(context, question, { ...options, history, threshold }, watch)
      : { ...NOTHING, quotes: told, confidence: told.length > 0 ? lastConfidence(history) : 0 };
  const citations = await verifiedCitations(
    context.engine,
    citationsOf(result.quotes, result.reports),
  );
  if (citations.length === 0) {
    return unanswered(question, filter, declineOf(question, filter, result), result, watch);
  }
  const written = await inWords(context, question, result, options, watch);
  const said = written ?? { text: composeText(citations), citations };
  return {
    question,
    understood: result.understood,
    filter,
    language: detectLanguage(question),
    answered: true,
    text: said.text,
    confidence: result.confidence,
    mode: written === null ? 'extractive' : 'generated',
    citations: said.citations,
    nearest: [],
    timings: watch.timings(),
  };
}

/** The answer as a chat model writes it; null where none does, or where only the article's words will do. */
async function inWords(
  { writer, ...context }: AskContext,
  question: string,
  found: Result,
  options: AskOptions,
  watch: Stopwatch,
): Promise<Written | null> {
  if (writer === null || options.isExtractive || found.passages.length === 0) return null;
  return watch.time('write', () => answerInWords({ ...context, writer }, question, found, options));
}

/** What goes on from an answer is as sure as that was. */
function lastConfidence(history: readonly Turn[]): number {
  return lastAnswered(history)?.confidence ?? 0;
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

/** That the corpus, or what of it was asked, does not answer. */
function declineOf(question: string, filter: Filter | null, { nearest, vector }: Result): string {
  const language = phraseLanguage(detectLanguage(question));
  if (filter === null) return PHRASES[language].notInCorpus;
  const { notWithin, nothingWithin, within } = FILTER_PHRASES[language];
  // By meaning something always comes nearest, where there is anything.
  const isEmpty = vector.length > 0 && nearest.length === 0;
  const phrase = isEmpty ? nothingWithin : notWithin;
  return withoutMarkers(phrase(within(filter)));
}

function unanswered(
  question: string,
  filter: Filter | null,
  text: string,
  { confidence, understood, nearest }: Result,
  watch: Stopwatch,
): Answer {
  const shown = question.slice(0, LONGEST_QUESTION).toWellFormed();
  return {
    question: shown,
    understood,
    filter,
    language: detectLanguage(shown),
    answered: false,
    text,
    confidence,
    mode: 'extractive',
    citations: [],
    nearest,
    timings: watch.timings(),
  };
}
