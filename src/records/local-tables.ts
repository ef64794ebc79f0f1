import Database from 'better-sqlite3';
import { MostanadError } from '../errors.js';
import { openRecordsFile, recordsError } from './file.js';
import type { KeptAnswer, KeptReply, KeptVerdict, RecordTables, Table } from './tables.js';

/** Rows that are read or written in one go: a bot that uses the file meanwhile waits no longer. */
const A_PART = 200;

/** An answer's JSON. */
type AnswerRow = Omit<KeptAnswer, 'answer'> & { readonly answer: string };
/** The messages' JSON. */
type ReplyRow = Omit<KeptReply, 'messageIds'> & { readonly messageIds: string };

/**
 * Opens the records of a data folder as a whole.
 *
 * @throws MostanadError `storage` where the folder or file cannot be used
 */
export function openLocalTables(folder: string): RecordTables {
  const database = openRecordsFile(folder);
  return {
    answers: answersIn(database),
    verdicts: verdictsIn(database),
    replies: repliesIn(database),
    async close() {
      database.close();
    },
  };
}

function answersIn(database: Database.Database): Table<KeptAnswer> {
  return tableOf<AnswerRow, KeptAnswer>(database, {
    read: 'SELECT id, given, answer FROM answer',
    merge: 'INSERT OR IGNORE INTO answer VALUES (@id, @given, @answer)',
    fromRow: (row) => ({ ...row, answer: parsed(row.answer, `answer ${row.id}`) }),
    toRow: (kept) => ({ ...kept, answer: JSON.stringify(kept.answer) }),
  });
}

function verdictsIn(database: Database.Database): Table<KeptVerdict> {
  return tableOf<KeptVerdict, KeptVerdict>(database, {
    read: 'SELECT answer_id AS answerId, person, verdict, given FROM verdict',
    merge: `
      INSERT INTO verdict SELECT id, @person, @verdict, @given FROM answer WHERE id = @answerId
      ON CONFLICT DO UPDATE SET verdict = excluded.verdict, given = excluded.given
      WHERE excluded.given > verdict.given
    `,
    fromRow: (row) => row,
    toRow: (kept) => kept,
  });
}

function repliesIn(database: Database.Database): Table<KeptReply> {
  return tableOf<ReplyRow, KeptReply>(database, {
    read: `
      SELECT place, message_id AS messageId, digest, message_ids AS messageIds,
        answer_id AS answerId, given FROM sent
    `,
    merge: `
      INSERT INTO sent VALUES (@place, @messageId, @digest, @messageIds, @answerId, @given)
      ON CONFLICT DO UPDATE SET digest = excluded.digest, message_ids = excluded.message_ids,
        answer_id = excluded.answer_id, given = excluded.given
      WHERE excluded.given > sent.given
    `,
    fromRow: (row) => ({ ...row, messageIds: parsed(row.messageIds, `reply to ${row.messageId}`) }),
    toRow: (kept) => ({ ...kept, messageIds: JSON.stringify(kept.messageIds) }),
  });
}

/** @throws MostanadError `storage` without the parser's own message, which quotes what a person wrote */
function parsed<Value>(json: string, record: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    throw new MostanadError('storage', `records.sqlite: ${record} is no JSON`);
  }
}

/** How a kind of record stands in a table. */
interface Layout<Row, Kept> {
  readonly read: string;
  /** Stores a row where it is new or newer. */
  readonly merge: string;
  readonly fromRow: (row: Row) => Kept;
  readonly toRow: (kept: Kept) => Row;
}

function tableOf<Row, Kept>(
  database: Database.Database,
  { read, merge, fromRow, toRow }: Layout<Row, Kept>,
): Table<Kept> {
  const reading = database.prepare<[], Row>(read);
  const merging = database.prepare(merge);
  const mergeAll = database.transaction((rows: readonly Kept[]) =>
    rows.reduce((sum, row) => sum + merging.run(toRow(row)).changes, 0),
  );
  const explained = (error: unknown) =>
    error instanceof Database.SqliteError ? recordsError(database.name, error) : error;
  return {
    async *all() {
      try {
        let part: Kept[] = [];
        for (const row of reading.iterate()) {
          part.push(fromRow(row));
          if (part.length < A_PART) continue;
          yield part;
          part = [];
        }
        if (part.length > 0) yield part;
      } catch (error) {
        throw explained(error);
      }
    },
    async merge(rows) {
      try {
        return mergeAll.immediate(rows);
      } catch (error) {
        throw explained(error);
      }
    },
  };
}
