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

/** What one file holds. */
export interface FileContent {
  readonly articles: readonly Article[];
  readonly refusals: readonly Refusal[];
}

/**
 * Lists the .txt and .jsonl files of the given files and folders (folders whole, hidden ones left
 * out), in a fixed order, each once.
 *
 * @throws MostanadError `corpus` where a path does not exist or is a file of another kind
 */
export async function listCorpus(paths: readonly string[]): Promise<readonly CorpusFile[]> {
  const found = new Map<string, CorpusFile>();
  for (const path of paths.map((given) => resolve(given))) {
    const info = await stat(path).catch((error: unknown) => {
      throw new MostanadError('corpus', `corpus ${path}: cannot be read (${messageOf(error)})`, {
        cause: error,
      });
    });
    if (!info.isDirectory() && !READABLE.has(extname(path))) {
      throw new MostanadError('corpus', `corpus ${path}: not a folder, .txt or .jsonl file`);
    }
    const root = info.isDirectory() ? path : resolve(path, '..');
    const files = info.isDirectory() ? await walk(path) : [path];
    for (const file of files) {
      const { size, mtimeMs } = await stat(file);
      const name = relative(root, file).split(sep).join('/');
      found.set(file, { path: file, name, stamp: `${size}:${mtimeMs}` });
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
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
    if (extname(file.path) === '.txt') {
      const id = file.name.slice(0, -extname(file.name).length) || basename(file.path);
      return { articles: [readText(id, content)], refusals: [] };
    }
    const { articles, bad } = readJsonLines(content);
    return {
      articles: articles.map(({ article }) => article),
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

async function walk(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter((entry) => !entry.name.startsWith('.'));
  const nested = await Promise.all(
    visible.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() && READABLE.has(extname(entry.name)) ? [path] : [];
    }),
  );
  return nested.flat();
}
