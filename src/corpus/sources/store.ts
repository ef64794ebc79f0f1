import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { type MostanadError, storageError } from '../../errors.js';
import type { PageMemory } from '../fetch/memory.js';
import type { PollRecord } from '../fetch/poll.js';
import { type Reason, readStoredReason, storedReason } from '../reasons.js';
import { openTables } from '../sqlite.js';

/** What a source is: a file or folder of this machine, a page of one article, or a feed of many. */
export type SourceKind = 'path' | 'page' | 'feed';

/** Something that the corpus is made of beside the configured paths. */
export interface Source {
  /** Never given to another one, so that a person's list stays right. */
  readonly id: number;
  /** An absolute path, or a URL. */
  readonly place: string;
  readonly kind: SourceKind;
  /** In milliseconds since 1970, like `due`: when a page or feed is asked next. */
  readonly addedAt: number;
  readonly due: number;
  readonly poll: PollRecord;
  /** What to ask by next time; null where nothing is remembered or not all that came was kept. */
  readonly memory: PageMemory | null;
  /** How often in a row it was answered that the page is gone. */
  readonly gone: number;
  /** Why the last poll failed; null where it did not. */
  readonly problem: Reason | null;
}

/** What a poll leaves. */
export type Polled = Pick<Source, 'due' | 'poll' | 'memory' | 'gone' | 'problem'>;

/** The list of sources. It is no part of the index: that can be made again, this cannot. */
export interface SourceStore {
  /** In the order in which they were added. */
  list(): readonly Source[];
  find(place: string): Source | null;
  /** Adds a source, due at once; one that is there already stays as it is. */
  add(place: string, kind: SourceKind): Source;
  /** Keeps what a poll leaves; nothing where the source was removed meanwhile. */
  keep(id: number, polled: Polled): void;
  remove(id: number): void;
  close(): void;
}

/** The file of the list in a data folder. */
export const sourcesFile = (dataFolder: string): string => join(dataFolder, 'sources.sqlite');

const DAMAGED =
  'it is damaged: restore a backup (npm run restore); without one move it, its -wal and -shm files and ' +
  'the folder fetched away, and add the sources again';

/** Raised when the table changes. */
export const SOURCES_VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('path', 'page', 'feed')),
    added INTEGER NOT NULL,
    due INTEGER NOT NULL,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    memory_url TEXT,
    etag TEXT,
    last_modified TEXT,
    gone INTEGER NOT NULL DEFAULT 0,
    problem TEXT
  ) STRICT;
`;

/**
 * Opens the list of a data folder, made where it is missing.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openSources(dataFolder: string, now: () => number = Date.now): SourceStore {
  const database = open(dataFolder);
  const list = database.prepare('SELECT * FROM source ORDER BY id');
  const find = database.prepare('SELECT * FROM source WHERE place = ?');
  const insert = database.prepare(
    'INSERT OR IGNORE INTO source (place, kind, added, due) VALUES (?, ?, ?, ?)',
  );
  const update = database.prepare(`
    UPDATE source SET due = ?, unchanged = ?, failures = ?, memory_url = ?, etag = ?,
      last_modified = ?, gone = ?, problem = ?
    WHERE id = ?
  `);
  const remove = database.prepare('DELETE FROM source WHERE id = ?');
  return {
    list: () => (list.all() as Row[]).map(sourceOf),
    find(place) {
      const row = find.get(place) as Row | undefined;
      return row === undefined ? null : sourceOf(row);
    },
    add(place, kind) {
      insert.run(place, kind, now(), now());
      return sourceOf(find.get(place) as Row);
    },
    keep(id, { due, poll, memory, gone, problem }) {
      const { url = null, etag = null, lastModified = null } = memory ?? {};
      const told = problem === null ? null : storedReason(problem);
      update.run(due, poll.unchanged, poll.failures, url, etag, lastModified, gone, told, id);
    },
    remove: (id) => void remove.run(id),
    close: () => database.close(),
  };
}

interface Row {
  readonly id: number;
  readonly place: string;
  readonly kind: SourceKind;
  readonly added: number;
  readonly due: number;
  readonly unchanged: number;
  readonly failures: number;
  readonly memory_url: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly gone: number;
  readonly problem: string | null;
}

function sourceOf(row: Row): Source {
  const { id, place, kind, added, due, unchanged, failures, gone, problem } = row;
  const { memory_url: url, etag, last_modified: lastModified } = row;
  return {
    id,
    place,
    kind,
    addedAt: added,
    due,
    poll: { unchanged, failures },
    memory: url === null ? null : { url, etag, lastModified },
    gone,
    problem: problem === null ? null : readStoredReason(problem),
  };
}

function open(dataFolder: string): Database.Database {
  const tables = { schema: SCHEMA, version: SOURCES_VERSION };
  // What a person added must be there after a power cut, too.
  return openTables(sourcesFile(dataFolder), 'FULL', tables, sourcesError);
}

/** What is wrong with the list of sources, and the cure. */
export function sourcesError(path: string, cause: unknown): MostanadError {
  return storageError(`sources ${path}`, cause, DAMAGED);
}
