import { readFile, stat } from 'node:fs/promises';
import { basename, extname, relative, resolve, sep } from 'node:path';
import { MostanadError, messageOf } from '../errors.js';
import type { Refusal } from './article.js';
import type { PlacedArticle } from './content.js';
import { decodeText } from './encoding.js';
import { ENDINGS, formatOf } from './formats.js';
import { LineError } from './line-error.js';
import { type FoundFile, foundFile, walk } from './walk.js';

/** A file of the corpus, as the folder lists it. */
export interface CorpusFile extends FoundFile {
  /** The file's path inside its corpus folder: what its article's id is made from. */
  readonly name: string;
}

/** What one file holds. */
export interface FileContent {
  readonly articles: readonly PlacedArticle[];
  readonly refusals: readonly Refusal[];
}

/** The files of a corpus, and what could not be looked into. */
export interface CorpusListing {
  readonly files: readonly CorpusFile[];
  readonly refusals: readonly Refusal[];
}

/**
 * Lists the readable files among the given files and folders (folders whole; hidden ones, READMEs and
 * other kinds left out), in a fixed order, each once.
 *
 * @throws MostanadError `corpus` where a path does not exist or is a file of another kind
 */
export async function listCorpus(paths: readonly string[]): Promise<CorpusListing> {
  const found = new Map<string, CorpusFile>();
  const refusals: Refusal[] = [];
  for (const path of paths.map((given) => resolve(given))) {
    const info = await stat(path).catch((error: unknown) => {
      throw new MostanadError('corpus', `corpus ${path}: cannot be read (${messageOf(error)})`, {
        cause: error,
      });
    });
    if (!info.isDirectory() && formatOf(path) === null) {
      throw new MostanadError('corpus', `corpus ${path}: not a folder or a file of ${ENDINGS}`);
    }
    const root = info.isDirectory() ? path : resolve(path, '..');
    for await (const seen of info.isDirectory() ? walk(path) : [foundFile(path)]) {
      if ('reason' in seen) {
        refusals.push(seen);
        continue;
      }
      const name = relative(root, seen.path).split(sep).join('/');
      found.set(seen.path, { ...seen, name });
    }
  }
  return { files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), refusals };
}

/** Reads one file of the corpus; what cannot be read is a refusal, never an exception. */
export async function readCorpusFile(file: CorpusFile): Promise<FileContent> {
  const refuse = (line: number | null, reason: string): Refusal => ({
    file: file.path,
    line,
    reason,
  });
  try {
    const format = formatOf(file.path);
    if (format === null) throw new MostanadError('corpus', `not a file of ${ENDINGS}`);
    const { size } = await stat(file.path);
    if (format.mostBytes !== null && size > format.mostBytes) {
      throw new MostanadError('corpus', `${size} bytes: at most ${format.mostBytes} are read`);
    }
    const content = decodeText(await readFile(file.path));
    const id = file.name.slice(0, -extname(file.name).length) || basename(file.path);
    const read = await format.load();
    const { articles, bad } = read(id, content);
    return { articles, refusals: bad.map(({ line, reason }) => refuse(line, reason)) };
  } catch (error) {
    const line = error instanceof LineError ? error.line : null;
    return { articles: [], refusals: [refuse(line, messageOf(error))] };
  }
}
