import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../article.js';
import { readJsonLines } from '../jsonl-reader.js';
import { foundFile } from '../walk.js';
import { atMost } from './at-most.js';
import { fileOf, nameOf, namesIn } from './fetched.js';
import { writeWhole } from './write-whole.js';

/** What is known of an article that a source has given. */
export interface Held {
  readonly name: string;
  /** See `linkOf`. */
  readonly link: string | null;
  readonly content: string;
}

/** What was read of an article's file, and the file's stamp then. */
interface Read extends Held {
  readonly stamp: string;
}

/** Files that are looked at at once. */
const AT_ONCE = 16;
/** Hidden from the corpus, beside the articles: what was read of them. Any other stamp, and they are read again. */
const MEMORY = '.held.json';

/** By what a link is told from others: its length has no end. */
export function linkOf({ url }: Pick<Article, 'url'>): string | null {
  return url === null ? null : nameOf(url);
}

/**
 * The articles of a source, by name; only the files that changed since the last time are read. Damaged
 * ones are left out: they are written anew.
 *
 * @param contentOf - what an article says, for files of an earlier program, which do not tell
 */
export async function heldIn(
  folder: string,
  contentOf: (article: Article) => string,
): Promise<readonly Held[]> {
  const known = await remembered(folder);
  const inTurn = atMost(AT_ONCE);
  const names = [...(await namesIn(folder))].sort();
  const looked = await Promise.all(
    names.map((name) => inTurn(() => lookAt(folder, name, known.get(name), contentOf))),
  );
  const held = looked.filter((one) => one !== null);
  const isSame = held.length === known.size && held.every((one) => known.get(one.name) === one);
  if (!isSame) await remember(folder, held);
  return held;
}

/**
 * The article of a file where its text came from its page; null where it is what its entry says, or cannot
 * be read.
 *
 * @param contentOf - as for `heldIn`
 */
export async function pageTextIn(
  folder: string,
  name: string,
  contentOf: (article: Article) => string,
): Promise<Article | null> {
  const held = await readHeld(fileOf(folder, name)).catch(() => null);
  return held === null || held.content === contentOf(held.article) ? null : held.article;
}

async function lookAt(
  folder: string,
  name: string,
  known: Read | undefined,
  contentOf: (article: Article) => string,
): Promise<Read | null> {
  const path = fileOf(folder, name);
  try {
    // Before it is read: what changes in between has another stamp the next time.
    const { stamp } = await foundFile(path);
    if (known?.stamp === stamp) return known;
    const held = await readHeld(path);
    if (held === null) return null;
    const { article, content } = held;
    return { name, stamp, link: linkOf(article), content: content ?? contentOf(article) };
  } catch {
    return null;
  }
}

/** The article of a file, and what its entry said; null where files of an earlier program do not tell. */
async function readHeld(
  path: string,
): Promise<{ readonly article: Article; readonly content: string | null } | null> {
  const line = await readFile(path, 'utf8');
  const [placed] = readJsonLines(line).articles;
  if (placed === undefined) return null;
  const { content } = JSON.parse(line) as { content?: unknown };
  return { article: placed.article, content: typeof content === 'string' ? content : null };
}

async function remember(folder: string, held: readonly Read[]): Promise<void> {
  try {
    await writeWhole(join(folder, MEMORY), JSON.stringify(held));
  } catch {
    // Where it cannot be written, the files are read again the next time.
  }
}

/** What was read before, by name; nothing where that is missing or damaged. */
async function remembered(folder: string): Promise<ReadonlyMap<string, Read>> {
  try {
    const all = JSON.parse(await readFile(join(folder, MEMORY), 'utf8')) as readonly Read[];
    return new Map(all.map((one) => [one.name, one]));
  } catch {
    return new Map();
  }
}
