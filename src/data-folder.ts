import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { makeFolder } from './corpus/make-folder.js';
import { MostanadError, storageError } from './errors.js';

/** Stands in a data folder while a restore changes it; left behind, that was killed in between. */
export const CHANGING = 'restoring';

/** How long opening waits for a restore to end, in milliseconds. */
const PATIENCE = 1000;
/** How often a sync looks whether another has ended, in milliseconds. */
const LOOK_EVERY = 200;

/** Lets go of what was locked. A killed process lets go of everything. */
export type Release = () => void;

/**
 * Says that this process uses a data folder, made where it is missing; any number may.
 *
 * @throws MostanadError `storage` where the folder cannot be written, or a restore changes it or was
 * killed while it did
 */
export function useFolder(folder: string): Release {
  const release = lock(folder, 'in-use.lock', 'SHARED', PATIENCE);
  if (release === null) {
    throw new MostanadError(
      'storage',
      `data folder ${folder}: it is being restored; try again later`,
    );
  }
  if (!existsSync(join(folder, CHANGING))) return release;
  release();
  throw new MostanadError(
    'storage',
    `data folder ${folder}: a restore was ended in between; run npm run restore again`,
  );
}

/** Has a data folder alone; null where a process uses it. Throws as `useFolder`. */
export function seizeFolder(folder: string): Release | null {
  return lock(folder, 'in-use.lock', 'EXCLUSIVE', 0);
}

/**
 * Waits until no other sync of a data folder runs, in this process or another: two at once would each
 * undo what the other found changed meanwhile.
 *
 * @param onWait - told once where it has to wait
 * @throws the signal's reason where that aborts
 */
export async function nextToSync(
  folder: string,
  signal: AbortSignal,
  onWait: () => void,
): Promise<Release> {
  for (let waited = false; ; waited = true) {
    signal.throwIfAborted();
    const release = lock(folder, 'sync.lock', 'EXCLUSIVE', 0);
    if (release !== null) return release;
    if (!waited) onWait();
    await pause(LOOK_EVERY, null, { signal }).catch(() => {});
  }
}

/**
 * Locks an empty database: SQLite locks files on every system, and the system unlocks those of a
 * killed process. Null where another holds it otherwise.
 */
function lock(
  folder: string,
  name: string,
  mode: 'SHARED' | 'EXCLUSIVE',
  timeout: number,
): Release | null {
  let database: Database.Database | null = null;
  try {
    makeFolder(folder);
    database = new Database(join(folder, name), { timeout });
    // No journal is left behind by a kill.
    database.pragma('journal_mode = MEMORY');
    database.exec(mode === 'SHARED' ? 'BEGIN; SELECT * FROM sqlite_schema' : 'BEGIN EXCLUSIVE');
    const held = database;
    return () => void held.close();
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw storageError(`data folder ${folder}`, error, `delete ${join(folder, name)}`);
  }
}
