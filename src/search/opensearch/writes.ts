import type { Connection } from './connection.js';
import {
  type ClusterFailure,
  documentFailure,
  explained,
  isTooLarge,
  tooLarge,
} from './failure.js';
import type { Searches } from './searches.js';

/** The state of a document that a write is to find unchanged. */
export interface Version {
  readonly _seq_no: number;
  readonly _primary_term: number;
}

/** One change of one document; each may be made twice. */
export interface Write {
  readonly index: string;
  readonly id: string;
  readonly kind: 'index' | 'create' | 'update' | 'delete';
  /** Of an update, the fields that change. */
  readonly document?: object;
  /** Where the document has another version, the write is a conflict (status 409). */
  readonly version?: Version | undefined;
}

/** One request holds no more than this: the cluster keeps what it has under way in memory. */
const [MOST_WRITES, MOST_UNITS] = [1000, 4_000_000];
/** A larger document is turned away by a node of little memory, however often it is sent. In UTF-16 units. */
const LARGEST = 10_000_000;

/**
 * Makes changes, a bounded request after the other: what a busy cluster turns away is sent again, after
 * a pause. What has returned is on the disks of every copy in step.
 *
 * @returns the status of each: 200 or 201, 404 where the document is not there, 409 for a conflict
 * @throws MostanadError `storage` where a document is refused ({@link isUnstorable}: for good)
 */
export async function write(
  connection: Connection,
  searches: Searches,
  writes: readonly Write[],
): Promise<readonly number[]> {
  for (const index of new Set(writes.map(({ index }) => index))) searches.wrote(index);
  const statuses: number[] = [];
  for (const part of parts(connection, writes))
    statuses.push(...(await writePart(connection, part)));
  // Again: a refresh may have come between.
  for (const index of new Set(writes.map(({ index }) => index))) searches.wrote(index);
  return statuses;
}

interface Outcome {
  readonly status: number;
  readonly error?: { readonly type: string };
}

async function writePart(
  connection: Connection,
  writes: readonly Write[],
): Promise<readonly number[]> {
  const statuses: number[] = writes.map(() => 0);
  let waiting = writes.map((_, at) => at);
  await connection.persist(async () => {
    const outcomes = await send(
      connection,
      waiting.map((at) => writes[at] as Write),
    );
    const turnedAway: number[] = [];
    let failure: ClusterFailure | null = null;
    outcomes.forEach(({ status, error }, row) => {
      const at = waiting[row] as number;
      statuses[at] = status;
      if (status < 300 || status === 409) return;
      if (status === 404 && mayBeGone(writes[at] as Write)) return;
      failure ??= documentFailure(status, error?.type ?? 'refused');
      turnedAway.push(at);
    });
    waiting = turnedAway;
    if (failure !== null) throw failure;
  });
  return statuses;
}

/** Sends changes in one request; in smaller ones where what stands before the cluster takes none so large. */
async function send(connection: Connection, writes: readonly Write[]): Promise<readonly Outcome[]> {
  try {
    const { body } = await connection.send<{ readonly items: readonly Record<string, Outcome>[] }>({
      method: 'POST',
      path: '/_bulk?filter_path=items.*.status,items.*.error.type',
      lines: writes.flatMap(linesOf),
    });
    return body.items.map((item) => Object.values(item)[0] as Outcome);
  } catch (failure) {
    if (!isTooLarge(failure)) throw failure;
    const [first] = writes;
    if (writes.length === 1 && first) throw tooLarge(sizeOf(first));
    const middle = Math.ceil(writes.length / 2);
    const half = await send(connection, writes.slice(0, middle));
    return [...half, ...(await send(connection, writes.slice(middle)))];
  }
}

/** Whether it is an answer to a write that its document is not there; of others it is that their index is not. */
function mayBeGone({ kind, version }: Write): boolean {
  return kind === 'update' || kind === 'delete' || version !== undefined;
}

/** In UTF-16 units. */
function sizeOf({ document }: Write): number {
  return JSON.stringify(document ?? '').length;
}

function linesOf({ index, id, kind, document, version }: Write): readonly object[] {
  const head = {
    [kind]: {
      _index: index,
      _id: id,
      ...(version && { if_seq_no: version._seq_no, if_primary_term: version._primary_term }),
      ...(kind === 'update' && version === undefined && { retry_on_conflict: 5 }),
    },
  };
  if (kind === 'delete') return [head];
  return [head, kind === 'update' ? { doc: document } : (document ?? {})];
}

function parts({ where }: Connection, writes: readonly Write[]): readonly (readonly Write[])[] {
  const found: Write[][] = [];
  let units = 0;
  for (const one of writes) {
    const size = sizeOf(one);
    if (size > LARGEST) throw explained(where, tooLarge(size));
    const open = found.at(-1);
    if (open === undefined || open.length >= MOST_WRITES || units + size > MOST_UNITS) {
      found.push([one]);
      units = size;
    } else {
      open.push(one);
      units += size;
    }
  }
  return found;
}
