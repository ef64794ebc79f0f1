import type { RecordTables, Table } from './tables.js';

/** How many were stored; what is there already, or newer there, is not counted. */
export interface RecordsCopied {
  readonly answers: number;
  readonly verdicts: number;
  readonly replies: number;
}

/**
 * Copies the records that another store lacks. What is newer there stays: an answer never changes, and of a
 * person's verdict and of what was sent for a message the later one counts. One that was ended goes on where it was.
 *
 * @throws MostanadError `storage` where either cannot be used; the signal's reason where that aborts
 */
export async function copyRecords(
  from: RecordTables,
  to: RecordTables,
  signal: AbortSignal,
): Promise<RecordsCopied> {
  const copied = async <Row>(source: Table<Row>, target: Table<Row>) => {
    let count = 0;
    for await (const rows of source.all()) {
      signal.throwIfAborted();
      count += await target.merge(rows);
    }
    return count;
  };
  return {
    // First: the others are of answers.
    answers: await copied(from.answers, to.answers),
    verdicts: await copied(from.verdicts, to.verdicts),
    replies: await copied(from.replies, to.replies),
  };
}
