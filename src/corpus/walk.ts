import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import type { Refusal } from './article.js';
import { formatOf } from './formats.js';

/** A file that was found; `stamp` changes when the file does. */
export interface FoundFile {
  readonly path: string;
  readonly stamp: string;
}

/** What a folder holds, at any depth; what cannot be looked into is a refusal, and the rest goes on. */
export async function* walk(folder: string): AsyncGenerator<FoundFile | Refusal> {
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
      else if (formatOf(path) !== null) yield await foundFile(path);
    } catch (error) {
      yield refusalOf(path, error);
    }
  }
}

/** A file as it is now. */
export async function foundFile(path: string): Promise<FoundFile> {
  const { size, mtimeMs } = await stat(path);
  return { path, stamp: `${size}:${mtimeMs}` };
}

function refusalOf(file: string, error: unknown): Refusal {
  return { file, line: null, reason: messageOf(error) };
}
