import { detectLanguage } from '../../language/detect.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import type { AskOptions, ReadingContext } from '../ask.js';
import type { Found } from '../copies.js';
import type { Evidence, Judgement } from '../evidence.js';
import type { Citation } from '../schema.js';
import { verifiedCitations } from '../verify.js';
import type { Writer } from './writer.js';
import type { Written } from './written.js';

const NEVER = new AbortController().signal;

/**
 * What a chat model makes of the passages, with what the reader accepted among its quotes. It is asked
 * only where the corpus is known to answer: how to say it is the model's, whether to speak is not.
 */
export async function answerInWords(
  context: ReadingContext & { readonly writer: Writer },
  question: string,
  { vector, reports }: Found,
  { accepted, plausible: passages }: Judgement,
  { isExtractive = false, signal = NEVER, onDraft = () => {} }: AskOptions,
): Promise<Written | null> {
  if (isExtractive) return null;
  const language = phraseLanguage(detectLanguage(question));
  const brief = { question, vector, language, conversation: [], passages };
  const written = await context.writer.write(context, brief, reports, { signal, onDraft });
  if (written === null) return null;
  const citations = await verifiedCitations(context.engine, written.citations);
  const isVerified = citations.length === written.citations.length;
  return isVerified && quotesOneOf(citations, accepted) ? written : null;
}

/** Whether any of the citations holds words of any of the evidence. */
function quotesOneOf(citations: readonly Citation[], evidence: readonly Evidence[]): boolean {
  return citations.some(({ articleId, paragraph, start, end }) =>
    evidence.some(
      (one) =>
        one.passage.articleId === articleId &&
        one.passage.paragraph === paragraph &&
        start < one.end &&
        one.start < end,
    ),
  );
}
