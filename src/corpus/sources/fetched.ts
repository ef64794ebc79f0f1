import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Article } from '../article.js';
import { jsonLine } from '../jsonl-reader.js';
import { writeWhole } from './write-whole.js';

/** The folder of a data folder that holds what was fetched, one folder a source: a path of the corpus. */
export const fetchedFolder = (dataFolder: string): string => join(dataFolder, 'fetched');

/** The folder of a source's articles, one file an article. */
export function folderOf(dataFolder: string, place: string): string {
  return join(fetchedFolder(dataFolder), nameOf(place));
}

/** An article as it was fetched. */
export interface Fetched {
  /** Its file's, without the ending: see `nameOf`. */
  readonly name: string;
  readonly article: Article;
  /** What its entry says, whatever its id. */
  readonly content: string;
  /** What it was made from; null where it is to be made again, since not all of it could be had. */
  readonly mark: string | null;
}

/** The names of a source's articles. */
export async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  const files = await readdir(folder).catch(() => []);
  return new Set(files.filter((file) => file.endsWith('.jsonl')).map((file) => file.slice(0, -6)));
}

/** From what the file of an article was made; null where there is none or it is to be made again. */
export async function markOf(folder: string, name: string): Promise<string | null> {
  try {
    const { mark } = JSON.parse(await readFile(fileOf(folder, name), 'utf8')) as { mark?: unknown };
    return typeof mark === 'string' ? mark : null;
  } catch {
    // A file that is missing or damaged is written anew.
    return null;
  }
}

/**
 * Writes an article's file whole or not at all, on the disk when this is done; its id is the file's
 * place among what was fetched. False where it already says the same: its time stays, and no sync reads
 * it again.
 */
export async function keepArticle(folder: string, fetched: Fetched): Promise<boolean> {
  const { name, article, content, mark } = fetched;
  const path = fileOf(folder, name);
  const id = `${basename(folder)}/${name}`;
  const line = jsonLine({ ...article, id }, { content, mark });
  const before = await readFile(path, 'utf8').catch(() => null);
  if (before === line) return false;
  await mkdir(folder, { recursive: true });
  await writeWhole(path, line);
  return true;
}

/** How many articles a source has given. */
export async function countArticles(dataFolder: string, place: string): Promise<number> {
  return (await namesIn(folderOf(dataFolder, place))).size;
}

/** Deletes all that a source has given. */
export async function deleteArticles(dataFolder: string, place: string): Promise<void> {
  await rm(folderOf(dataFolder, place), { recursive: true, force: true });
}

/**
 * Deletes what no source has given: a source was removed, and the process ended before its folder was.
 *
 * @param places - the sources; asked for after the folders are seen, since a source comes before its folder
 */
export async function sweep(dataFolder: string, places: () => readonly string[]): Promise<void> {
  const folder = fetchedFolder(dataFolder);
  const names = await readdir(folder).catch(() => []);
  const owned = new Set(places().map(nameOf));
  for (const name of names.filter((one) => !owned.has(one))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Has the names of files that were written outlive a power cut, where the system knows of that. */
export async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** The file of an article. */
export function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.jsonl`);
}

/** The name of what is known by a place, a URL or a guid. 80 bits: no two share them. */
export function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}
