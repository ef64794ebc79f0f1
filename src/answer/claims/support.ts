import { detectLanguage } from '../../language/detect.js';
import { dot } from '../../models/dot.js';
import type { Verdict } from '../../models/reader.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import { type Background, termWeight } from '../background.js';
import { holder } from './met.js';
import type { ClaimContext } from './verify-claims.js';
import { type EvidenceText, wordsOf } from './words.js';

/** What tells whether a sentence follows from its evidence; each about 0 to 1. */
export interface Support {
  /** The reader's log-odds that it follows, and how likely the contrary follows. */
  readonly entailed: number;
  readonly contradicted: number;
  /** The share of the sentence's weight that the evidence holds, headline and speaker included. */
  readonly coverage: number;
  /** The weightiest word that the evidence lacks, as a share of the weightiest that there can be. */
  readonly lacking: number;
  /** The share of the sentence's neighbouring words that are neighbours in the evidence. */
  readonly pairs: number;
  readonly cosine: number;
}

/** The features' names in the order of the weights. */
export const SUPPORT = [
  'entailed',
  'contradicted',
  'coverage',
  'lacking',
  'pairs',
  'cosine',
] as const satisfies readonly (keyof Support)[];

/** The reader's log-odds lie mostly within this on both sides of 0. */
const LOGIT_RANGE = 5;
const SURE = 0.999;
/** Cosines of a sentence with any other lie above this: it brings them to the other features' scale. */
const ANY_COSINE = 0.8;

export interface SupportWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof Support, number>>;
}

/** Measures a sentence against its evidence. */
export async function supportOf(
  { reader, embeddings, background }: ClaimContext,
  sentence: string,
  evidence: EvidenceText,
): Promise<Support> {
  const passage = { context: evidence.around, text: evidence.quoted };
  const [[verdict], said, [there = []]] = await Promise.all([
    reader.judge(sentence, [passage]),
    embeddings.embedQuery(sentence),
    embeddings.embedDocuments([evidence.quoted]),
  ]);
  return {
    ...verdictFeatures(verdict),
    ...wordFeatures(background, sentence, evidence),
    cosine: (dot(said, there) - ANY_COSINE) / (1 - ANY_COSINE),
  };
}

function verdictFeatures(verdict: Verdict | undefined): Pick<Support, 'entailed' | 'contradicted'> {
  const { entailed, contradicted } = verdict ?? { entailed: 0, contradicted: 0 };
  const bounded = Math.min(SURE, Math.max(1 - SURE, entailed));
  return { entailed: Math.log(bounded / (1 - bounded)) / LOGIT_RANGE, contradicted };
}

/** How much of a sentence's words stand in its evidence. */
export function wordFeatures(
  background: Background,
  sentence: string,
  { quoted, around, before }: EvidenceText,
): Pick<Support, 'coverage' | 'lacking' | 'pairs'> {
  const holds = holder([quoted, around, before].join('\n'));
  const words = wordsOf(sentence).map((word) => ({
    ...word,
    weight: termWeight(background, word.term),
    isHeld: holds(word),
  }));
  const weightOf = (some: typeof words) => some.reduce((sum, { weight }) => sum + weight, 0);
  const missing = words.filter(({ isHeld }) => !isHeld);
  const terms = wordsOf(quoted).map(({ term }) => term);
  const neighbours = new Set(terms.slice(1).map((term, at) => `${terms[at]} ${term}`));
  const said = words.slice(1).map(({ term }, at) => `${words[at]?.term} ${term}`);
  return {
    coverage: words.length === 0 ? 0 : 1 - weightOf(missing) / (weightOf(words) || 1),
    lacking: Math.max(0, ...missing.map(({ weight }) => weight)) / Math.log(background.passages),
    pairs: said.filter((pair) => neighbours.has(pair)).length / (said.length || 1),
  };
}

/**
 * How likely a sentence follows from its evidence: a logistic regression over its features, apart for
 * evidence in the sentence's own language and in another. Fitted by training/claims.ts on half of
 * FarsTail's training set and on claims made from news articles (bench/README.md has the figures).
 */
export function probabilityOfSupport(isCross: boolean, support: Support): number {
  const { bias, weights } = isCross ? CROSS : SAME;
  const score = SUPPORT.reduce((sum, name) => sum + weights[name] * support[name], bias);
  return 1 / (1 + Math.exp(-score));
}

/** At or above this a sentence is said. */
export const SUPPORT_THRESHOLD = 0.5;

const SAME: SupportWeights = {
  bias: -3,
  weights: { entailed: 1, contradicted: -2, coverage: 5, lacking: -1, pairs: 1, cosine: 0.5 },
};
const CROSS: SupportWeights = {
  bias: -2,
  weights: { entailed: 2, contradicted: -2, coverage: 1, lacking: 0, pairs: 0, cosine: 3 },
};

/** Whether sentence and evidence are in two languages: then words do not compare. */
export function isAcross(sentence: string, { quoted }: EvidenceText): boolean {
  return phraseLanguage(detectLanguage(sentence)) !== phraseLanguage(detectLanguage(quoted));
}
