import { detectLanguage } from '../../language/detect.js';
import { type PhraseLanguage, phraseLanguage } from '../../phrases/phrases.js';
import type { BorneOut, StandingQuote, Verified } from '../claims/claim.js';
import { withoutMarkers } from '../compose.js';
import { hasAddress } from './addresses.js';

/**
 * What may be said of a checked claim to a question of a language: its sentence, or its quotes in their own words,
 * each by itself. A quote in another language or with a link is left out: it may be there to be passed on.
 */
export function saidOf(verified: Verified, language: PhraseLanguage): readonly BorneOut[] {
  if ('fault' in verified) return [];
  if ('claim' in verified) return [verified.claim];
  return verified.reworded
    .filter(({ quote }) => phraseLanguage(detectLanguage(quote)) === language && !hasAddress(quote))
    .map((quote) => ({ sentence: sayingItself(quote), quotes: [quote] }));
}

/** Whether a statement adds nothing to those before it: the same words, or its quotes beside their shorter form. */
export function isSaidBefore(said: readonly BorneOut[], one: BorneOut): boolean {
  return said.some(
    (other) =>
      other.sentence === one.sentence ||
      ((isQuote(one) || isQuote(other)) && areWithin(one.quotes, other.quotes)),
  );
}

/** The key of a quote's place in the corpus. */
export function keyOf({ passage, start, end }: StandingQuote): string {
  return JSON.stringify([passage.articleId, passage.paragraph, start, end]);
}

function sayingItself({ quote }: StandingQuote): string {
  return withoutMarkers(quote);
}

/** Whether it is said in the article's own words, whole. */
function isQuote({ sentence, quotes: [quote, ...others] }: BorneOut): boolean {
  return quote !== undefined && others.length === 0 && sentence === sayingItself(quote);
}

function areWithin(quotes: readonly StandingQuote[], others: readonly StandingQuote[]): boolean {
  return quotes.every(({ passage: { articleId, paragraph }, start, end }) =>
    others.some(
      ({ passage, ...other }) =>
        passage.articleId === articleId &&
        passage.paragraph === paragraph &&
        other.start <= start &&
        end <= other.end,
    ),
  );
}
