import { z } from 'zod';
import type { Language } from '../language/detect.js';
import { type Pack, readPackJson } from '../models/pack.js';
import { FEATURES, type Features } from './features.js';

const FeatureWeights = z.object(Object.fromEntries(FEATURES.map((name) => [name, z.number()])));

const Weights = z.object({
  /** A sentence's score: the bias and the weighted sum of its features. */
  bias: z.number(),
  weights: FeatureWeights,
  /** How sure the best is: its features, its lead over the best of another paragraph, its margin alone. */
  decision: z.object({
    bias: z.number(),
    weights: FeatureWeights,
    lead: z.number(),
    alone: z.number(),
  }),
});

const Calibration = z.object({
  same: Weights,
  sameScript: Weights,
  otherScript: Weights,
  /** At or above this an answer is given. */
  threshold: z.number().min(0).max(1),
});

/** What turns features into a probability; fitted on real questions by training/calibrate.ts. */
export type Calibration = Readonly<z.infer<typeof Calibration>>;

/**
 * What question and passage share: the language, so that words can be compared; the script, as Persian
 * and Arabic do with many words and names; or neither. The reader is surest in that order.
 */
export type LanguagePair = 'same' | 'sameScript' | 'otherScript';

/** A lead over nothing, where only one paragraph was found, and the most that a lead counts. */
const MOST_LEAD = 4;

/** @throws MostanadError `pack` where the file is missing or damaged */
export function readCalibration(pack: Pack): Promise<Calibration> {
  return readPackJson(pack, 'confidence.json', Calibration);
}

/** The pair of a question's language and a passage's. */
export function languagePair(question: Language, passage: Language): LanguagePair {
  if (question === passage) return 'same';
  return isLatin(question) === isLatin(passage) ? 'sameScript' : 'otherScript';
}

function isLatin(language: Language): boolean {
  return language === 'en' || language === 'fa-Latn';
}

/** How well a sentence answers, as log-odds: a logistic regression over its features. */
export function scoreOf(calibration: Calibration, pair: LanguagePair, features: Features): number {
  const { bias, weights } = calibration[pair];
  return bias + weighted(weights, features);
}

/** How much the best score leads the best of another paragraph. */
export function leadOf(score: number, rival: number | undefined): number {
  return rival === undefined ? MOST_LEAD : Math.min(MOST_LEAD, score - rival);
}

/** What tells how sure the best sentence is. */
export interface Standing {
  readonly features: Features;
  readonly lead: number;
  /** The reader's margin where it reads the quote by itself. */
  readonly alone: number;
}

/** The probability that the best sentence answers the question: a logistic regression. */
export function probabilityOf(
  calibration: Calibration,
  pair: LanguagePair,
  { features, lead, alone }: Standing,
): number {
  const { decision } = calibration[pair];
  return sigmoid(
    decision.bias +
      weighted(decision.weights, features) +
      decision.lead * lead +
      decision.alone * alone,
  );
}

function weighted(weights: z.infer<typeof FeatureWeights>, features: Features): number {
  return FEATURES.reduce((sum, name) => sum + (weights[name] ?? 0) * features[name], 0);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
