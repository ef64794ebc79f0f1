import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MostanadError, messageOf } from '../../errors.js';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';

const FILE = 'index.sqlite';
/** How long a writer waits for another process before it gives up, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/**
 * Opens the index in a data folder, made where it is missing. An index of an older version is
 * dropped: all that it holds comes from the corpus and is read again.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openDatabase(folder: string): Database.Database {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true });
    const database = open(path);
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version === SCHEMA_VERSION) return database;
    if (version > SCHEMA_VERSION) {
      database.close();
      throw new Error(`it is of version ${version}, this program knows ${SCHEMA_VERSION}`);
    }
    if (version === 0) return create(database);
    database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return create(open(path));
  } catch (error) {
    throw storageError(path, error);
  }
}

/** What is wrong with an index, and the cure: it holds nothing that the corpus does not. */
export function storageError(path: string, cause: unknown): MostanadError {
  const cure = 'if it is damaged, delete its folder and run npm run index';
  return new MostanadError('storage', `index ${path}: ${messageOf(cause)} (${cure})`, { cause });
}

function open(path: string): Database.Database {
  const database = new Database(path, { timeout: BUSY_TIMEOUT });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  return database;
}

function create(database: Database.Database): Database.Database {
  // Another process may have created the tables between our look and our lock.
  database
    .transaction(() => {
      if (database.pragma('user_version', { simple: true }) === 0) database.exec(SCHEMA);
    })
    .immediate();
  return database;
}
