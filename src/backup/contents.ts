import { readdirSync } from 'node:fs';
import { codeOf, storageError } from '../errors.js';

/** The questions typed in the terminal. */
export const HISTORY = 'history';
/** What was fetched of pages and feeds, as files of the corpus. */
export const FETCHED = 'fetched';
/** The encoder that made the vectors: under a program with another they serve on until all is encoded anew. */
export const ENCODERS = 'encoders';

/** The databases of a data folder. */
export function databasesOf(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => name.endsWith('.sqlite'));
}

/** All that a restore puts others in the place of: the graph is a cache of the index that was. */
export function replacedIn(folder: string): readonly string[] {
  const kept = new Set([HISTORY, FETCHED, ENCODERS]);
  return namesIn(folder).filter(
    (name) => kept.has(name) || /\.sqlite(-wal|-shm|-journal)?$|^vectors\.(hnsw|json)/u.test(name),
  );
}

/** None where there is no such folder. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw storageError(`data folder ${folder}`, error);
  }
}
