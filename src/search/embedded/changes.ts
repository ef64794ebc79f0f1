import type Database from 'better-sqlite3';
import type { VectorSpace } from '../engine.js';
import type { Position } from './hnsw.js';
import { floatsOf, spaceOf } from './vectors.js';

/** Vectors that came, read at a time: a graph takes them in in about 10 ms, a large one too. */
const COME_AT_A_TIME = 16;
/** So many that went take no longer than one that came. */
const GONE_AS_ONE_THAT_CAME = 8;
const GONE_AT_A_TIME = COME_AT_A_TIME * GONE_AS_ONE_THAT_CAME;

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
  /** How much there is to follow after a position, at most, counted in vectors that came. */
  left(position: Position): number;
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

  function left({ came, went }: Position): number {
    const now = last();
    return Math.max(0, now.came - came) + Math.max(0, now.went - went) / GONE_AS_ONE_THAT_CAME;
  }

  function after({ came, went }: Position): Changes {
    const pack = spaceOf(database, space);
    const now = last();
    const gone = goes.all(went, pack, GONE_AT_A_TIME) as { seq: number; id: number }[];
    const goneIds = gone.map(({ id }) => id);
    if (gone.length === GONE_AT_A_TIME) {
      // What comes may be what went, come again: it has to go first.
      return { gone: goneIds, come: [], position: { came, went: gone.at(-1)?.seq ?? went } };
    }
    const come = comes.all(came, pack, COME_AT_A_TIME) as {
      seq: number;
      id: number;
      data: Buffer;
    }[];
    // Where no more is left of this space, the rest is of others.
    const reached = come.length < COME_AT_A_TIME ? now.came : (come.at(-1)?.seq ?? now.came);
    return {
      gone: goneIds,
      come: come.map(({ id, data }) => ({ id, vector: floatsOf(data) })),
      position: { came: reached, went: now.went },
    };
  }
  // Read together: what went by then is not among what came.
  return { last, left, after: database.transaction(after) };
}
