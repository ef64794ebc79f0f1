import type Database from 'better-sqlite3';
import type { VectorSpace } from '../engine.js';
import type { Position } from './hnsw.js';
import { floatsOf, spaceOf } from './vectors.js';

/** Vectors that came, read at a time: a graph takes them in in about 10 ms, a large one too. */
const COME_AT_A_TIME = 16;
/** What went costs a graph next to nothing. */
const GONE_AT_A_TIME = COME_AT_A_TIME * 8;

/** A few changes to the stored vectors of a space, in the order in which they are followed. */
export interface Changes {
  readonly gone: readonly number[];
  readonly come: readonly { readonly id: number; readonly vector: Float32Array }[];
  /** Up to where whoever follows them has followed. */
  readonly position: Position;
}

/** How the stored vectors of a space changed, by whatever process. */
export interface ChangeLog {
  /** Up to where there is anything to follow. */
  last(): Position;
  /** The next few changes after a position. */
  after(position: Position): Changes;
}

/** Opens the changes to the vectors of a space in an index. */
export function openChangeLog(database: Database.Database, space: VectorSpace): ChangeLog {
  const comes = database.prepare(
    'SELECT seq, passage_id AS id, data FROM vector WHERE seq > ? AND pack = ? ORDER BY seq LIMIT ?',
  );
  const goes = database.prepare(
    'SELECT seq, passage_id AS id FROM vector_gone WHERE seq > ? AND pack = ? ORDER BY seq LIMIT ?',
  );
  const ends = database.prepare(`
    SELECT coalesce((SELECT max(seq) FROM vector), 0) AS came,
           coalesce((SELECT max(seq) FROM vector_gone), 0) AS went`);
  const last = () => ends.get() as Position;

  function after({ came, went }: Position): Changes {
    const pack = spaceOf(database, space);
    const now = last();
    const gone = goes.all(went, pack, GONE_AT_A_TIME) as { seq: number; id: number }[];
    const come = comes.all(came, pack, COME_AT_A_TIME) as {
      seq: number;
      id: number;
      data: Buffer;
    }[];
    return {
      gone: gone.map(({ id }) => id),
      come: come.map(({ id, data }) => ({ id, vector: floatsOf(data) })),
      position: {
        // Where no more is left of this space, the rest is of others.
        went: gone.length < GONE_AT_A_TIME ? now.went : (gone.at(-1)?.seq ?? now.went),
        came: come.length < COME_AT_A_TIME ? now.came : (come.at(-1)?.seq ?? now.came),
      },
    };
  }
  // Read together: what went by then is not among what came.
  return { last, after: database.transaction(after) };
}
