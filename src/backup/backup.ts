import { mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../corpus/make-folder.js';
import { useFolder } from '../data-folder.js';
import { codeOf, MostanadError, storageError } from '../errors.js';
import { checkDatabase, databaseError } from './check.js';
import { databasesOf, ENCODERS, FETCHED, HISTORY } from './contents.js';
import { copyDatabase, copyTree, copyWhole, ignoreMissing, settle } from './copy.js';
import { type Manifest, writeManifest } from './manifest.js';

/**
 * Copies what a data folder holds, while it is in use, into a new folder, which has its name when all
 * is there. Left out is the vectors' graph, which is made again from the index.
 *
 * @param target - a folder that is not there yet, or empty
 * @throws MostanadError `input` where the target holds something or there is nothing to copy,
 * `storage` where something is damaged or cannot be read or written
 */
export async function backUp(
  dataFolder: string,
  target: string,
  now: Date = new Date(),
): Promise<Manifest> {
  if (databasesOf(dataFolder).length === 0) {
    throw new MostanadError('input', `backup: data folder ${dataFolder} holds nothing yet`);
  }
  const release = useFolder(dataFolder);
  try {
    if (((await readdir(target).catch(ignoreMissing)) ?? []).length > 0) {
      throw new MostanadError('input', `backup ${target}: the folder is not empty; name a new one`);
    }
    makeFolder(dirname(target));
    const part = await mkdtemp(join(dirname(target), `${basename(target)}.part-`));
    try {
      await copyContents(dataFolder, part);
      const manifest = await writeManifest(part, now);
      await settle(part);
      await rmdir(target).catch(ignoreMissing);
      await rename(part, target);
      await settle(dirname(target));
      return manifest;
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof MostanadError || codeOf(error) === '') throw error;
    throw storageError(`backup ${target}`, error);
  } finally {
    release();
  }
}

async function copyContents(from: string, to: string): Promise<void> {
  // The databases first: what they know of must be among the files.
  for (const name of databasesOf(from)) {
    await copyDatabase(join(from, name), join(to, name)).catch((error: unknown) => {
      throw databaseError(join(from, name), error);
    });
    checkDatabase(join(to, name), 'quick', join(from, name));
  }
  await copyWhole(join(from, HISTORY), join(to, HISTORY)).catch(ignoreMissing);
  await copyTree(join(from, FETCHED), join(to, FETCHED));
  await copyTree(join(from, ENCODERS), join(to, ENCODERS));
}
