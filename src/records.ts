import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { Answer } from './answer/schema.js';
import { openRecordsFile, recordsError } from './records-file.js';

/** Answers older than this are forgotten, unless someone judged them. In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;
const MEMORY = 90 * DAY;

/** A message that three starts in a row have found unanswered is taken for what ends them. */
const MOST_TRIES = 3;

/** What was sent in return for a message. */
export interface Sent {
  /** Of the text that was answered; null while some of the answer is still to be sent. */
  readonly digest: string | null;
  /** The messages that stand, in order. */
  readonly messageIds: readonly number[];
  /** The answer that they show, where they show one. */
  readonly answerId: string | null;
}

/** Which messages were answered with which; kept as long as the answers. */
export interface Replies {
  /** @param place - a chat of a bot of a platform, within which `messageId` is unique */
  sentFor(place: string, messageId: number): Sent | null;
  /** Keeps what was sent in the place of what was sent before. */
  noteSent(place: string, messageId: number, sent: Sent): void;
  /** The answer that was sent last in a place. */
  lastAnswer(place: string): { readonly id: string; readonly answer: Answer } | null;
}

/** What a platform handed over for good and is not dealt with yet; it outlives the process. */
export interface Inbox {
  /** Keeps an item until it is dealt with; one that is there already stays as it is. */
  takeIn(receiver: string, id: number, item: string): void;
  dealtWith(receiver: string, id: number): void;
  /**
   * At a start: what an earlier run left, in the order of the ids, and how many were given up, after
   * a day or three starts.
   */
  leftOver(receiver: string): { readonly items: readonly string[]; readonly givenUp: number };
}

/** What is kept of answers given, for the buttons under them and for what people think of them. */
export interface Records extends Replies, Inbox {
  /** Keeps an answer; returns its id of 11 letters, digits, - and _. */
  keep(answer: Answer): string;
  answer(id: string): Answer | null;
  /** Keeps a person's verdict in the place of an earlier one; false where the answer is unknown. */
  judge(id: string, person: string, verdict: 'good' | 'bad'): boolean;
  close(): void;
}

/**
 * Opens the records in a data folder; null: in memory, for as long as the process runs. They are no part of the index: that can be made again, these
 * cannot.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openRecords(folder: string | null, now: () => number = Date.now): Records {
  const database = openRecordsFile(folder);
  const insert = database.prepare('INSERT INTO answer VALUES (?, ?, ?)');
  const find = database.prepare('SELECT answer FROM answer WHERE id = ?').pluck();
  const judge = database.prepare('INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)');
  const forgetOld = forgetting(database, now);
  forgetOld();
  const records: Records = {
    ...repliesIn(database, now),
    ...inboxIn(database, now),
    keep(answer) {
      forgetOld();
      const id = randomBytes(8).toString('base64url');
      insert.run(id, now(), JSON.stringify(answer));
      return id;
    },
    answer(id) {
      const stored = find.get(id) as string | undefined;
      return stored === undefined ? null : parsed(stored);
    },
    judge(id, person, verdict) {
      if (find.get(id) === undefined) return false;
      judge.run(id, person, verdict, now());
      return true;
    },
    close: () => database.close(),
  };
  return guarded(records, database.name);
}

/** Has every call say which records failed, where SQLite does. */
function guarded(records: Records, path: string): Records {
  const wrap = (call: (...args: unknown[]) => unknown) =>
    function guardedCall(...args: unknown[]): unknown {
      try {
        return call(...args);
      } catch (error) {
        throw error instanceof Database.SqliteError ? recordsError(path, error) : error;
      }
    };
  const calls = Object.entries(records).map(([name, call]) => [name, wrap(call)]);
  return Object.fromEntries(calls) as Records;
}

function parsed(stored: string): Answer {
  return Answer.parse(JSON.parse(stored));
}

/** Forgets what is old, once a day. */
function forgetting(database: Database.Database, now: () => number): () => void {
  const forgetAnswers = database.prepare(
    'DELETE FROM answer WHERE given < ? AND id NOT IN (SELECT answer_id FROM verdict)',
  );
  const forgetSent = database.prepare(
    'DELETE FROM sent WHERE given < ? AND (answer_id IS NULL OR answer_id NOT IN (SELECT id FROM answer))',
  );
  let forgotten = Number.NEGATIVE_INFINITY;
  const forget = database.transaction((before: number) => {
    forgetAnswers.run(before);
    forgetSent.run(before);
  });
  return () => {
    if (now() - forgotten < DAY) return;
    forgotten = now();
    forget(forgotten - MEMORY);
  };
}

function repliesIn(database: Database.Database, now: () => number): Replies {
  const find = database.prepare(
    'SELECT digest, message_ids AS messageIds, answer_id AS answerId FROM sent WHERE place = ? AND message_id = ?',
  );
  const note = database.prepare('INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?)');
  const last = database.prepare(`
    SELECT id, answer FROM sent JOIN answer ON id = answer_id
    WHERE place = ? ORDER BY sent.given DESC, message_id DESC LIMIT 1
  `);
  return {
    sentFor(place, messageId) {
      const row = find.get(place, messageId) as
        | (Omit<Sent, 'messageIds'> & { messageIds: string })
        | undefined;
      return row === undefined ? null : { ...row, messageIds: JSON.parse(row.messageIds) };
    },
    noteSent(place, messageId, { digest, messageIds, answerId }) {
      note.run(place, messageId, digest, JSON.stringify(messageIds), answerId, now());
    },
    lastAnswer(place) {
      const row = last.get(place) as { id: string; answer: string } | undefined;
      return row === undefined ? null : { id: row.id, answer: parsed(row.answer) };
    },
  };
}

function inboxIn(database: Database.Database, now: () => number): Inbox {
  const take = database.prepare(
    'INSERT OR IGNORE INTO inbox (receiver, id, item, taken) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM inbox WHERE receiver = ? AND id = ?');
  const giveUp = database.prepare(
    'DELETE FROM inbox WHERE receiver = ? AND (taken < ? OR tries >= ?)',
  );
  const retry = database.prepare('UPDATE inbox SET tries = tries + 1 WHERE receiver = ?');
  const list = database.prepare('SELECT item FROM inbox WHERE receiver = ? ORDER BY id').pluck();
  return {
    takeIn: (receiver, id, item) => void take.run(receiver, id, item, now()),
    dealtWith: (receiver, id) => void remove.run(receiver, id),
    leftOver: database.transaction((receiver: string) => {
      const { changes } = giveUp.run(receiver, now() - DAY, MOST_TRIES);
      retry.run(receiver);
      return { items: list.all(receiver) as string[], givenUp: changes };
    }),
  };
}
