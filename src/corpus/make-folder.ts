import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A data folder or a backup holds what people asked: it is nobody else's to read. */
const PRIVATE = 0o700;
/** As everything that is made: less what the umask takes away. */
const SHARED = 0o777;

/**
 * Makes a folder and those above it where they are missing; one that is there keeps its mode. Node's own
 * way (`recursive`) never ends where the system says of a place below an existing folder that it is not
 * there, as in /proc.
 *
 * @param mode - who may do what in it; in those above it others may have theirs
 * @throws what the file system throws
 */
export function makeFolder(path: string, mode = PRIVATE): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path), SHARED);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
