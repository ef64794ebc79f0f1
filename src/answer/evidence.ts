import { givesReason } from '../language/reasons.js';
import type { StoredPassage } from '../search/engine.js';
import type { ReadingContext } from './ask.js';
import { leadOf, probabilityOf } from './confidence.js';
import type { Reading } from './conversation/readings.js';
import { type Found, saysAll, tellOneStory } from './copies.js';
import { answerOf, quotesToSay } from './further.js';
import { readAlone } from './read-alone.js';
import { type Evidence, readPassages } from './read-passages.js';

/** What was found for a question: the quotes to answer with (none: decline), and how sure. */
export interface Judgement {
  readonly accepted: readonly Evidence[];
  /** The passages that may say more on it: an answer is likelier in them than none. The best first. */
  readonly plausible: readonly StoredPassage[];
  readonly confidence: number;
}

/** Reads the passages and keeps the quotes that are sure enough to say. */
export async function weighEvidence(
  context: ReadingContext,
  { text, named, asksReason }: Pick<Reading, 'text' | 'named' | 'asksReason'>,
  found: Found,
  threshold: number,
): Promise<Judgement> {
  const { calibration } = context;
  const read = await readPassages(context, { text, named }, found);
  const evidence = asksReason ? read.filter(isReason) : read;
  const [best] = evidence;
  if (best === undefined) return { accepted: [], plausible: [], confidence: 0 };
  const isOtherReport = (one: Evidence, other: Evidence) =>
    one.passage.articleId !== other.passage.articleId &&
    tellOneStory(found.reports, one.passage.articleId, other.passage.articleId);
  // Also what is no reason: where the statement itself is found better, its reason may be none.
  const rival = read.find(
    (one) =>
      one.passage.id !== best.passage.id &&
      // The same answer in a copy speaks neither for it nor against it.
      !(isOtherReport(one, best) && saysAll(best.quote, answerOf(one))),
  );
  const lead = leadOf(best.score, rival?.score);
  const [alone = 0] = await readAlone(context.reader, text, [best.quote]);
  const confidence = probabilityOf(calibration, best.pair, {
    features: best.features,
    lead,
    alone,
  });
  if (confidence < threshold) return { accepted: [], plausible: [], confidence };
  const accepted = quotesToSay(evidence, isOtherReport);
  return { accepted, plausible: plausiblePassages(accepted, evidence), confidence };
}

/**
 * Whether it may be the reason of what was answered before. The question says that again, so that most
 * of its words are met wherever that stands: there the reader's word and the article's must count.
 */
function isReason({ features, quote }: Evidence): boolean {
  return features.margin > 0 && givesReason(quote);
}

function plausiblePassages(
  accepted: readonly Evidence[],
  evidence: readonly Evidence[],
): readonly StoredPassage[] {
  const likely = [...accepted, ...evidence.filter(({ features }) => features.margin > 0)];
  return [...new Map(likely.map(({ passage }) => [passage.id, passage])).values()];
}
