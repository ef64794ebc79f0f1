/**
 * Fits what turns the support of a claim into a probability (src/answer/claims/support.ts) and prints
 * it, with what it and two simple baselines reach on FarsTail's validation set:
 * `node dist/training/claims.js --data DATA`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeCases } from '../bench/claims/cases.js';
import { isForTesting, readSources } from '../bench/claims/material.js';
import { readBackground } from '../src/answer/background.js';
import { keepsToWording } from '../src/answer/claims/close-wording.js';
import { factFault } from '../src/answer/claims/facts.js';
import { standingQuotes } from '../src/answer/claims/quotes.js';
import {
  isAcross,
  probabilityOfSupport,
  SUPPORT,
  type Support,
  supportNeeded,
  supportOf,
} from '../src/answer/claims/support.js';
import { type EvidenceText, evidenceText } from '../src/answer/claims/words.js';
import { readConfig } from '../src/config.js';
import { sentences } from '../src/language/sentences.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openReader } from '../src/models/reader.js';
import type { StoredPassage } from '../src/search/engine.js';
import { argument, readRows } from './data.js';
import { fitLogistic } from './regression.js';

interface Statement {
  readonly group: string;
  readonly sentence: string;
  readonly evidence: EvidenceText;
  readonly holds: boolean;
}

interface Row {
  readonly group: string;
  readonly holds: boolean;
  /** Whether the words alone show a fault. */
  readonly isFaulty: boolean;
  /** Whether it keeps to the wording of its evidence: what does not is never said. */
  readonly isClose: boolean;
  readonly support: Support;
  readonly needed: number;
}

/** Every so many rows of FarsTail's training set: all of it takes half an hour. */
const STEP = 6;
/** What people say of news counts for most; what a script made of it is all alike. */
const WEIGHT: Readonly<Record<string, number>> = { 'farstail-train': 1, written: 12, made: 2 };

const data = argument('data');
const pack = await readPack(readConfig({}).packFolder);
const [reader, embeddings] = [openReader(pack), new Encoder(pack)];
const context = { reader, embeddings, background: await readBackground(pack) };
const fitting = await rowsOf([...farsTail('farstail-train', STEP), ...written(), ...made()]);
const testing = await rowsOf(farsTail('farstail-val', 2));
await Promise.all([reader.close(), embeddings.close()]);

// Also on statements in other words, which the product drops before: few are left without them.
const examples = fitting
  .filter((row) => row.group === 'written' || !row.isFaulty)
  .map(({ support, holds, group }) => ({
    inputs: SUPPORT.map((name) => support[name]),
    holds,
    weight: WEIGHT[group] ?? 1,
  }));
const { bias, coefficients } = fitLogistic(examples);
const weights = SUPPORT.map((name, at) => `${name}: ${coefficients[at]?.toFixed(2)}`);
console.log(`bias ${bias.toFixed(2)}, ${weights.join(', ')}`);
for (const group of new Set(fitting.map((row) => row.group))) {
  report(
    group,
    fitting.filter((row) => row.group === group),
  );
}
report('farstail-val', testing);

/** Precision and recall of "supported" at the product's threshold and of the baselines at their best. */
function report(name: string, rows: readonly Row[]): void {
  const regression = (row: Row) => probabilityOfSupport(row.support) - row.needed;
  const isDropped = ({ isFaulty, isClose, support }: Row) =>
    isFaulty || !isClose || support.isContradicted;
  const scores: readonly (readonly [string, (row: Row) => number, number])[] = [
    ['the check', (row) => (isDropped(row) ? -1 : regression(row)), 0],
    ['the regression alone', regression, 0],
    ['the reader alone', ({ support }) => support.entailed, 0],
    ['word overlap', ({ support }) => support.coverage, bestCut(({ support }) => support.coverage)],
    ['cosine', ({ support }) => support.cosine, bestCut(({ support }) => support.cosine)],
  ];
  for (const [what, score, cut] of scores) {
    const said = rows.filter((row) => score(row) >= cut);
    const right = said.filter(({ holds }) => holds).length;
    const all = rows.filter(({ holds }) => holds).length;
    const precision = (right / (said.length || 1)).toFixed(3);
    console.log(
      `${name}, ${what}: precision ${precision}, recall ${(right / (all || 1)).toFixed(3)}`,
    );
  }
}

/** The cut of a baseline that gives the best F1 on what is fitted on. */
function bestCut(score: (row: Row) => number): number {
  const rows = fitting.filter(({ group }) => group === 'farstail-train');
  const all = rows.filter(({ holds }) => holds).length;
  const f1 = (cut: number) => {
    const said = rows.filter((row) => score(row) >= cut);
    return (2 * said.filter(({ holds }) => holds).length) / (said.length + all);
  };
  return rows.map(score).reduce((best, cut) => (f1(cut) > f1(best) ? cut : best), 0);
}

async function rowsOf(statements: readonly Statement[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { group, sentence, evidence, holds } of statements) {
    if (isAcross(sentence, evidence)) continue;
    const isFaulty = factFault(context.background, sentence, evidence) !== null;
    rows.push({
      group,
      holds,
      isFaulty,
      isClose: keepsToWording(sentence, evidence),
      support: await supportOf(context, sentence, evidence),
      needed: supportNeeded(context.background, sentence, evidence),
    });
  }
  return rows;
}

function farsTail(name: string, step: number): readonly Statement[] {
  const rows = readRows<Record<'premise' | 'hypothesis' | 'label', string>>(data, `nli/${name}`);
  return rows
    .filter((_, at) => at % step === 0)
    .map(({ premise, hypothesis, label }) => ({
      group: name,
      sentence: hypothesis,
      evidence: { quoted: premise, around: '', speaker: '', before: '', today: [] },
      holds: label === 'entailment',
    }));
}

/** Claims that we wrote by hand about news, true and not, on articles that the benchmark never sees. */
function written(): readonly Statement[] {
  const sources = new Map(readSources(data).map((source) => [source.id, source]));
  const file = join(import.meta.dirname, '../../training/claims/written.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { article, paragraph, claim, holds } = JSON.parse(line);
    const passage = sources.get(article)?.passages[paragraph];
    if (passage === undefined || isForTesting(article))
      throw new Error(`not to fit on: ${article}`);
    return { group: 'written', sentence: claim, evidence: wholeOf(passage), holds };
  });
}

function wholeOf(passage: StoredPassage): EvidenceText {
  const { text } = passage;
  return evidenceText(
    sentences(text).map((span) => ({ passage, ...span, quote: text.slice(span.start, span.end) })),
  );
}

function made(): readonly Statement[] {
  return madeCases(data, (id) => !isForTesting(id), 110, 11).flatMap((one) => {
    const quotes = standingQuotes(one.passages, one.claim);
    if (quotes.length === 0 || one.kind === 'passage misnamed') return [];
    const { sentence } = one.claim;
    return [{ group: 'made', sentence, evidence: evidenceText(quotes), holds: one.kind === null }];
  });
}
