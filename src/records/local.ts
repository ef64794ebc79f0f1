import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { createConversations } from '../answer/conversation/memory.js';
import { Answer } from '../answer/schema.js';
import { CLAIMED_FOR, editionsIn } from './editions.js';
import { openRecordsFile, recordsError } from './file.js';
import { inboxIn } from './inbox.js';
import { type GivenAnswer, KEPT_FOR, type Memory, type Sent } from './port.js';

/** Old answers and replies that are forgotten with each answer that is kept: nobody waits for more. */
const FORGOTTEN_AT_ONCE = 20;

/**
 * What a chat remembers in a data folder; null: in memory, for as long as the process runs. The records
 * are no part of the index: that can be made again, these cannot. The conversations are in memory in any
 * case.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openLocalMemory(folder: string | null, now: () => number = Date.now): Memory {
  const database = openRecordsFile(folder);
  try {
    return memoryIn(database, now);
  } catch (error) {
    database.close();
    throw error;
  }
}

function memoryIn(database: Database.Database, now: () => number): Memory {
  const calls = guarded(
    {
      ...answersIn(database, now),
      ...repliesIn(database, now),
      ...editionsIn(database, now),
      ...inboxIn(database, now),
      forgetOld: forgetting(database, now),
    },
    database.name,
  );
  // Nobody waits for an answer yet: all of it.
  calls.forgetOld(Number.MAX_SAFE_INTEGER);
  return {
    records: {
      async keep(answer) {
        const id = calls.keep(answer);
        calls.forgetOld(FORGOTTEN_AT_ONCE);
        return id;
      },
      answer: async (id) => calls.answer(id),
      judge: async (id, person, verdict) => calls.judge(id, person, verdict),
      sentFor: async (place, messageId) => calls.sentFor(place, messageId),
      noteSent: async (place, messageId, sent) => calls.noteSent(place, messageId, sent),
      lastAnswer: async (place) => calls.lastAnswer(place),
      claim: async (place, messageId, edition) => calls.claim(place, messageId, edition),
      hold: async (place, messageId, edition) =>
        calls.claim(place, messageId, edition) ? async () => {} : null,
    },
    conversations: createConversations(now),
    inbox: calls,
    async close() {
      database.close();
    },
  };
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

/** Forgets what is old, of answers and of replies at most so many. */
function forgetting(database: Database.Database, now: () => number): (most: number) => void {
  const forgetAnswers = database.prepare(`
    DELETE FROM answer WHERE id IN (
      SELECT id FROM answer WHERE given >= ? AND given < ?
      AND NOT EXISTS (SELECT 1 FROM verdict WHERE answer_id = id) LIMIT ?)
  `);
  const forgetSent = database.prepare(`
    DELETE FROM sent WHERE (place, message_id) IN (
      SELECT place, message_id FROM sent WHERE given >= ? AND given < ?
      AND NOT EXISTS (SELECT 1 FROM answer WHERE id = answer_id) LIMIT ?)
  `);
  const forgetClaims = database.prepare('DELETE FROM edition WHERE claimed < ?');
  // Of a bot that is not started any more; one that is gives its own up sooner.
  const forgetItems = database.prepare('DELETE FROM inbox WHERE taken < ?');
  // What is older is forgotten, or kept for good: it is looked through once.
  let from = Number.MIN_SAFE_INTEGER;
  return database.transaction((most: number) => {
    const before = now() - KEPT_FOR;
    const answers = forgetAnswers.run(from, before, most).changes;
    const sent = forgetSent.run(from, before, most).changes;
    forgetItems.run(before);
    forgetClaims.run(now() - CLAIMED_FOR);
    if (answers < most && sent < most) from = before;
  });
}

function answersIn(database: Database.Database, now: () => number) {
  const insert = database.prepare('INSERT INTO answer VALUES (?, ?, ?)');
  const find = database.prepare('SELECT answer FROM answer WHERE id = ?').pluck();
  // In one statement: another process may just forget the answer.
  const judge = database.prepare(
    'INSERT OR REPLACE INTO verdict SELECT id, ?, ?, ? FROM answer WHERE id = ?',
  );
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
      return judge.run(person, verdict, now(), id).changes > 0;
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
