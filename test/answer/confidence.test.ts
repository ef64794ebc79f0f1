import { beforeAll, describe, expect, test } from 'vitest';
import { type Calibration, probabilityOf, readCalibration } from '../../src/answer/confidence.js';
import { featuresOf } from '../../src/answer/features.js';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';

const known = { term: 'صادرات', phrases: [['صادرات']], weight: 4 };
const unknown = { term: 'افزایش', phrases: [], weight: 4 };
const SENTENCE = {
  text: 'صادرات گاز 12 درصد شد.',
  terms: ['صادرات', 'گاز', '12', 'درصد'],
  passageTerms: ['صادرات', 'گاز', '12', 'درصد'],
  isUnnamed: false,
  cosine: 0.9,
  keyword: 10,
  margin: 5,
};
const featuresFor = (terms: readonly (typeof known)[]) =>
  featuresOf({ kind: 'quantity', cosineOfAny: 0.8, terms }, SENTENCE);

describe('what a quote holds of a question', () => {
  test('is counted of the words that the corpus has; the others are told apart', () => {
    const { passageCoverage, sentenceCoverage, unknown: share } = featuresFor([known, unknown]);
    expect([passageCoverage, sentenceCoverage, share]).toEqual([1, 1, 0.5]);
  });

  test('is nothing where the corpus has none of its words', () => {
    const { passageCoverage, sentenceCoverage, unknown: share } = featuresFor([unknown]);
    expect([passageCoverage, sentenceCoverage, share]).toEqual([0, 0, 1]);
  });

  test('is a part where it lacks a word that stands elsewhere', () => {
    const elsewhere = { term: 'نفت', phrases: [['نفت']], weight: 12 };
    expect(featuresFor([known, elsewhere]).passageCoverage).toBe(0.25);
  });
});

describe('how sure an answer is, as it ships', () => {
  let calibration: Calibration;
  beforeAll(async () => {
    calibration = await readCalibration(await readPack(readConfig({}).packFolder));
  });

  test.each(['same', 'sameScript', 'otherScript'] as const)(
    '%s: surer where the quote answers by itself',
    (pair) => {
      const standing = { features: featuresFor([known]), lead: 1 };
      const sure = probabilityOf(calibration, pair, { ...standing, alone: 0.8 });
      const unsure = probabilityOf(calibration, pair, { ...standing, alone: -0.8 });
      expect(sure).toBeGreaterThan(calibration.threshold);
      expect(unsure).toBeLessThan(calibration.threshold);
    },
  );
});
