import { contextOf } from '../../corpus/passages.js';
import type { StoredPassage } from '../../search/engine.js';
import type { ReadingContext } from '../ask.js';
import type { Claim, StandingQuote, Verified } from './claim.js';
import { standingQuotes } from './quotes.js';

/** What claims are checked with. */
export type ClaimContext = Pick<ReadingContext, 'reader' | 'embeddings' | 'background'>;

/** A model that goes on and on says little more in more words. */
const LONGEST_SENTENCE = 800;

/**
 * Checks every claim against the passages that it quotes, in the claims' order. What stands is borne
 * out by whole sentences of the paragraphs; what does not has its fault named.
 *
 * @throws MostanadError as the reader and the encoder do
 */
export async function verifyClaims(
  context: ClaimContext,
  passages: readonly StoredPassage[],
  claims: readonly Claim[],
): Promise<readonly Verified[]> {
  return Promise.all(claims.map((claim) => verifyClaim(context, passages, claim)));
}

async function verifyClaim(
  context: ClaimContext,
  passages: readonly StoredPassage[],
  claim: Claim,
): Promise<Verified> {
  const sentence = claim.sentence.trim();
  const isSentence = /\p{L}/u.test(sentence) && sentence.length <= LONGEST_SENTENCE;
  if (!isSentence) return { fault: 'unsupported', claim };
  const quotes = standingQuotes(passages, claim);
  if (quotes.length === 0) return { fault: 'no quote', claim };
  const follows = await isBorneOut(context, sentence, quotes);
  return follows ? { claim: { sentence, quotes } } : { fault: 'unsupported', claim };
}

async function isBorneOut(
  { reader }: ClaimContext,
  sentence: string,
  quotes: readonly StandingQuote[],
): Promise<boolean> {
  const text = quotes.map(({ quote }) => quote).join('\n');
  const around = [...new Set(quotes.map(({ passage }) => contextOf(passage)))].join('\n');
  const [verdict] = await reader.judge(sentence, [{ context: around, text }]);
  return verdict !== undefined && verdict.entailed >= 0.5;
}
