import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MostanadError, messageOf } from '../../errors.js';
import { MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.js';

const FILE = 'index.sqlite';
/** How long a writer waits for another process before it gives up, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/**
 * Opens the index in a data folder, made where it is missing. An index of an older version is
 * brought up to this one.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openDatabase(folder: string): Database.Database {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true });
    const database = open(path);
    try {
      if (versionOf(database) !== SCHEMA_VERSION) bringUpToDate(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw storageError(path, error);
  }
}

const FULL = 'free some space and run it again: what was stored is kept';
const CURES: Readonly<Record<string, string>> = {
  SQLITE_FULL: FULL,
  SQLITE_IOERR_WRITE: FULL,
  SQLITE_BUSY: 'another process is writing to it; run it again when that is done',
  SQLITE_READONLY: 'the folder or file may not be written; see its owner and permissions',
  SQLITE_CANTOPEN: 'the folder or file may not be opened; see its owner and permissions',
};
const DAMAGED =
  'if it is damaged, restore a backup, or delete index.sqlite and its -wal and -shm files and run ' +
  'npm run index: it is made anew from the articles';

/** What is wrong with an index, and the cure: it holds nothing that the articles' files do not. */
export function storageError(path: string, cause: unknown): MostanadError {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  const cure = Object.entries(CURES).find(([start]) => code.startsWith(start))?.[1] ?? DAMAGED;
  return new MostanadError('storage', `index ${path}: ${messageOf(cause)} (${cure})`, { cause });
}

function open(path: string): Database.Database {
  const database = new Database(path, { timeout: BUSY_TIMEOUT });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  return database;
}

function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/** One transaction: another process finds the old index or the new one. */
function bringUpToDate(database: Database.Database): void {
  database
    .transaction(() => {
      // Another process may have done it between our look and our lock.
      if (versionOf(database) === 0) database.exec(SCHEMA);
      for (let at = versionOf(database); at !== SCHEMA_VERSION; at = versionOf(database)) {
        const migration = MIGRATIONS[at];
        if (migration === undefined) {
          throw new Error(`it is of version ${at}, this program knows ${SCHEMA_VERSION}`);
        }
        database.exec(migration);
      }
    })
    .immediate();
}
