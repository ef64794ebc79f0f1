import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import type { Refusal } from './article.js';
import { formatOf } from './formats.js';

/** A file that was found; `stamp` changes when the file does. */
export interface FoundFile {
  readonly path: string;
  readonly stamp: string;
}

/** A folder by the way that leads to it, and where it really is. */
interface Place {
  readonly path: string;
  readonly real: string;
}

/**
 * What a folder holds, at any depth; what cannot be looked into is a refusal, and the rest goes on. A
 * link counts as what it leads to. What several ways lead to is given once, by the shortest way, and of
 * ways as long by one without a link: folders that link to each other have an end.
 */
export async function* walk(folder: string): AsyncGenerator<FoundFile | Refusal> {
  let root: string;
  try {
    root = await realpath(folder);
  } catch (error) {
    yield refusalOf(folder, error);
    return;
  }
  const seen = new Set([root]);
  const folders: Place[] = [{ path: folder, real: root }];
  // Grows while it is gone through: what is near comes before what is deep.
  for (const parent of folders) {
    for await (const place of placesIn(parent)) {
      if ('reason' in place) {
        yield place;
        continue;
      }
      if (seen.has(place.real)) continue;
      try {
        const isFolder = (await stat(place.path)).isDirectory();
        if (!isFolder && formatOf(place.path) === null) continue;
        seen.add(place.real);
        if (isFolder) folders.push(place);
        else yield await foundFile(place.path);
      } catch (error) {
        yield refusalOf(place.path, error);
      }
    }
  }
}

/** What stands in a folder, hidden things left out: by name, links after all else. */
async function* placesIn({ path, real }: Place): AsyncGenerator<Place | Refusal> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    yield refusalOf(path, error);
    return;
  }
  const shown = entries.filter(({ name }) => !name.startsWith('.'));
  for (const entry of shown.sort(linksLast)) {
    const place = join(path, entry.name);
    try {
      const isLink = entry.isSymbolicLink();
      yield { path: place, real: isLink ? await realpath(place) : join(real, entry.name) };
    } catch (error) {
      yield refusalOf(place, error);
    }
  }
}

function linksLast(a: Dirent, b: Dirent): number {
  const links = Number(a.isSymbolicLink()) - Number(b.isSymbolicLink());
  return links || (a.name < b.name ? -1 : 1);
}

/**
 * A file as it is now.
 *
 * @throws Error where it is none: to open a pipe waits for whoever writes to it, and a device has no end
 */
export async function foundFile(path: string): Promise<FoundFile> {
  const info = await stat(path);
  if (!info.isFile()) throw new Error('not a regular file');
  return { path, stamp: `${info.size}:${info.mtimeMs}` };
}

function refusalOf(file: string, error: unknown): Refusal {
  return { file, line: null, reason: messageOf(error) };
}
