import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { makeFolder } from '../corpus/make-folder.js';
import { openTables } from '../corpus/sqlite.js';
import { codeOf, type MostanadError, storageError } from '../errors.js';

const FILE = 'records.sqlite';
const PRIVATE = 0o600;
const ANYBODY = 0o007;
const DAMAGED =
  'it is damaged: restore a backup (npm run restore), or move it and its -wal and -shm files away ' +
  'to begin without the answers and verdicts kept so far';

/** Raised when the tables change. */
export const RECORDS_VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    given INTEGER NOT NULL,
    answer TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS answer_by_time ON answer (given);

  CREATE TABLE IF NOT EXISTS verdict (
    answer_id TEXT NOT NULL REFERENCES answer (id),
    person TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
    given INTEGER NOT NULL,
    PRIMARY KEY (answer_id, person)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS sent (
    place TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    digest TEXT,
    message_ids TEXT NOT NULL,
    answer_id TEXT,
    given INTEGER NOT NULL,
    PRIMARY KEY (place, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sent_by_time ON sent (place, given);
  CREATE INDEX IF NOT EXISTS sent_by_age ON sent (given);

  CREATE TABLE IF NOT EXISTS edition (
    place TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    PRIMARY KEY (place, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS edition_by_age ON edition (claimed);

  CREATE TABLE IF NOT EXISTS inbox (
    receiver TEXT NOT NULL,
    id INTEGER NOT NULL,
    item TEXT NOT NULL,
    taken INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (receiver, id)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Opens the records' file in a data folder, made where it is missing; null: in memory.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openRecordsFile(folder: string | null): Database.Database {
  const path = folder === null ? ':memory:' : privateFile(folder);
  const tables = { schema: SCHEMA, version: RECORDS_VERSION };
  // A power cut may lose the last moment, an end of the process nothing: no answer waits for the disk.
  return openTables(path, 'NORMAL', tables, recordsError);
}

/** The file's path, once it is there and nobody but its user may read it: SQLite's own are as it is. */
function privateFile(folder: string): string {
  const path = join(folder, FILE);
  try {
    makeFolder(folder);
    closeSync(openSync(path, 'wx', PRIVATE));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw recordsError(path, error);
    for (const ending of ['', '-wal', '-shm']) closeToAnybody(`${path}${ending}`);
  }
  return path;
}

/** Only what earlier versions made is open to anybody; a file that a group may read is so on purpose. */
function closeToAnybody(path: string): void {
  const { mode = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if ((mode & ANYBODY) === 0) return;
  try {
    chmodSync(path, PRIVATE);
  } catch {
    // It is another user's, who may have it so, or the file system knows no modes.
  }
}

/** What is wrong with the records, and the cure. */
export function recordsError(path: string, cause: unknown): MostanadError {
  return storageError(`records ${path}`, cause, DAMAGED);
}
