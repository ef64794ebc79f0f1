import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { SOURCES_VERSION, sourcesError } from '../corpus/sources/store.js';
import { type MostanadError, storageError } from '../errors.js';
import { RECORDS_VERSION, recordsError } from '../records/file.js';
import { indexError } from '../search/embedded/database.js';
import { SCHEMA_VERSION } from '../search/embedded/schema.js';

/** Of which databases this program knows up to which version. */
const KNOWN: Readonly<Record<string, number>> = {
  'index.sqlite': SCHEMA_VERSION,
  'records.sqlite': RECORDS_VERSION,
  'sources.sqlite': SOURCES_VERSION,
};

/**
 * Reads every page of a database; `whole` also compares its indexes with its tables.
 *
 * @param told - the path that an error names
 * @throws MostanadError `storage` that says what is wrong with it and the cure
 */
export function checkDatabase(path: string, depth: 'quick' | 'whole', told = path): void {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const pragma = depth === 'quick' ? 'quick_check(1)' : 'integrity_check(1)';
      const found = database.pragma(pragma, { simple: true });
      if (found !== 'ok') throw new Database.SqliteError(lastLine(found), 'SQLITE_CORRUPT');
    } finally {
      database.close();
    }
  } catch (error) {
    throw databaseError(told, error);
  }
}

/** The version of a database's tables, where it is one that this program does not know yet; else null. */
export function laterVersion(path: string): { readonly is: number; readonly known: number } | null {
  const known = KNOWN[basename(path)];
  if (known === undefined) return null;
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const is = database.pragma('user_version', { simple: true }) as number;
    return is > known ? { is, known } : null;
  } finally {
    database.close();
  }
}

/** SQLite heads what it finds with the database's name. */
function lastLine(found: unknown): string {
  return String(found).trim().split('\n').at(-1) ?? '';
}

/** What is wrong with a database, and the cure. */
export function databaseError(path: string, cause: unknown): MostanadError {
  const name = basename(path);
  if (name === 'index.sqlite') return indexError(path, cause);
  if (name === 'records.sqlite') return recordsError(path, cause);
  if (name === 'sources.sqlite') return sourcesError(path, cause);
  return storageError(path, cause, 'it is damaged: restore a backup (npm run restore)');
}
