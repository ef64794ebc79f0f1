import { detectLanguage } from '../../language/detect.js';
import { type PhraseLanguage, phraseLanguage } from '../../phrases/phrases.js';
import type { BorneOut, StandingQuote, Verified } from '../claims/claim.js';
import { withoutMarkers } from '../compose.js';
import { areOfParagraph } from '../place.js';
import { hasAddress } from './addresses.js';
import { isTakenForAnother, withWhomItMeans } from './meant.js';

/** As many quotes are said in place of sentences as the model is asked for sentences (prompt.ts). */
const MOST_QUOTES = 5;

/**
 * What may be said of a checked claim to a question of a language: its sentence, or its quotes in their own words,
 * each by itself. A quote in another language or with a link is left out: it may be there to be passed on.
 */
export function saidOf(verified: Verified, language: PhraseLanguage): readonly BorneOut[] {
  if ('fault' in verified) return [];
  if ('claim' in verified) return [verified.claim];
  return verified.reworded
    .map(withWhomItMeans)
    .filter(({ quote }) => phraseLanguage(detectLanguage(quote)) === language && !hasAddress(quote))
    .map(itself);
}

/**
 * What is said with another statement: the same list where that adds nothing, as the same words, or a quote
 * beside its shorter form. Quotes that share words are one, so that none of these stand twice.
 */
export function saidWith(said: readonly BorneOut[], one: BorneOut): readonly BorneOut[] {
  if (isSaidBefore(said, one)) return said;
  const own = quoteOf(one);
  if (own === null) return [...said, one];
  const touched = said.filter((other) => sharesWords(other, own));
  if (touched.length > 0) {
    const whole = touched.reduce((sum, { quotes }) => quotes.reduce(union, sum), own);
    return said.flatMap((other) => {
      if (other === touched[0]) return [itself(whole)];
      return touched.includes(other) ? [] : [other];
    });
  }
  const isFull = said.filter((other) => quoteOf(other) !== null).length >= MOST_QUOTES;
  return isFull || isTakenForAnother(said.at(-1), own) ? said : [...said, one];
}

/** The key of a quote's place in the corpus. */
export function keyOf({ passage, start, end }: StandingQuote): string {
  return JSON.stringify([passage.articleId, passage.paragraph, start, end]);
}

function isSaidBefore(said: readonly BorneOut[], one: BorneOut): boolean {
  return said.some((other) => {
    const isAnyQuote = quoteOf(one) !== null || quoteOf(other) !== null;
    return other.sentence === one.sentence || (isAnyQuote && areWithin(one.quotes, other.quotes));
  });
}

/** A quote said in its own words, whole. */
function itself(quote: StandingQuote): BorneOut {
  return { sentence: withoutMarkers(quote.quote), quotes: [quote] };
}

/** The quote that a statement is; null where it is a sentence of a model's. */
function quoteOf({ sentence, quotes: [quote, ...others] }: BorneOut): StandingQuote | null {
  if (quote === undefined || others.length > 0) return null;
  return sentence === withoutMarkers(quote.quote) ? quote : null;
}

function sharesWords(statement: BorneOut, quote: StandingQuote): boolean {
  const own = quoteOf(statement);
  return (
    own !== null &&
    areOfParagraph(own.passage, quote.passage) &&
    own.start < quote.end &&
    quote.start < own.end
  );
}

/** All words of two quotes that share some. */
function union(one: StandingQuote, other: StandingQuote): StandingQuote {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  if (second.end <= first.end) return first;
  const quote = first.quote + second.quote.slice(first.end - second.start);
  return { ...first, end: second.end, quote };
}

function areWithin(quotes: readonly StandingQuote[], others: readonly StandingQuote[]): boolean {
  return quotes.every((quote) =>
    others.some(
      (other) =>
        areOfParagraph(quote.passage, other.passage) &&
        other.start <= quote.start &&
        quote.end <= other.end,
    ),
  );
}
