import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pick, type Random } from '../../../bench/stories/random.js';
import type { Article } from '../../../src/corpus/article.js';
import { listCorpus } from '../../../src/corpus/files.js';
import { readWholeFile } from '../read-file.js';

/** An article as a line of a file. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Every version that an article had, in order; null: the corpus had none. */
export type Versions = readonly (Article | null)[];

/** A corpus that changes, and all that it ever said. */
export interface ChangingCorpus {
  readonly folder: string;
  versions(id: string): Versions;
  /** What it says now. */
  articles(): ReadonlyMap<string, Article>;
  /** Changes, adds, removes and moves a few articles, and now and then renames a file. */
  change(): Promise<void>;
}

const ROWS_A_FILE = 25;
/** The parts of the corpus that each change takes. */
const EDITED = 0.01;
const REMOVED = 0.004;
const MOVED = 0.004;
const RENAMED = 0.2;

/** Writes rows as a corpus of several files; a tenth of them stay outside for a while. */
export async function openCorpus(
  folder: string,
  rows: readonly Row[],
  random: Random,
): Promise<ChangingCorpus> {
  mkdirSync(folder, { recursive: true });
  const spare = rows.slice(0, Math.ceil(rows.length / 10));
  const files: { name: string; rows: Row[] }[] = [];
  const inside = rows.slice(spare.length);
  for (let at = 0; at < inside.length; at += ROWS_A_FILE) {
    files.push({ name: `news-${files.length}.jsonl`, rows: inside.slice(at, at + ROWS_A_FILE) });
  }
  if (files.length === 1) files.push({ name: 'news-1.jsonl', rows: [] });
  const outside = [...spare];
  const history = new Map<string, (Article | null)[]>();
  let current = new Map<string, Article>();
  let edits = 0;

  const times = (share: number, work: () => void) => {
    for (let done = 0; done < Math.max(1, Math.round(rows.length * share)); done += 1) work();
  };
  const place = () => {
    const file = pick(
      random,
      files.filter((one) => one.rows.length > 0),
    );
    return { file, at: Math.floor(random() * file.rows.length) };
  };
  const takeOut = (): Row => {
    const { file, at } = place();
    const [row] = file.rows.splice(at, 1);
    if (row === undefined) throw new Error('there is nothing to take out');
    return row;
  };

  function edit(): void {
    const { file, at } = place();
    const row = file.rows[at];
    if (row === undefined) return;
    edits += 1;
    const paragraphs = row.text.split(/\n\s*\n/u);
    const changed = Math.floor(random() * paragraphs.length);
    const text = paragraphs.map((text, n) => (n === changed ? `${text} (ویرایش ${edits})` : text));
    file.rows[at] = { ...row, text: text.join('\n\n') };
  }

  function rename(): void {
    const file = pick(random, files);
    const name = `renamed-${edits}-${file.name}`.replace(/(?:renamed-\d+-)+/u, `renamed-${edits}-`);
    renameSync(join(folder, file.name), join(folder, name));
    file.name = name;
  }

  async function write(): Promise<void> {
    for (const file of files) {
      const lines = file.rows.map((row) => `${JSON.stringify(row)}\n`);
      writeFileSync(join(folder, file.name), lines.join(''));
    }
    const listed = await listCorpus([folder]);
    const contents = await Promise.all(listed.files.map(readWholeFile));
    const refusals = [...listed.refusals, ...contents.flatMap((content) => content.refusals)];
    if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
    const articles = contents.flatMap((content) => content.articles.map(({ article }) => article));
    current = new Map(articles.map((article) => [article.id, article]));
    for (const id of new Set([...history.keys(), ...current.keys()])) {
      const versions = history.get(id) ?? [];
      const now = current.get(id) ?? null;
      if (!sameArticle(versions.at(-1) ?? null, now) || versions.length === 0) versions.push(now);
      history.set(id, versions);
    }
  }

  await write();
  return {
    folder,
    versions: (id) => history.get(id) ?? [],
    articles: () => current,
    async change() {
      times(EDITED, edit);
      times(REMOVED, () => outside.push(takeOut()));
      times(REMOVED, () => pick(random, files).rows.push(...outside.splice(0, 1)));
      times(MOVED, () => pick(random, files).rows.push(takeOut()));
      if (random() < RENAMED) rename();
      await write();
    },
  };
}

/** Whether two articles say the same, or neither is there. */
export function sameArticle(one: Article | null, other: Article | null): boolean {
  return sayingOf(one) === sayingOf(other);
}

function sayingOf(article: Article | null): string {
  if (article === null) return '';
  const { title, blocks } = article;
  return JSON.stringify([
    title,
    blocks.map(({ paragraph, role, text }) => [paragraph, role, text]),
  ]);
}
