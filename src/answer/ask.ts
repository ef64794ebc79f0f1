import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { detectLanguage } from '../language/detect.js';
import type { Reader } from '../models/reader.js';
import { PHRASES, phraseLanguage } from '../phrases/phrases.js';
import type { Engine } from '../search/engine.js';
import type { SearchResult } from '../search/search.js';
import type { Background } from './background.js';
import { citationsOf, composeText } from './compose.js';
import type { Calibration } from './confidence.js';
import { find } from './copies.js';
import { weighEvidence } from './evidence.js';
import type { Answer, Nearest } from './schema.js';
import { stopwatch } from './stopwatch.js';
import { verifiedCitations } from './verify.js';
import { answerInWords } from './writing/in-words.js';
import type { Writer } from './writing/writer.js';
import type { Written } from './writing/written.js';

/** The longest question that is read, in UTF-16 units; the product of a mistake is longer. */
const LONGEST_QUESTION = 1000;

/** Paragraphs that are read for the answer. */
export const READ = 5;

/** How many of the nearest articles an abstention names. */
const NEAREST = 3;

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
  /** The confidence from which an answer is said; the pack's own where not given. */
  readonly threshold?: number;
  /** Answers in the articles' words also where a chat model is set. */
  readonly isExtractive?: boolean;
  /** Ends the answering at once: the question was changed or withdrawn. */
  readonly signal?: AbortSignal;
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
  const { threshold = context.calibration.threshold } = options;
  const watch = stopwatch();
  const refusal = refusalOf(question);
  if (refusal !== null) return unanswered(question, refusal, 0, [], watch.timings());

  const vector = await watch.time('encode', () => context.embeddings.embedQuery(question));
  const found = await watch.time('search', () => find(context.engine, question, vector, READ));
  const evidence = await watch.time('read', () =>
    weighEvidence(context, question, found, threshold),
  );
  const citations = await verifiedCitations(
    context.engine,
    citationsOf(evidence.accepted, found.reports),
  );
  if (citations.length === 0) {
    const { notInCorpus } = PHRASES[phraseLanguage(detectLanguage(question))];
    return unanswered(
      question,
      notInCorpus,
      evidence.confidence,
      nearestOf(found),
      watch.timings(),
    );
  }
  const { writer } = context;
  const written =
    writer &&
    (await watch.time('write', () =>
      answerInWords({ ...context, writer }, question, found, evidence, options),
    ));
  const said = written ?? { text: composeText(citations), citations };
  return {
    question,
    language: detectLanguage(question),
    answered: true,
    ...said,
    confidence: evidence.confidence,
    mode: written === null ? 'extractive' : 'generated',
    nearest: [],
    timings: watch.timings(),
  };
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

function unanswered(
  question: string,
  text: string,
  confidence: number,
  nearest: readonly Nearest[],
  timings: Answer['timings'],
): Answer {
  const shown = question.slice(0, LONGEST_QUESTION).toWellFormed();
  return {
    question: shown,
    language: detectLanguage(shown),
    answered: false,
    text,
    confidence,
    mode: 'extractive',
    citations: [],
    nearest,
    timings,
  };
}

/** The articles that come closest, each once, by its best paragraph. */
function nearestOf({ candidates }: SearchResult): readonly Nearest[] {
  const articles = new Map<string, Nearest>();
  for (const { passage } of candidates) {
    const { articleId, title, paragraph } = passage;
    if (!articles.has(articleId)) articles.set(articleId, { articleId, title, paragraph });
  }
  return [...articles.values()].slice(0, NEAREST);
}
