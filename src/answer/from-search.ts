import { termsOf } from '../language/terms.js';
import type { StoredPassage } from '../search/engine.js';
import type { SearchResult } from '../search/search.js';
import type { OneOptions } from './answer-one.js';
import type { AskContext, AskOptions } from './ask.js';
import { tellingOf } from './asked-before.js';
import type { Quote } from './compose.js';
import { type Reading, readingsOf } from './conversation/readings.js';
import type { Turn } from './conversation/turn.js';
import { find, type Reports } from './copies.js';
import { weighEvidence } from './evidence.js';
import type { Nearest } from './schema.js';
import type { Stopwatch } from './stopwatch.js';
import { exchangesOf } from './writing/exchange.js';

/** Paragraphs that are read for the answer. */
export const READ = 5;

/** How many of the nearest articles an abstention names. */
const NEAREST = 3;

const NEVER = new AbortController().signal;

/** What may be said to a question before it is verified, and what else the answer tells. */
export interface Result {
  readonly quotes: readonly Quote[];
  readonly reports: Reports;
  readonly confidence: number;
  readonly understood: string | null;
  readonly nearest: readonly Nearest[];
  /** What was searched for, and the passages that may say more on it, for a chat model to write from. */
  readonly vector: readonly number[];
  readonly passages: readonly StoredPassage[];
}

export const NOTHING: Result = {
  quotes: [],
  reports: new Map(),
  confidence: 0,
  understood: null,
  nearest: [],
  vector: [],
  passages: [],
};

/** Searches and reads for one way after the other in which the question may be meant, until one answers. */
export async function answerFromSearch(
  context: AskContext,
  question: string,
  options: OneOptions & { readonly history: readonly Turn[]; readonly threshold: number },
  watch: Stopwatch,
): Promise<Result> {
  const { history, threshold, filter = null, before = '' } = options;
  const readings = readingsOf(context.background, question, history);
  const rewritten = await rewrittenReading(context, question, readings, options, watch);
  let surest = NOTHING;
  for (const reading of rewritten === null ? readings : [rewritten, ...readings]) {
    const { search, understood } = reading;
    const vector = await watch.time('encode', () => context.embeddings.embedQuery(search));
    const found = await watch.time('search', () =>
      find(context.engine, search, vector, READ, filter),
    );
    const { accepted, plausible, confidence } = await watch.time('read', async () => {
      const telling = await tellingOf(context, before, found);
      return weighEvidence(context, reading, telling, threshold);
    });
    const result = {
      quotes: accepted,
      reports: found.reports,
      confidence,
      understood,
      nearest: nearestOf(found),
      vector,
      passages: plausible,
    };
    if (accepted.length > 0) return result;
    // Of two that are as sure the first stays: how the question is meant in its conversation.
    if (surest === NOTHING || confidence > surest.confidence) surest = result;
  }
  return surest;
}

/** Whether every word of a rewritten question was said before: a model may not ask something else. */
function isOfConversation(text: string, question: string, history: readonly Turn[]): boolean {
  const said = exchangesOf(history).flatMap((one) => [one.question, one.answer]);
  const known = new Set(termsOf([question, ...said].join('\n')));
  return termsOf(text).every((term) => known.has(term));
}

/** A question that leans on the conversation as a chat model puts it to stand alone; null: it need not. */
async function rewrittenReading(
  { writer }: AskContext,
  question: string,
  readings: readonly Reading[],
  { history = [], isExtractive = false, signal = NEVER, onAsked = () => {} }: AskOptions,
  watch: Stopwatch,
): Promise<Reading | null> {
  const leans = readings.some(({ understood }) => understood !== null);
  if (writer === null || isExtractive || !leans) return null;
  const text = await watch.time('rewrite', () =>
    writer.rewrite(question, exchangesOf(history), { signal, onAsked }),
  );
  if (text === null || !isOfConversation(text, question, history)) return null;
  // However a model puts it, only a reason answers «چرا؟».
  const asksReason = readings.some((reading) => reading.asksReason);
  // What was typed must be named, too: a model may leave out a year, and take the answer to another one.
  const named = asksReason ? '' : `${question}. ${text}`;
  return { search: text, text, named, understood: text, asksReason };
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
