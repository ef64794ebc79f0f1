import type { StoredPassage } from '../../search/engine.js';
import type { ReadingContext } from '../ask.js';
import type { Claim, Verified } from './claim.js';
import { keepsToWording } from './close-wording.js';
import { factFault } from './facts.js';
import { standingQuotes } from './quotes.js';
import { isAcross, isBorneOut, isOnSubject, supportNeeded, supportOf } from './support.js';
import { isToldPlainly, withSpeaker } from './within-quotation.js';
import { evidenceText } from './words.js';

/** What claims are checked with. */
export type ClaimContext = Pick<ReadingContext, 'reader' | 'embeddings' | 'background'>;

/** The reader sees all of a statement of so many UTF-16 units (QUESTION_TOKENS in models/reading-rows.ts). */
const LONGEST_SENTENCE = 350;

/**
 * Checks every claim against the passages that it quotes, in the claims' order. What stands is borne
 * out by whole sentences of the paragraphs; of what is told in other words only these stand; what does
 * not has its fault named.
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
  const quotes = standingQuotes(passages, claim).filter(isToldPlainly);
  if (quotes.length === 0) return { fault: 'no quote', claim };
  const evidence = evidenceText(quotes);
  if (isAcross(sentence, evidence)) return { fault: 'other language', claim };
  const fault = factFault(context.background, sentence, evidence);
  if (fault !== null) return { fault, claim };
  const support = await supportOf(context, sentence, evidence);
  if (!isOnSubject(support)) return { fault: 'unsupported', claim };
  const needed = supportNeeded(context.background, sentence, evidence);
  const mayBeSaid = isBorneOut(support, needed) && keepsToWording(sentence, evidence);
  const shown = quotes.map(withSpeaker);
  return mayBeSaid ? { claim: { sentence, quotes: shown } } : { reworded: shown };
}
