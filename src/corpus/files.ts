import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { MostanadError, messageOf } from '../errors.js';
import type { Article, Refusal } from './article.js';
import { readJsonLines } from './jsonl-reader.js';
import { readText } from './text-reader.js';

const READABLE = new Set(['.txt', '.jsonl']);

/** A file of the corpus, as the folder lists it; `stamp` changes when the file does. */
export interface CorpusFile {
  readonly path: string;
  /** The file's path inside its corpus folder: what its article's id is made from. */
  readonly name: string;
  readonly stamp: string;
}

/** An article and the line of its file that it stands on, from 1; null where it is the whole file. */
export interface PlacedArticle {
  readonly line: number | null;
  readonly article: Article;
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
 * Lists the .txt and .jsonl files of the given files and folders (folders whole, hidden ones left
 * out), in a fixed order, each once.
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
    if (!info.isDirectory() && !isReadable(path)) {
      throw new MostanadError('corpus', `corpus ${path}: not a folder, .txt or .jsonl file`);
    }
    const root = info.isDirectory() ? path : resolve(path, '..');
    for await (const seen of info.isDirectory() ? walk(path) : [statOf(path)]) {
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
    const content = decodeUtf8(await readFile(file.path));
    if (extname(file.path).toLowerCase() === '.txt') {
      const id = file.name.slice(0, -extname(file.name).length) || basename(file.path);
      return { articles: [{ line: null, article: readText(id, content) }], refusals: [] };
    }
    const { articles, bad } = readJsonLines(content);
    return {
      articles,
      refusals: bad.map(({ line, reason }) => refuse(line, reason)),
    };
  } catch (error) {
    return { articles: [], refusals: [refuse(lineOf(error), messageOf(error))] };
  }
}

class DecodeError extends Error {
  constructor(readonly line: number) {
    super('not UTF-8 text (save the file as UTF-8)');
  }
}

function lineOf(error: unknown): number | null {
  return error instanceof DecodeError ? error.line : null;
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    throw new DecodeError(firstBadLine(bytes));
  }
}

/** The line of the first byte that is not UTF-8: lines are decoded one by one until one fails. */
function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

type Seen = Omit<CorpusFile, 'name'> | Refusal;

/** What a folder holds, at any depth; what cannot be looked into is a refusal, and the rest goes on. */
async function* walk(folder: string): AsyncGenerator<Seen> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    yield refusalOf(folder, error);
    return;
  }
  for (const name of names.filter((one) => !one.startsWith('.')).sort()) {
    const path = join(folder, name);
    try {
      // A link counts as what it leads to.
      if ((await stat(path)).isDirectory()) yield* walk(path);
      else if (isReadable(path)) yield await statOf(path);
    } catch (error) {
      yield refusalOf(path, error);
    }
  }
}

async function statOf(path: string): Promise<Omit<CorpusFile, 'name'>> {
  const { size, mtimeMs } = await stat(path);
  return { path, stamp: `${size}:${mtimeMs}` };
}

function refusalOf(file: string, error: unknown): Refusal {
  return { file, line: null, reason: messageOf(error) };
}

function isReadable(path: string): boolean {
  return READABLE.has(extname(path).toLowerCase());
}
