import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { detectLanguage, type Language } from '../src/language/detect.js';
import { normalize } from '../src/language/normalize.js';
import { indexText } from '../src/language/terms.js';

/**
 * How often two spellings of the pairs of other normalisers' tests become one under ours, and how
 * often a question's language is told rightly.
 *
 *   node dist/bench/language.js --data DIR [--failures]
 */

type Row = Readonly<Record<string, unknown>>;

function rows(path: string): readonly Row[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** Pairs of token lists count as the text that the tokens make. */
function plain(value: unknown): string {
  return Array.isArray(value) ? value.map(plain).join(' ') : String(value);
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)}%`;

function pairs(dataFolder: string, suite: string, showFailures: boolean): void {
  const counts = new Map<string, { total: number; text: number; terms: number }>();
  for (const row of rows(join(dataFolder, 'text', `${suite}.jsonl.gz`))) {
    const input = plain(row.input);
    const expected = plain(row.expected);
    const sameText = normalize(input) === normalize(expected);
    const sameTerms = indexText(input) === indexText(expected);
    for (const kind of [`${suite} (all)`, String(row.kind)]) {
      const count = counts.get(kind) ?? { total: 0, text: 0, terms: 0 };
      count.total += 1;
      count.text += Number(sameText);
      count.terms += Number(sameTerms);
      counts.set(kind, count);
    }
    if (showFailures && !sameTerms) {
      console.log(`  ${row.kind}: ${indexText(input)} | ${indexText(expected)}`);
    }
  }
  for (const [kind, { total, text, terms }] of counts) {
    console.log(
      `${percent(text, total).padStart(6)} text ${percent(terms, total).padStart(6)} terms  ${total}  ${kind}`,
    );
  }
}

/** Persian as it comes from an Arabic keyboard, with and without پ چ ژ گ. */
const arabicYehKaf = (text: string): string => text.replaceAll('ی', 'ي').replaceAll('ک', 'ك');
const arabicOnly = (text: string): string =>
  arabicYehKaf(text)
    .replaceAll('گ', 'ك')
    .replaceAll('پ', 'ب')
    .replaceAll('چ', 'ج')
    .replaceAll('ژ', 'ز');

function detection(
  dataFolder: string,
  set: string,
  language: Language,
  change: (text: string) => string = (text) => text,
): void {
  const questions = rows(join(dataFolder, 'qa', `${set}.jsonl.gz`)).map((row) =>
    change(String(row.question)),
  );
  const right = questions.filter((question) => detectLanguage(question) === language).length;
  const label = change.name === 'change' ? '' : change.name;
  console.log(
    `${percent(right, questions.length).padStart(6)} ${language}  ${questions.length}  ${set} ${label}`,
  );
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, failures: { type: 'boolean', default: false } },
});
if (values.data === undefined)
  throw new Error('--data: the folder that holds text/ and qa/ is missing');

for (const suite of ['hazm', 'virastar']) pairs(values.data, suite, values.failures);
for (const change of [undefined, arabicYehKaf, arabicOnly]) {
  detection(values.data, 'pquad-validation', 'fa', change);
}
detection(values.data, 'xquad-ar', 'ar');
detection(values.data, 'arcd-ar', 'ar');
detection(values.data, 'xquad-en', 'en');
