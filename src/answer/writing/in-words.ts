import { detectLanguage } from '../../language/detect.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import type { StoredPassage } from '../../search/engine.js';
import type { AskOptions, ReadingContext } from '../ask.js';
import { composeText, type Quote } from '../compose.js';
import type { Reports } from '../copies.js';
import { areOfParagraph } from '../place.js';
import type { Citation } from '../schema.js';
import { verifiedCitations } from '../verify.js';
import { exchangesOf } from './exchange.js';
import type { Writer } from './writer.js';
import type { Written } from './written.js';

const NEVER = new AbortController().signal;

/** What was found for a question, for a model to write from. */
export interface Material {
  /** What would be said without a model. */
  readonly quotes: readonly Quote[];
  /** The unit vector of what was searched for. */
  readonly vector: readonly number[];
  readonly passages: readonly StoredPassage[];
  readonly reports: Reports;
}

/**
 * What a chat model makes of the passages, with what the reader accepted among its quotes. It is asked
 * only where the corpus is known to answer: how to say it is the model's, whether to speak is not.
 */
export async function answerInWords(
  context: ReadingContext & { readonly writer: Writer },
  question: string,
  { quotes, vector, passages, reports }: Material,
  { history = [], signal = NEVER, onAsked = () => {}, onDraft = () => {} }: AskOptions,
): Promise<Written | null> {
  const language = phraseLanguage(detectLanguage(question));
  // What is said in another language than the article's could not be checked word by word.
  if (quotes.every(({ quote }) => phraseLanguage(detectLanguage(quote)) !== language)) return null;
  const brief = { question, vector, language, conversation: exchangesOf(history), passages };
  const onSoFar = (draft: Written) => {
    if (quotesOneOf(draft.citations, quotes)) onDraft(draft);
  };
  const options = { signal, onAsked, onDraft: onSoFar };
  const written = await context.writer.write(context, brief, reports, options);
  if (written === null) return null;
  const citations = await verifiedCitations(context.engine, written.citations);
  const isVerified = citations.length === written.citations.length;
  if (!isVerified || !quotesOneOf(citations, quotes)) return null;
  return saysNoMore(written, quotes) ? null : written;
}

/** Whether it only repeats quotes that would be said anyway, and there with the words that answer marked. */
function saysNoMore({ text, citations }: Written, quotes: readonly Quote[]): boolean {
  return text === composeText(citations) && citations.every((one) => quotesOneOf([one], quotes));
}

/** Whether any of the citations holds words that answer, of any of the quotes. */
function quotesOneOf(citations: readonly Citation[], quotes: readonly Quote[]): boolean {
  return citations.some((citation) =>
    quotes.some(({ passage, answer, ...quote }) => {
      // Of a long quotation any two quotes begin with who says it.
      const words = answer ?? quote;
      return (
        areOfParagraph(passage, citation) &&
        citation.start < words.end &&
        words.start < citation.end
      );
    }),
  );
}
