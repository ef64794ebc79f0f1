import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openTables } from '../../corpus/sqlite.js';
import { storageError } from '../../errors.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL
  ) STRICT;
`;

const DAMAGED =
  'it is damaged: restore a backup (npm run restore); without one move it, its -wal and -shm files away: ' +
  'the folder is another to the cluster then, which keeps the articles that were fetched into it ' +
  'before as they are';

/**
 * What no other data folder is called, made where it is missing. A database, so that two processes make one, and
 * a backup takes it along: a folder that is restored elsewhere is the same.
 *
 * @throws MostanadError `storage` where the folder cannot be used
 */
export function identityOf(dataFolder: string): string {
  const path = join(dataFolder, 'identity.sqlite');
  const explained = (_path: string, cause: unknown) => storageError(path, cause, DAMAGED);
  const database = openTables(path, 'FULL', { schema: SCHEMA, version: 1 }, explained);
  try {
    const read = database.prepare<[], string>('SELECT id FROM identity').pluck();
    return read.get() ?? made(database, read);
  } catch (error) {
    throw explained(path, error);
  } finally {
    database.close();
  }
}

/** Of two processes that make one, the first makes it for both. */
function made(database: Database.Database, read: Database.Statement<[], string>): string {
  const fresh = randomBytes(8).toString('hex');
  database.prepare('INSERT OR IGNORE INTO identity VALUES (1, ?)').run(fresh);
  return read.get() as string;
}
