import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a file is called until it is whole. Hidden: were it left behind, the corpus would not see it. */
const HALF = /^\.[\da-f]{12}$/u;
/** In milliseconds: no process takes as long over one file. */
const LEFT_AFTER = 600_000;

/**
 * Writes a file whole or not at all, on the disk when this is done.
 *
 * @throws what the file system throws
 */
export async function writeWhole(path: string, content: string): Promise<void> {
  const half = join(dirname(path), `.${randomBytes(6).toString('hex')}`);
  try {
    await writeDown(half, content);
    await rename(half, path);
  } catch (error) {
    // What cannot be deleted either is so later: what is thrown is what went wrong first.
    await rm(half, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeDown(path: string, content: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Deletes what processes that ended meanwhile left half written in a folder. */
export async function deleteHalves(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => HALF.test(one))) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info !== null && Date.now() - info.mtimeMs > LEFT_AFTER) await rm(path, { force: true });
  }
}
