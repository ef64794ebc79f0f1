import { join } from 'node:path';
import Database from 'better-sqlite3';
import { laterVersion, openSqlite, versionOf } from '../../corpus/sqlite.js';
import { type MostanadError, storageError } from '../../errors.js';
import { MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.js';

const FILE = 'index.sqlite';
const DAMAGED =
  `it is damaged: restore a backup (npm run restore), or delete ${FILE}, ${FILE}-wal and ` +
  `${FILE}-shm and run npm run index, which makes it anew from the articles`;

/**
 * Opens the index in a data folder, made where it is missing. An index of an older version is
 * brought up to this one.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openDatabase(folder: string): Database.Database {
  const path = join(folder, FILE);
  try {
    return openSqlite(path, 'NORMAL', (database) => {
      if (versionOf(database) !== SCHEMA_VERSION) bringUpToDate(database);
    });
  } catch (error) {
    throw indexError(path, error);
  }
}

/** Works on an open index; where SQLite fails, the error says which index and the cure. */
export function onIndex<Result>(database: Database.Database, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Database.SqliteError ? indexError(database.name, error) : error;
  }
}

/** What is wrong with an index, and the cure: it holds nothing that the articles' files do not. */
export function indexError(path: string, cause: unknown): MostanadError {
  return storageError(`index ${path}`, cause, DAMAGED);
}

/** One transaction: another process finds the old index or the new one. */
function bringUpToDate(database: Database.Database): void {
  database
    .transaction(() => {
      // Another process may have done it between our look and our lock.
      if (versionOf(database) === 0) database.exec(SCHEMA);
      for (let at = versionOf(database); at !== SCHEMA_VERSION; at = versionOf(database)) {
        const migration = MIGRATIONS[at];
        if (migration === undefined) throw laterVersion(at, SCHEMA_VERSION);
        migration(database);
      }
    })
    .immediate();
}
