import { detectLanguage } from '../../language/detect.js';
import { dot } from '../../models/dot.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import type { ReadingContext } from '../ask.js';
import { cosineOfAny } from '../background.js';
import type { BorneOut } from '../claims/claim.js';

/**
 * How much nearer to its question a sentence must be than any text of its language is. Of sentences that
 * answer, .996 are; of those beside them, .89; of those on other matters, .08 (bench/on-topic.ts).
 */
const NEARER = 0.03;

/**
 * The claims that are about the question. An article may say, and bear out, what has nothing to do with
 * it: an order to whatever model reads it, for example.
 *
 * @param question - the question's unit vector
 */
export async function claimsOnTopic<Claim extends Pick<BorneOut, 'sentence'>>(
  { embeddings, background }: Pick<ReadingContext, 'embeddings' | 'background'>,
  question: readonly number[],
  claims: readonly Claim[],
): Promise<readonly Claim[]> {
  if (claims.length === 0) return [];
  const vectors = await embeddings.embedDocuments(claims.map(({ sentence }) => sentence));
  return claims.filter(({ sentence }, index) => {
    const language = phraseLanguage(detectLanguage(sentence));
    const cosine = dot(question, vectors[index] ?? []);
    return cosine - cosineOfAny(background, question, language) >= NEARER;
  });
}
