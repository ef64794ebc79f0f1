/**
 * Fits models/confidence.json to the examples that examples.ts wrote:
 * `node dist/training/calibrate.js --work DIR`. The figures that it prints are cross-validated: each
 * fifth of the articles is judged by what the other four fifths gave.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Calibration,
  type LanguagePair,
  leadOf,
  probabilityOf,
  scoreOf,
} from '../src/answer/confidence.js';
import { FEATURES, type Features } from '../src/answer/features.js';
import { readConfig } from '../src/config.js';
import { calibrationError, mean } from '../src/eval/metrics.js';
import { argument } from './data.js';
import { writePackJson } from './pack-json.js';
import { type Example, type Fit, fitLogistic, fitSignedLogistic, type Sign } from './regression.js';
import { UNFITTED } from './unfitted.js';

/** Chosen on the curve that this prints; a little under one half, as processors differ by some hundredths. */
const THRESHOLD = 0.47;

const FOLDS = 5;

/**
 * What each input may say. Across languages words are met by their names and numbers alone, of which there
 * are few: without signs a fit there finds that an unmet word speaks for an answer.
 */
const AGAINST: readonly string[] = ['unknown', 'lacking', 'unnamed'];
const SIGNS = FEATURES.map((name): Sign => (AGAINST.includes(name) ? -1 : 1));

/** Our questions on news are what people ask; the sets made by annotators are many more. */
const NEWS_WEIGHT = 4;

interface Passage {
  readonly features: Features;
  readonly pair: LanguagePair;
  /** The reader's margin of the quote by itself, as a feature. */
  readonly alone: number;
  readonly right: boolean;
  readonly f1: number;
}

interface Row {
  readonly family: string;
  readonly group: string;
  readonly passages: readonly Passage[];
}

const rows = readFileSync(join(argument('work'), 'examples.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row);
const families = [...new Set(rows.map(({ family }) => family))];
const foldOf = ({ family }: Row) => families.indexOf(family) % FOLDS;

const calibration = calibrationOf(rows);
writePackJson(
  readConfig({}).packFolder,
  'confidence.json',
  `${JSON.stringify(calibration, rounded, 2)}\n`,
);

const outcomes = Array.from({ length: FOLDS }, (_, fold) => {
  const others = calibrationOf(rows.filter((row) => foldOf(row) !== fold));
  const judged = rows.filter((row) => foldOf(row) === fold);
  return judged.map((row) =>
    // Where no passage tells of what the question names, it is declined.
    row.passages.length === 0
      ? { group: row.group, confidence: 0, right: false }
      : { ...decide(others, row), group: row.group },
  );
}).flat();
console.log(`${rows.length} questions on ${families.length} articles`);
console.log(`calibration error: ${calibrationError(outcomes).toFixed(3)}`);
for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
  const spoken = outcomes.filter(({ confidence }) => confidence >= threshold);
  const wrong = mean(spoken.map(({ right }) => (right ? 0 : 1)));
  console.log(
    `threshold ${threshold}: ${share(spoken.length, outcomes.length)} answered, ` +
      `${(100 * wrong).toFixed(1)} % of them wrongly`,
  );
}
for (const group of [...new Set(outcomes.map((outcome) => outcome.group))].sort()) {
  const own = outcomes.filter((outcome) => outcome.group === group);
  const spoken = own.filter(({ confidence }) => confidence >= THRESHOLD);
  const right = spoken.filter((outcome) => outcome.right);
  const first = own.filter((outcome) => outcome.right);
  console.log(
    `${group}: ${own.length} asked, right first ${share(first.length, own.length)}, ` +
      `${share(spoken.length, own.length)} answered, ${share(right.length, own.length)} rightly`,
  );
}

function calibrationOf(train: readonly Row[]): Calibration {
  return {
    same: fitPair(train, 'same'),
    sameScript: fitPair(train, 'sameScript'),
    otherScript: fitPair(train, 'otherScript'),
    threshold: THRESHOLD,
  };
}

function fitPair(train: readonly Row[], pair: LanguagePair): Calibration['same'] {
  const examples = train.flatMap(({ group, passages }): readonly Example[] =>
    passages
      .filter((passage) => passage.pair === pair)
      .map(({ features, right }) => ({
        inputs: FEATURES.map((name) => features[name]),
        holds: right,
        weight: weightOf(group),
      })),
  );
  const { bias, coefficients } = fitWithSigns(pair, examples, SIGNS);
  const scored = { ...UNFITTED, bias, weights: namedWeights(coefficients) };
  return { ...scored, decision: fitDecision(train, pair, scored) };
}

function fitDecision(
  train: readonly Row[],
  pair: LanguagePair,
  scored: Calibration['same'],
): Calibration['same']['decision'] {
  const provisional: Calibration = {
    same: scored,
    sameScript: scored,
    otherScript: scored,
    threshold: THRESHOLD,
  };
  const rowsOfPair = train.filter(({ passages }) => passages[0]?.pair === pair);
  const examples = rowsOfPair.map((row): Example => {
    const { features, lead, alone, right } = decide(provisional, row);
    const inputs = [...FEATURES.map((name) => features[name]), lead, alone];
    return { inputs, holds: right, weight: weightOf(row.group) };
  });
  const { bias, coefficients } = fitWithSigns(pair, examples, [...SIGNS, 1, 1]);
  const [lead = 0, alone = 0] = coefficients.slice(FEATURES.length);
  return { bias, weights: namedWeights(coefficients), lead, alone };
}

function fitWithSigns(
  pair: LanguagePair,
  examples: readonly Example[],
  signs: readonly Sign[],
): Fit {
  return pair === 'same' ? fitLogistic(examples) : fitSignedLogistic(examples, signs);
}

function namedWeights(coefficients: readonly number[]): Calibration['same']['weights'] {
  return Object.fromEntries(FEATURES.map((name, at) => [name, coefficients[at] ?? 0]));
}

function weightOf(group: string): number {
  return group.startsWith('news-') ? NEWS_WEIGHT : 1;
}

/** What the product would say to a question: its best passage, how sure, and whether it is right. */
function decide(calibrated: Calibration, { passages }: Row) {
  const ranked = passages
    .map((passage) => ({
      ...passage,
      score: scoreOf(calibrated, passage.pair, passage.features),
    }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0] as (typeof ranked)[number];
  const lead = leadOf(best.score, ranked[1]?.score);
  const standing = { features: best.features, lead, alone: best.alone };
  return {
    ...standing,
    right: best.right,
    confidence: probabilityOf(calibrated, best.pair, standing),
  };
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
