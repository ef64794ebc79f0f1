import { z } from 'zod';
import { dot } from '../models/dot.js';
import { type Pack, readPackJson } from '../models/pack.js';
import type { PhraseLanguage } from '../phrases/phrases.js';

const Mean = z.object({
  fa: z.array(z.number()),
  ar: z.array(z.number()),
  en: z.array(z.number()),
});

const Background = z.object({
  /** How many passages the frequencies were counted over. */
  passages: z.number().int().positive(),
  /** In how many of them a term stands; terms that are not named are rare. */
  frequencies: z.record(z.string(), z.number().int().positive()),
  /** The mean vector of passages by language. */
  passageMean: Mean,
});

/**
 * What words and vectors are like in general, so that one article alone can be judged: how common a
 * term is, and how near a question is to any passage. Made by training/calibrate.ts.
 */
export type Background = Readonly<z.infer<typeof Background>>;

/** @throws MostanadError `pack` where the file is missing or damaged */
export function readBackground(pack: Pack): Promise<Background> {
  return readPackJson(pack, 'background.json', Background);
}

/**
 * How much a term tells: its inverse document frequency (Robertson & Spärck Jones 1976) over the
 * background, never negative.
 */
export function termWeight(background: Background, term: string): number {
  const { passages, frequencies } = background;
  const frequency = Object.hasOwn(frequencies, term) ? (frequencies[term] ?? 0) : 0;
  return Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
}

/**
 * How near a question's vector is to any passage of a language: the cosine that means nothing. It
 * differs by language and by question, so a match counts by what it has above this.
 */
export function cosineOfAny(
  background: Background,
  vector: readonly number[],
  language: PhraseLanguage,
): number {
  return dot(vector, background.passageMean[language]);
}
