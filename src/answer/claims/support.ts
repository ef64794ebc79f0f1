import { detectLanguage } from '../../language/detect.js';
import { toAsciiDigits } from '../../language/digits.js';
import { dot } from '../../models/dot.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import { type Background, termWeight } from '../background.js';
import { holder } from './met.js';
import { hasStrangeWord } from './names.js';
import type { ClaimContext } from './verify-claims.js';
import { type EvidenceText, wordsOf } from './words.js';

/** What tells whether a sentence follows from its evidence; each about 0 to 1. */
export interface Support {
  /** The reader's log-odds that it follows. */
  readonly entailed: number;
  /** The share of the sentence's weight that the evidence holds, headline and speaker included. */
  readonly coverage: number;
  readonly cosine: number;
  /** Whether the reader rather finds it contradicted than borne out. */
  readonly isContradicted: boolean;
}

/** The features' names in the order of the weights. */
export const SUPPORT = [
  'entailed',
  'coverage',
  'cosine',
] as const satisfies readonly (keyof Support)[];
type Feature = (typeof SUPPORT)[number];

/** The reader's log-odds lie mostly within this on both sides of 0. */
const LOGIT_RANGE = 5;
const SURE = 0.999;
/** Cosines of a sentence with any other lie above this: it brings them to the other features' scale. */
const ANY_COSINE = 0.8;

/** Measures a sentence against its evidence. */
export async function supportOf(
  { reader, embeddings, background }: ClaimContext,
  sentence: string,
  evidence: EvidenceText,
): Promise<Support> {
  // The headline is left out: a quote may not be believed for what only that says.
  const passage = { context: evidence.speaker, text: inAscii(evidence.quoted) };
  const [[verdict], said, [there = []]] = await Promise.all([
    reader.judge(inAscii(sentence), [passage]),
    embeddings.embedQuery(inAscii(sentence)),
    embeddings.embedDocuments([inAscii(evidence.quoted)]),
  ]);
  const { entailed, contradicted } = verdict ?? NOTHING;
  return {
    entailed: logOdds(entailed) / LOGIT_RANGE,
    isContradicted: contradicted > entailed,
    coverage: coverageOf(background, sentence, evidence),
    cosine: (dot(said, there) - ANY_COSINE) / (1 - ANY_COSINE),
  };
}

const NOTHING = { entailed: 0, contradicted: 0 };

/** One spelling of a number: the models know «3.5» better than «۳٫۵». */
function inAscii(text: string): string {
  return toAsciiDigits(text).replace(/(?<=\d)٫(?=\d)/gu, '.');
}

function logOdds(probability: number): number {
  const bounded = Math.min(SURE, Math.max(1 - SURE, probability));
  return Math.log(bounded / (1 - bounded));
}

function coverageOf(
  background: Background,
  sentence: string,
  { quoted, around, before }: EvidenceText,
): number {
  const holds = holder([quoted, around, before].join('\n'));
  const words = wordsOf(sentence);
  const weightOf = (some: typeof words) =>
    some.reduce((sum, { term }) => sum + termWeight(background, term), 0);
  return weightOf(words.filter(holds)) / (weightOf(words) || 1);
}

/**
 * How likely a sentence follows from its evidence, both in one language: a logistic regression over its
 * features. Fitted by training/claims.ts, 2026-11-29, on
 * FarsTail's training set and on claims about news articles.
 */
export function probabilityOfSupport(support: Support): number {
  const score = SUPPORT.reduce((sum, name) => sum + WEIGHTS[name] * support[name], BIAS);
  return 1 / (1 + Math.exp(-score));
}

/**
 * From this on a sentence is said. Chosen on the claims that were written for the fit: below, what was
 * made up gets in; above, what was said in other words gets lost.
 */
const THRESHOLD = 0.4;
/** The same for a sentence with a rare word that its evidence lacks: it may be a name. */
const STRANGE_THRESHOLD = 0.6;

/** How likely a sentence must follow from its evidence to be said. */
export function supportNeeded(
  background: Background,
  sentence: string,
  { quoted, around, before }: EvidenceText,
): number {
  const holds = holder([quoted, around, before].join('\n'));
  return hasStrangeWord(background, sentence, holds) ? STRANGE_THRESHOLD : THRESHOLD;
}

/**
 * Whether a sentence may be said by its support: it likely follows, and the reader does not rather find
 * the contrary.
 *
 * @param needed - how likely it must follow, of {@link supportNeeded}
 */
export function isBorneOut(support: Support, needed: number): boolean {
  return probabilityOfSupport(support) >= needed && !support.isContradicted;
}

/**
 * From this on the quotes of a sentence may be said in its place: below, most are about something else (42 of 59
 * that a script took from other passages, 2 of 16 of true sentences that are not borne out by {@link isBorneOut}).
 */
const ON_SUBJECT = 0.3;

/** Whether quotes say of a sentence's matter enough to be said in its place, be it true or not. */
export function isOnSubject(support: Support): boolean {
  return probabilityOfSupport(support) >= ON_SUBJECT;
}

const BIAS = -0.23;
const WEIGHTS: Readonly<Record<Feature, number>> = {
  entailed: 3.83,
  coverage: 0.3,
  cosine: 1.06,
};

/** Whether sentence and evidence are in two languages: then words do not compare. */
export function isAcross(sentence: string, { quoted }: EvidenceText): boolean {
  return phraseLanguage(detectLanguage(sentence)) !== phraseLanguage(detectLanguage(quoted));
}
