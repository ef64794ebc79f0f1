import { setTimeout as pause } from 'node:timers/promises';
import { MostanadError } from '../../errors.js';
import { readDocuments } from '../../search/opensearch/documents.js';
import { write } from '../../search/opensearch/writes.js';
import type { ChatCluster } from './layout.js';

/** Tries against others that change the same document at the same moment. */
const MOST_TRIES = 10;
/** The longest pause after the first of them, in milliseconds; it doubles, a few times. */
const [PAUSE, DOUBLED] = [20, 5];

/** One document. */
interface Place {
  readonly index: string;
  readonly id: string;
  readonly fields: readonly string[];
}

/**
 * Exchanges a document for what `next` makes of it, only where no one else changed it meanwhile: else it is made
 * again of theirs. Where a first try came through and its reply was lost, `next` is given what it made.
 *
 * @param next - null: it stays
 * @returns what stands there now; null for nothing
 * @throws MostanadError `busy` where others change it again and again
 */
export async function exchange<Stored extends object>(
  { connection, searches }: ChatCluster,
  { index, id, fields }: Place,
  next: (found: Stored | null) => Stored | null,
): Promise<Stored | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [before = null] = await readDocuments<Stored>(connection, [{ index, id, fields }]);
    const found = before?._source ?? null;
    const document = next(found);
    if (document === null) return found;
    const [status = 0] = await write(connection, searches, [
      before === null
        ? { index, id, kind: 'create', document }
        : { index, id, kind: 'index', document, version: before },
    ]);
    if (status < 300) return document;
    await pause(Math.random() * PAUSE * 2 ** Math.min(tries, DOUBLED));
  }
  const reason = 'a record is changed by others again and again';
  throw new MostanadError('busy', `OpenSearch ${connection.where}: ${reason}`);
}
