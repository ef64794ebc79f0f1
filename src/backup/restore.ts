import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHANGING, seizeFolder } from '../data-folder.js';
import { codeOf, MostanadError, storageError } from '../errors.js';
import { checkDatabase, laterVersion } from './check.js';
import { replacedIn } from './contents.js';
import { copyWhole, settle } from './copy.js';
import { checkFiles, type Manifest, readManifest } from './manifest.js';

/** Both folders hold what people asked. */
const PRIVATE = 0o700;

/** What a restore did. */
export interface Restored {
  readonly manifest: Manifest;
  /** Where that is which was there before; null where nothing was. */
  readonly before: string | null;
}

/**
 * Puts a backup in the place of what a data folder holds, which is kept beside it. Until every file of
 * the backup is copied and checked, nothing changes.
 *
 * @throws MostanadError `input` where the backup is damaged or of a later program, `busy` where the
 * data folder is in use, `storage` where something cannot be read or written
 */
export async function restore(
  backup: string,
  dataFolder: string,
  now: Date = new Date(),
): Promise<Restored> {
  const manifest = await readManifest(backup);
  const release = seizeFolder(dataFolder);
  if (release === null) {
    const reason = 'a running bot or command uses it; stop that and run this again';
    throw new MostanadError('busy', `restore: data folder ${dataFolder}: ${reason}`);
  }
  try {
    const copy = join(dataFolder, `${CHANGING}.part`);
    try {
      await copyChecked(backup, manifest, copy);
      const before = await exchange(dataFolder, copy, now);
      return { manifest, before };
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof MostanadError || codeOf(error) === '') throw error;
    throw storageError(`restore ${dataFolder}`, error);
  } finally {
    release();
  }
}

/** Checks what will be in place, not what it was copied from. */
async function copyChecked(backup: string, manifest: Manifest, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { mode: PRIVATE });
  for (const { path } of manifest.files) {
    await copyWhole(join(backup, path), join(copy, path)).catch((error: unknown) => {
      throw storageError(`backup ${backup}: ${path}`, error);
    });
  }
  await checkFiles(copy, backup, manifest);
  for (const { path } of manifest.files.filter((file) => file.path.endsWith('.sqlite'))) {
    checkDatabase(join(copy, path), 'whole', join(backup, path));
    const later = laterVersion(join(copy, path));
    if (later === null) continue;
    throw new MostanadError(
      'input',
      `backup ${backup}: ${path} is of version ${later.is}, this program knows ${later.known} (use a newer program)`,
    );
  }
}

/**
 * Moves what is there away and the copy into its place: a moment without the one and the other, in
 * which a kill would leave a mark, so that no bot begins from nothing.
 */
async function exchange(dataFolder: string, copy: string, now: Date): Promise<string | null> {
  const changing = join(dataFolder, CHANGING);
  await rm(changing, { recursive: true, force: true });
  const before = freeName(join(dataFolder, `before-restore-${stampOf(now)}`));
  const old = replacedIn(dataFolder);
  const moves: (readonly [from: string, to: string])[] = [];
  await mkdir(before, { mode: PRIVATE });
  await rename(copy, changing);
  try {
    for (const name of old) moves.push(await move(dataFolder, before, name));
    for (const name of replacedIn(changing)) moves.push(await move(changing, dataFolder, name));
  } catch (error) {
    for (const [from, to] of moves.toReversed()) await rename(to, from);
    await rm(changing, { recursive: true, force: true });
    await rm(before, { recursive: true });
    throw error;
  }
  await settle(before);
  await rm(changing, { recursive: true, force: true });
  await settle(dataFolder);
  if (old.length > 0) return before;
  await rm(before, { recursive: true });
  return null;
}

async function move(from: string, to: string, name: string): Promise<readonly [string, string]> {
  await rename(join(from, name), join(to, name));
  return [join(from, name), join(to, name)];
}

/** A time as it can stand in a file's name on every system. */
export function stampOf(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(':', '-');
}

function freeName(path: string): string {
  let free = path;
  for (let count = 2; existsSync(free); count += 1) free = `${path}-${count}`;
  return free;
}
