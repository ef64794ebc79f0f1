import { normalize } from '../../language/normalize.js';
import { sentences } from '../../language/sentences.js';
import type { BorneOut, StandingQuote } from '../claims/claim.js';
import { withSpeaker } from '../claims/within-quotation.js';
import { quoteAt } from '../sentences-around.js';

/** A sentence, normalised, whose subject is named before it: «وی افزود», "He added", «وأضاف أن». */
const LEANING =
  /^[«"“]?(?:(?:و )?(?:وی|او|ایشان|نامبرده|he|she|they)(?!\p{L})|و(?:اضاف|تابع|اوضح|اکد|اشار|قال|شدد|لفت|صرح|ذکر)ت?(?: (?:الی|علی))? ?(?:انه?ا?(?!\p{L})|[:«"،]))/iu;

/** A quote from the sentence on that names whom it means, where its passage has that one. */
export function withWhomItMeans(quote: StandingQuote): StandingQuote {
  const { passage } = quote;
  const end = quote.end - passage.start;
  const before = sentences(passage.text)
    .map(({ start }) => start)
    .filter((start) => start <= quote.start - passage.start);
  const start = before.findLast((at) => !LEANING.test(normalize(passage.text.slice(at, end))));
  if (start === undefined || !isLeaning(quote)) return quote;
  return withSpeaker(quoteAt(passage, { start, end }));
}

/** Whether a quote, said behind a statement, would seem to mean someone of that: «وی» of another article. */
export function isTakenForAnother(before: BorneOut | undefined, quote: StandingQuote): boolean {
  if (before === undefined || !isLeaning(quote)) return false;
  const { articleId, speaker } = quote.passage;
  return !before.quotes.every(
    ({ passage }) =>
      speaker !== null && passage.articleId === articleId && passage.speaker === speaker,
  );
}

function isLeaning({ quote }: StandingQuote): boolean {
  return LEANING.test(normalize(quote));
}
