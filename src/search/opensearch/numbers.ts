import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';
import { readDocuments } from './documents.js';
import type { Names } from './layout.js';

const ID = 'next-passage';
/** Numbers drawn in one go: a process that ends leaves the rest of its own unused. */
const AT_ONCE = 10_000;
/** Tries against others that draw at the same moment. */
const MOST_TRIES = 50;

/** Passage ids: never given twice, whatever process draws them. */
export interface Numbers {
  /** Draws consecutive numbers. @returns the first of them */
  take(count: number): Promise<number>;
}

/** Opens the numbers of a bot. */
export function openNumbers(connection: Connection, names: Names): Numbers {
  let next = 1;
  let end = 1;
  let last: Promise<unknown> = Promise.resolve();

  async function draw(count: number): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const wanted = { index: names.state, id: ID, fields: ['next'] };
      const [before] = await readDocuments<{ readonly next: number }>(connection, [wanted]);
      const from = before?._source.next ?? 1;
      const condition = before
        ? `if_seq_no=${before._seq_no}&if_primary_term=${before._primary_term}`
        : 'op_type=create';
      const { status } = await connection.send({
        method: 'PUT',
        path: `/${names.state}/_doc/${ID}?${condition}`,
        body: { next: from + count },
        accept: [409],
      });
      // Where our own first try came through and its reply was lost, those numbers stay unused.
      if (status === 409) continue;
      [next, end] = [from, from + count];
      return;
    }
    throw new MostanadError('busy', `OpenSearch ${connection.where}: too many draw passage ids`);
  }

  async function take(count: number): Promise<number> {
    if (next + count > end) await draw(Math.max(count, AT_ONCE));
    const first = next;
    next += count;
    return first;
  }

  return {
    take(count) {
      const taken = last.then(() => take(count));
      last = taken.catch(() => {});
      return taken;
    },
  };
}
