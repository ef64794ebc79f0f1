/**
 * Fits models/confidence.json to the examples that examples.ts wrote:
 * `node dist/training/calibrate.js --work DIR`. Every fifth corpus is held out, and the figures that
 * are printed are of those.
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
import { type Example, fitLogistic } from './regression.js';

/**
 * Chosen on the curve that this prints, for the held-out questions: below it questions on other
 * subjects begin to be answered, above it answers are lost faster than near misses, which only
 * reading tells from answers.
 */
const THRESHOLD = 0.35;

/** Our questions on news are what people ask; the sets made by annotators are many more. */
const NEWS_WEIGHT = 4;

/**
 * Questions that the paragraph nearly answers say little of the features: they are made of its words.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
  'near-miss': 0.5,
  removed: 0.5,
  unanswerable: 0.3,
};

interface Sentence {
  readonly features: Features;
  readonly pair: LanguagePair;
  readonly paragraph: string;
  readonly right: boolean;
}

interface Row {
  readonly family: string;
  readonly group: string;
  readonly sentences: readonly Sentence[];
}

const rows = readFileSync(join(argument('work'), 'examples.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row)
  .filter(({ sentences }) => sentences.length > 0);
const families = [...new Set(rows.map(({ family }) => family))];
const heldOut = new Set(families.filter((_, at) => at % 5 === 0));
const isHeldOut = ({ family }: Row) => heldOut.has(family);
const train = rows.filter((row) => !isHeldOut(row));
const test = rows.filter(isHeldOut);

const calibration: Calibration = {
  same: fitPair('same'),
  cross: fitPair('cross'),
  threshold: THRESHOLD,
};
writePackJson(
  readConfig({}).packFolder,
  'confidence.json',
  `${JSON.stringify(calibration, rounded, 2)}\n`,
);

const outcomes = test.map((row) => ({ ...decide(calibration, row), group: row.group }));
console.log(`${train.length} questions fitted, ${test.length} held out`);
console.log(`calibration error, held out: ${calibrationError(outcomes).toFixed(3)}`);
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
  console.log(
    `${group}: ${own.length} asked, ${share(spoken.length, own.length)} answered, ` +
      `${share(right.length, own.length)} rightly`,
  );
}

function fitPair(pair: LanguagePair): Calibration['same'] {
  const examples = train.flatMap(({ group, sentences }): readonly Example[] =>
    sentences
      .filter((sentence) => sentence.pair === pair)
      .map(({ features, right }) => ({
        inputs: FEATURES.map((name) => features[name]),
        holds: right,
        weight: weightOf(group),
      })),
  );
  const { bias, coefficients } = fitLogistic(examples);
  const weights = FEATURES.map((name, at) => [name, coefficients[at] ?? 0] as const);
  const scored = {
    bias,
    weights: Object.fromEntries(weights),
    decision: { bias: 0, score: 1, lead: 0 },
  };
  return { ...scored, decision: fitDecision(pair, scored) };
}

function fitDecision(
  pair: LanguagePair,
  scored: Calibration['same'],
): Calibration['same']['decision'] {
  const provisional: Calibration = { same: scored, cross: scored, threshold: THRESHOLD };
  const rowsOfPair = train.filter(({ sentences }) => sentences[0]?.pair === pair);
  const { bias, coefficients } = fitLogistic(
    rowsOfPair.map((row) => {
      const { score, lead, right } = decide(provisional, row);
      return { inputs: [score, lead], holds: right, weight: weightOf(row.group) };
    }),
  );
  const [score = 1, lead = 0] = coefficients;
  return { bias, score, lead };
}

function weightOf(group: string): number {
  const kind = group.replace(/^news-\w\w-/u, '');
  return (WEIGHTS[kind] ?? 1) * (group.startsWith('news-') ? NEWS_WEIGHT : 1);
}

/** What the product would say to a question: its best sentence, how sure, and whether it is right. */
function decide(calibrated: Calibration, { sentences }: Row) {
  const ranked = sentences
    .map((sentence) => ({
      ...sentence,
      score: scoreOf(calibrated, sentence.pair, sentence.features),
    }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0] as (typeof ranked)[number];
  const rival = ranked.find(({ paragraph }) => paragraph !== best.paragraph);
  const lead = leadOf(best.score, rival?.score);
  return {
    score: best.score,
    lead,
    right: best.right,
    confidence: probabilityOf(calibrated, best.pair, best.score, lead),
  };
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
