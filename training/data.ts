import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gunzipSync } from 'node:zlib';

/** A row of the question sets in the data folder (its README lists them). */
export interface QuestionRow {
  readonly id: string;
  readonly question: string;
  readonly answers: readonly (string | { readonly text: string; readonly answer_start: number })[];
  readonly answerable: boolean;
  readonly title: string;
  readonly paragraph_text: string;
}

/** A news article of the data folder. */
export interface NewsRow {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Reads a gzipped file of JSON lines, `name` below the data folder. */
export function readRows<Row>(folder: string, name: string): readonly Row[] {
  const content = gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`))).toString('utf8');
  return content
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

/** The paragraphs of a question set, each once. */
export function paragraphsOf(rows: readonly QuestionRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row.paragraph_text))];
}

/** One title in ten was never trained on, chosen as training/reader/examples.py does. */
export function isHeldOut(title: string): boolean {
  return crc32(title) % 10 === 0;
}

/** `count` items spread evenly over a list: the same ones every time. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from(
    { length: count },
    (_, at) => items[Math.floor((at * items.length) / count)] as Item,
  );
}

/** The value of `--name` on the command line. */
export function argument(name: string): string {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? undefined : process.argv[at + 1];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}
