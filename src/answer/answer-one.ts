import { detectLanguage } from '../language/detect.js';
import { FILTER_PHRASES } from '../phrases/filter.js';
import { PHRASES, phraseLanguage } from '../phrases/phrases.js';
import type { Filter } from '../search/filter.js';
import type { AskContext, AskOptions } from './ask.js';
import { citationsOf, composeText, withoutMarkers } from './compose.js';
import { tellOn } from './conversation/tell-on.js';
import { lastAnswered, type Turn } from './conversation/turn.js';
import { answerFromSearch, NOTHING, type Result } from './from-search.js';
import type { Answer } from './schema.js';
import type { Stopwatch } from './stopwatch.js';
import { verifiedCitations } from './verify.js';
import { answerInWords } from './writing/in-words.js';
import type { Written } from './writing/written.js';

/** How one question is answered, whatever else its message asks. */
export interface OneOptions extends AskOptions {
  /** What its message asks before it: whom and what that names the answering article must name, too. */
  readonly before?: string;
}

/** Answers one question: search, weigh the evidence, decide, compose, verify. */
export async function answerOne(
  context: AskContext,
  question: string,
  options: OneOptions,
  watch: Stopwatch,
): Promise<Answer> {
  const { threshold = context.calibration.threshold, history = [], filter = null } = options;
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

/** An answer that says why there is none. */
export function unanswered(
  question: string,
  filter: Filter | null,
  text: string,
  { confidence, understood, nearest }: Result,
  watch: Stopwatch,
): Answer {
  const shown = question.toWellFormed();
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
