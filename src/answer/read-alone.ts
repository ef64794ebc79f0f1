import type { Reader } from '../models/reader.js';
import { MARGIN_RANGE } from './features.js';

/**
 * How much likelier than none the reader finds an answer in each quote by itself, without the headline and the rest of
 * the paragraph, on the scale of the feature `margin`. Where the neighbours alone made the quote look like an answer, it
 * shows here (bench/README.md, "Confidence").
 *
 * @throws MostanadError as the reader does
 */
export async function readAlone(
  reader: Reader,
  question: string,
  quotes: readonly string[],
): Promise<readonly number[]> {
  const found = await reader.read(
    question,
    quotes.map((text) => ({ context: '', text })),
  );
  return found.map(([best]) => (best?.score ?? 0) / MARGIN_RANGE);
}
