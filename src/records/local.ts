import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { createConversations } from '../answer/conversation/memory.js';
import { Answer } from '../answer/schema.js';
import { openRecordsFile, recordsError } from './file.js';
import { inboxIn } from './inbox.js';
import { type GivenAnswer, type Inbox, KEPT_FOR, type Memory, type Sent } from './port.js';

const DAY = 24 * 60 * 60 * 1000;

/**
 * What a chat remembers in a data folder; null: in memory, for as long as the process runs. The records
 * are no part of the index: that can be made again, these cannot. The conversations are in memory in any
 * case.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openLocalMemory(folder: string | null, now: () => number = Date.now): Memory {
  const database = openRecordsFile(folder);
  const forgetOld = forgetting(database, now);
  forgetOld();
  const calls = guarded(
    { ...answersIn(database, now), ...repliesIn(database, now), forgetOld },
    database.name,
  );
  return {
    records: {
      async keep(answer) {
        calls.forgetOld();
        return calls.keep(answer);
      },
      answer: async (id) => calls.answer(id),
      judge: async (id, person, verdict) => calls.judge(id, person, verdict),
      sentFor: async (place, messageId) => calls.sentFor(place, messageId),
      noteSent: async (place, messageId, sent) => calls.noteSent(place, messageId, sent),
      lastAnswer: async (place) => calls.lastAnswer(place),
    },
    conversations: createConversations(now),
    inbox: guarded(inboxIn(database, now), database.name),
    async close() {
      database.close();
    },
  };
}

/**
 * The inbox alone, in a data folder.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openInbox(folder: string): Inbox & { close(): void } {
  const database = openRecordsFile(folder);
  const inbox = guarded(inboxIn(database, Date.now), database.name);
  return { ...inbox, close: () => void database.close() };
}

/** Has every call say which records failed, where SQLite does. */
function guarded<Calls extends object>(calls: Calls, path: string): Calls {
  const wrap = (call: (...args: unknown[]) => unknown) =>
    function guardedCall(...args: unknown[]): unknown {
      try {
        return call(...args);
      } catch (error) {
        throw error instanceof Database.SqliteError ? recordsError(path, error) : error;
      }
    };
  const wrapped = Object.entries(calls).map(([name, call]) => [name, wrap(call)]);
  return Object.fromEntries(wrapped) as Calls;
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
    forget(forgotten - KEPT_FOR);
  };
}

function answersIn(database: Database.Database, now: () => number) {
  const insert = database.prepare('INSERT INTO answer VALUES (?, ?, ?)');
  const find = database.prepare('SELECT answer FROM answer WHERE id = ?').pluck();
  const judge = database.prepare('INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)');
  return {
    keep(answer: Answer): string {
      const id = randomBytes(8).toString('base64url');
      insert.run(id, now(), JSON.stringify(answer));
      return id;
    },
    answer(id: string): Answer | null {
      const stored = find.get(id) as string | undefined;
      return stored === undefined ? null : parsed(stored);
    },
    judge(id: string, person: string, verdict: 'good' | 'bad'): boolean {
      if (find.get(id) === undefined) return false;
      judge.run(id, person, verdict, now());
      return true;
    },
  };
}

function repliesIn(database: Database.Database, now: () => number) {
  const find = database.prepare(
    'SELECT digest, message_ids AS messageIds, answer_id AS answerId FROM sent WHERE place = ? AND message_id = ?',
  );
  const note = database.prepare('INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?)');
  const last = database.prepare(`
    SELECT id, answer FROM sent JOIN answer ON id = answer_id
    WHERE place = ? ORDER BY sent.given DESC, message_id DESC LIMIT 1
  `);
  return {
    sentFor(place: string, messageId: number): Sent | null {
      const row = find.get(place, messageId) as
        | (Omit<Sent, 'messageIds'> & { messageIds: string })
        | undefined;
      return row === undefined ? null : { ...row, messageIds: JSON.parse(row.messageIds) };
    },
    noteSent(place: string, messageId: number, { digest, messageIds, answerId }: Sent): void {
      note.run(place, messageId, digest, JSON.stringify(messageIds), answerId, now());
    },
    lastAnswer(place: string): GivenAnswer | null {
      const row = last.get(place) as { id: string; answer: string } | undefined;
      return row === undefined ? null : { id: row.id, answer: parsed(row.answer) };
    },
  };
}
