import { KEPT_FOR } from './port.js';
import type { RecordTables, Table } from './tables.js';

/** How many were stored; what is there already, or newer there, is not counted. */
export interface RecordsCopied {
  readonly answers: number;
  readonly verdicts: number;
  readonly replies: number;
}

/**
 * Copies the records that another store lacks, but for what is too old to be kept there. What is newer there stays:
 * an answer never changes, and of a person's verdict and of what was sent for a message the later one counts. One that
 * was ended goes on where it was.
 *
 * @param now - in milliseconds since 1970
 * @throws MostanadError `storage` where either cannot be used; the signal's reason where that aborts
 */
export async function copyRecords(
  from: RecordTables,
  to: RecordTables,
  signal: AbortSignal,
  now: number,
): Promise<RecordsCopied> {
  const copied = async <Row>(
    source: Table<Row>,
    target: Table<Row>,
    isKept: (row: Row) => boolean,
  ) => {
    let count = 0;
    for await (const rows of source.all()) {
      signal.throwIfAborted();
      count += await target.merge(rows.filter(isKept));
    }
    return count;
  };
  const judged = await judgedIn(from, signal);
  const isYoung = (given: number) => given >= now - KEPT_FOR;
  return {
    // First: the others are of answers.
    answers: await copied(
      from.answers,
      to.answers,
      ({ id, given }) => isYoung(given) || judged.has(id),
    ),
    verdicts: await copied(from.verdicts, to.verdicts, () => true),
    replies: await copied(
      from.replies,
      to.replies,
      ({ answerId, given }) => isYoung(given) || (answerId !== null && judged.has(answerId)),
    ),
  };
}

/** The answers that are kept for good. */
async function judgedIn(
  { verdicts }: RecordTables,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const judged = new Set<string>();
  for await (const rows of verdicts.all()) {
    signal.throwIfAborted();
    for (const { answerId } of rows) judged.add(answerId);
  }
  return judged;
}
