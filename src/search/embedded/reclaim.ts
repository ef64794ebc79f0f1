import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** Pages given back between two turns of the event loop: a few milliseconds. */
const PAGES_A_TURN = 64;
/** Free pages that stay for what comes next: a megabyte. */
const PAGES_KEPT = 256;
/** As SQLite numbers it: free pages stay in the file until they are asked back. */
const INCREMENTAL = 2;

/**
 * Gives the room of what was removed back to the disk, a little at a time. An index that was made before
 * this was thought of keeps it, and fills it again.
 */
export async function reclaim(database: Database.Database): Promise<void> {
  if (numberOf(database, 'auto_vacuum') !== INCREMENTAL) return;
  for (let free = freePages(database); free > PAGES_KEPT; free = freePages(database)) {
    database.pragma(`incremental_vacuum(${Math.min(PAGES_A_TURN, free - PAGES_KEPT)})`);
    await nextTurn();
    // Another process may fill it meanwhile, or hold it: what is left is given back the next time.
    if (freePages(database) >= free) return;
  }
}

const freePages = (database: Database.Database) => numberOf(database, 'freelist_count');

function numberOf(database: Database.Database, pragma: string): number {
  return database.pragma(pragma, { simple: true }) as number;
}
