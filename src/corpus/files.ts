import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, extname, relative, resolve, sep } from 'node:path';
import { codeOf, MostanadError, messageOf } from '../errors.js';
import type { Refusal } from './article.js';
import type { PlacedArticle } from './content.js';
import { withoutDamaged } from './damage.js';
import { ENDINGS, formatOf } from './formats.js';
import { LineError } from './line-error.js';
import { textsOf } from './texts.js';
import { type FoundFile, foundFile, walk } from './walk.js';

/** A file of the corpus, as the folder lists it. */
export interface CorpusFile extends FoundFile {
  /** The file's path inside its corpus folder: what its article's id is made from. */
  readonly name: string;
}

/** What one file holds, or a part of it. */
export interface FileContent {
  readonly articles: readonly PlacedArticle[];
  readonly refusals: readonly Refusal[];
  readonly unread: Unread;
}

/** The ids of the articles that could not be read, null where one is not told; or that none of a file could. */
export type Unread = readonly (string | null)[] | 'all';

/** The files of a corpus, and what could not be looked into. */
export interface CorpusListing {
  readonly files: readonly CorpusFile[];
  readonly refusals: readonly Refusal[];
}

/**
 * Checks paths that a person names as a corpus.
 *
 * @throws MostanadError `corpus` where one does not exist or is a file of another kind
 */
export async function checkCorpus(paths: readonly string[]): Promise<void> {
  for (const given of paths) {
    const path = resolve(given);
    try {
      if (!(await isFolder(path))) await foundFile(path);
    } catch (error) {
      const cure = isGone(error) && looksLikeHost(given) ? ' (a URL begins with https://)' : '';
      const message = `corpus ${path}: ${messageOf(error)}${cure}`;
      throw new MostanadError('corpus', message, { cause: error });
    }
  }
}

/** `example.org/rss`, `www.example.org`; not `news.txt`. */
function looksLikeHost(given: string): boolean {
  const [host = ''] = given.split(/[/:]/u);
  return /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/iu.test(host) && formatOf(host) === null;
}

/**
 * Lists the readable files among the given files and folders (folders whole; hidden ones, READMEs and
 * other kinds left out), in a fixed order, each once, named by the first of the paths that has it. A
 * path that is not there is refused like any other: a disk may be away for a while. A file of a second path
 * that has the name of one of the first is named after its folder, too: each has an id of its own.
 */
export async function listCorpus(paths: readonly string[]): Promise<CorpusListing> {
  const found = new Map<string, CorpusFile>();
  const refusals: Refusal[] = [];
  const rootOf = new Map<string, string>();
  for (const path of paths.map((given) => resolve(given))) {
    for await (const seen of lookInto(path)) {
      if ('reason' in seen) refusals.push(seen);
      else if (!found.has(seen.path)) found.set(seen.path, apart(seen, rootOf));
    }
  }
  return { files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), refusals };
}

/** The file by a name that no file of another folder has. */
function apart(file: CorpusFile, rootOf: Map<string, string>): CorpusFile {
  const root = file.path.slice(0, -file.name.length);
  const id = idOf(file);
  const first = rootOf.get(id) ?? root;
  rootOf.set(id, first);
  if (first === root) return file;
  const folder = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return { ...file, name: `${basename(root)}-${folder}/${file.name}` };
}

/** What the id of a file's article is. */
function idOf({ name, path }: CorpusFile): string {
  return name.slice(0, -extname(name).length) || basename(path);
}

/**
 * What a corpus looks like just now: another text when a file in it is new, changed or gone. Costs a
 * look at every file's time and size.
 */
export async function stampOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths.map((given) => resolve(given))) {
    for await (const seen of lookInto(path)) {
      hash.update(JSON.stringify('reason' in seen ? [seen.file] : [seen.path, seen.stamp]));
    }
  }
  return hash.digest('base64url');
}

async function* lookInto(path: string): AsyncGenerator<CorpusFile | Refusal> {
  try {
    const folder = await isFolder(path);
    const root = folder ? path : resolve(path, '..');
    for await (const seen of folder ? walk(path) : [foundFile(path)]) {
      if ('reason' in seen) yield seen;
      else yield { ...seen, name: relative(root, seen.path).split(sep).join('/') };
    }
  } catch (error) {
    yield { file: path, line: null, reason: messageOf(error) };
  }
}

/** Throws where a path is neither a folder nor a file that is read. */
async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch((cause: unknown) => {
    const reason = isGone(cause) ? 'does not exist' : `cannot be read (${messageOf(cause)})`;
    throw new Error(reason, { cause });
  });
  if (info.isDirectory()) return true;
  if (formatOf(path) === null) throw new Error(`not a folder or a file of ${ENDINGS}`);
  return false;
}

/** Whether there is nothing at a path, by what looking at it, or what was made of that, says. */
function isGone(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(cause));
}

/** Whether the system failed (EACCES, EIO, EMFILE), and not what was read. */
function isOfSystem(error: unknown): boolean {
  return /^E(?!RR_)[A-Z\d]+$/u.test(codeOf(error));
}

/**
 * Reads one file of the corpus, a large one of many articles in parts; what cannot be read is a refusal, never an
 * exception.
 */
export async function* readCorpusFile(file: CorpusFile): AsyncGenerator<FileContent> {
  const refuse = (line: number | null, reason: string): Refusal => ({
    file: file.path,
    line,
    reason,
  });
  try {
    const format = formatOf(file.path);
    if (format === null) throw new MostanadError('corpus', `not a file of ${ENDINGS}`);
    const read = await format.load();
    for await (const { text, linesBefore, isDamaged } of textsOf(file.path, format)) {
      const inFile = (line: number | null) => (line === null ? null : linesBefore + line);
      const content = read(idOf(file), text);
      const { articles, bad } = isDamaged ? withoutDamaged(content) : content;
      yield {
        articles: articles.map(({ line, article }) => ({ line: inFile(line), article })),
        refusals: bad.map(({ line, reason }) => refuse(inFile(line), reason)),
        unread: bad.map(({ id }) => id),
      };
    }
  } catch (error) {
    const line = error instanceof LineError ? error.line : null;
    const refusal = refuse(line, messageOf(error));
    const refusals = [isOfSystem(error) ? { ...refusal, again: true as const } : refusal];
    yield { articles: [], refusals, unread: 'all' };
  }
}
