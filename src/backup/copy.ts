import { copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { codeOf } from '../errors.js';
import { NEW_IDENTITY } from '../search/embedded/schema.js';

const PRIVATE = 0o600;
/** A megabyte: between two steps others get at the disk. */
const PAGES_A_STEP = 256;
/** How long to wait for a database that is being recovered, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/**
 * Copies a database that is in use, as it is at this moment, into one file that needs no other beside
 * it.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  // Whatever becomes of the backup's folder: the databases tell what people asked.
  await (await open(to, 'wx', PRIVATE)).close();
  const source = new Database(from, { fileMustExist: true, timeout: BUSY_TIMEOUT });
  try {
    // Within one read transaction: else whatever is written meanwhile has the copy begin anew.
    source.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    await source.backup(to, { progress: () => PAGES_A_STEP });
  } finally {
    source.close();
  }
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
    if (hasTable(copy, 'meta')) copy.exec(NEW_IDENTITY);
  } finally {
    copy.close();
  }
  await settle(to);
}

/** Copies a folder without its hidden and temporary files; what is gone meanwhile is left out. */
export async function copyTree(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(ignoreMissing);
  for (const entry of entries ?? []) {
    if (/^\.|\.\d+$/u.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) await copyWhole(source, target).catch(ignoreMissing);
  }
}

function hasTable(database: Database.Database, name: string): boolean {
  const find = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  return find.get(name) !== undefined;
}

/** Copies a file into a folder that may not be there yet; it is on the disk when this is done. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await settle(to);
}

/** Has a file, or the names in a folder, outlive a power cut, where the system knows of that. */
export async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync().catch(() => {});
  } finally {
    await handle.close();
  }
}

export function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
