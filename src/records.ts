import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Answer } from './answer/schema.js';
import { MostanadError, messageOf } from './errors.js';

/** Answers older than this are forgotten, unless someone judged them. In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;
const MEMORY = 90 * DAY;

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
`;

/** What is kept of answers given, for the buttons under them and for what people think of them. */
export interface Records {
  /** Keeps an answer; returns its id of 11 letters, digits, - and _. */
  keep(answer: Answer): string;
  answer(id: string): Answer | null;
  /** Keeps a person's verdict in the place of an earlier one; false where the answer is unknown. */
  judge(id: string, person: string, verdict: 'good' | 'bad'): boolean;
  close(): void;
}

/**
 * Opens the records in a data folder. They are no part of the index: that can be made again, these
 * cannot.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openRecords(folder: string, now: () => number = Date.now): Records {
  const database = open(join(folder, 'records.sqlite'), folder);
  const insert = database.prepare('INSERT INTO answer VALUES (?, ?, ?)');
  const find = database.prepare('SELECT answer FROM answer WHERE id = ?').pluck();
  const judge = database.prepare('INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)');
  const forget = database.prepare(
    'DELETE FROM answer WHERE given < ? AND id NOT IN (SELECT answer_id FROM verdict)',
  );
  let forgotten = Number.NEGATIVE_INFINITY;
  const forgetOld = () => {
    if (now() - forgotten < DAY) return;
    forgotten = now();
    forget.run(forgotten - MEMORY);
  };
  forgetOld();
  return {
    keep(answer) {
      forgetOld();
      const id = randomBytes(8).toString('base64url');
      insert.run(id, now(), JSON.stringify(answer));
      return id;
    },
    answer(id) {
      const stored = find.get(id) as string | undefined;
      return stored === undefined ? null : Answer.parse(JSON.parse(stored));
    },
    judge(id, person, verdict) {
      if (find.get(id) === undefined) return false;
      judge.run(id, person, verdict, now());
      return true;
    },
    close: () => database.close(),
  };
}

function open(path: string, folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true });
    const database = new Database(path, { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    database.pragma('foreign_keys = ON');
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    throw new MostanadError('storage', `records ${path}: ${messageOf(error)}`, { cause: error });
  }
}
