import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openTables } from '../../corpus/sqlite.js';
import { storageError } from '../../errors.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL
  ) STRICT;
  PRAGMA user_version = 1;
`;

/**
 * What no other data folder is called, made where it is missing. A database, so that two processes make one, and
 * a backup takes it along: a folder that is restored elsewhere is the same.
 *
 * @throws MostanadError `storage` where the folder cannot be used
 */
export function identityOf(dataFolder: string): string {
  const path = join(dataFolder, 'identity.sqlite');
  const explained = (_path: string, cause: unknown) => storageError(path, cause, `delete ${path}`);
  const database = openTables(path, 'FULL', { schema: SCHEMA, version: 1 }, explained);
  try {
    const fresh = randomBytes(8).toString('hex');
    database.prepare('INSERT OR IGNORE INTO identity VALUES (1, ?)').run(fresh);
    return database.prepare('SELECT id FROM identity').pluck().get() as string;
  } catch (error) {
    throw explained(path, error);
  } finally {
    database.close();
  }
}
