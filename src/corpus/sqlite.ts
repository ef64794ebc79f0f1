import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { MostanadError } from '../errors.js';
import { makeFolder } from './make-folder.js';

/** How long a writer waits for another process before it gives up, in milliseconds. */
const BUSY_TIMEOUT = 10_000;
/** What SQLite calls auto_vacuum = INCREMENTAL; to say it again is a write. */
const INCREMENTAL = 2;

/**
 * Opens a database of the data folder, made where it is missing; one that cannot be used is closed.
 *
 * @param path - a file, or `:memory:`
 * @param synchronous - what a power cut may lose: with NORMAL the last moment, with FULL nothing
 * @param prepare - brings its tables up to date
 * @throws what SQLite, the file system or `prepare` throws
 */
export function openSqlite(
  path: string,
  synchronous: 'NORMAL' | 'FULL',
  prepare: (database: Database.Database) => void,
): Database.Database {
  if (path !== ':memory:') makeFolder(dirname(path));
  const database = new Database(path, { timeout: BUSY_TIMEOUT });
  try {
    // Of a new file alone: before its first page is written.
    if (database.pragma('auto_vacuum', { simple: true }) !== INCREMENTAL)
      database.pragma(`auto_vacuum = ${INCREMENTAL}`);
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('foreign_keys = ON');
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The version of a database's tables; 0 where there are none. */
export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/** What a database holds. */
export interface Tables {
  /** Makes only what is missing. */
  readonly schema: string;
  readonly version: number;
}

/**
 * Opens a database and makes the tables that are missing.
 *
 * @param explained - what is wrong with a database at a path, and the cure
 * @throws MostanadError as `explained` makes it
 */
export function openTables(
  path: string,
  synchronous: 'NORMAL' | 'FULL',
  tables: Tables,
  explained: (path: string, cause: unknown) => MostanadError,
): Database.Database {
  try {
    return openSqlite(path, synchronous, (database) => makeTables(database, tables));
  } catch (error) {
    throw explained(path, error);
  }
}

/** In one transaction, which writes nothing where nothing is missing. */
function makeTables(database: Database.Database, { schema, version }: Tables): void {
  const there = versionOf(database);
  if (there > version) throw laterVersion(there, version);
  const make = database.transaction(() => {
    database.exec(schema);
    if (there !== version) database.pragma(`user_version = ${version}`);
  });
  make.immediate();
}

/** What is said of tables that this program does not know. */
export function laterVersion(there: number, known: number): Error {
  return new Error(`it is of version ${there}, this program knows ${known} (use a newer program)`);
}
