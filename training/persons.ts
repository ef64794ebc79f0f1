/**
 * What the reader learns of who is meant: `node dist/training/persons.js --data DIR --work DIR` writes speakers.json, who
 * speaks in the paragraphs of the articles of training/reading (paragraphs as counted there), and exchanged.jsonl, its
 * questions with another person's name, to which their paragraphs give no answer.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBackground } from '../src/answer/background.js';
import { readConfig } from '../src/config.js';
import { readPack } from '../src/models/pack.js';
import { argument, type NewsRow, readRows } from './data.js';
import {
  peopleIn,
  peopleOf,
  type SpokenParagraph,
  spokenParagraphs,
  surnamesIn,
  withOther,
} from './people.js';

/** A row of training/reading. */
interface ReadingRow {
  readonly article: string;
  readonly paragraph: number;
  readonly question: string;
  readonly answers: readonly string[];
}

/** A large prime, so that one question's names are not the next one's. */
const STEP = 7919;

const data = argument('data');
const work = argument('work');
mkdirSync(work, { recursive: true });
const news = readRows<NewsRow>(data, 'news/fars');
const byId = new Map(news.map((row) => [row.id, row]));
const people = peopleOf(await readBackground(await readPack(readConfig({}).packFolder)), news);
const rows = readReading();
const articles = new Map(
  [...new Set(rows.map(({ article }) => article))].map((id) => [id, paragraphsOf(id)]),
);
const speakers = [...articles].map(([id, all]) => [id, all.map(({ speaker }) => speaker)]);
writeFileSync(join(work, 'speakers.json'), JSON.stringify(Object.fromEntries(speakers)));

const named = rows
  .filter(({ answers }) => answers.length > 0)
  .map((row) => ({ row, names: peopleIn(people, row.question, passageOf(row)) }))
  .filter(({ names }) => names.length > 0);
const exchanged = named.flatMap(({ row, names }, at) => {
  const [name] = names;
  if (name === undefined) return [];
  const everyone = named
    .flatMap((other) => other.names)
    .filter(({ language }) => language === name.language);
  const pools = [
    namesOfArticle(row.article, name.language),
    everyone.map(({ written }) => written),
  ];
  const passage = passageOf(row);
  return pools.flatMap((pool) => {
    const question = withOther(row.question, name, passage, pool, at * STEP);
    const { article, paragraph } = row;
    return question === null ? [] : [{ article, paragraph, question }];
  });
});
writeFileSync(
  join(work, 'exchanged.jsonl'),
  exchanged.map((row) => `${JSON.stringify(row)}\n`).join(''),
);
console.log(`${named.length} questions name someone, ${exchanged.length} exchanged`);

function readReading(): readonly ReadingRow[] {
  const folder = join('training', 'reading');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ReadingRow);
}

function paragraphsOf(id: string): readonly SpokenParagraph[] {
  const article = byId.get(id);
  if (article === undefined) throw new Error(`no article ${id} in news/fars`);
  return spokenParagraphs(article);
}

/** A row's paragraph as the product reads it. */
function passageOf({ article, paragraph }: ReadingRow): string {
  const [headline, ...body] = articles.get(article) ?? [];
  const spoken = paragraph === 0 ? headline : body[paragraph - 1];
  return [headline?.text, spoken?.speaker, spoken?.text].filter(Boolean).join('\n');
}

/** Whom an article names: by the questions on it, and in Persian by its own words. */
function namesOfArticle(id: string, language: string): readonly string[] {
  const asked = named
    .filter(({ row }) => row.article === id)
    .flatMap(({ names }) => names)
    .filter((name) => name.language === language)
    .map(({ written }) => written);
  const text = (articles.get(id) ?? []).map((one) => one.text).join('\n');
  return [...new Set([...asked, ...(language === 'fa' ? surnamesIn(people, text) : [])])];
}
