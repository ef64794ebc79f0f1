import type Database from 'better-sqlite3';
import type { VectorSpace } from '../engine.js';
import { createGraph, type Graph, type GraphOwner, type Position, readGraph } from './hnsw.js';
import { floatsOf, shortened, spaceOf } from './vectors.js';

/** A graph that follows the stored vectors of a space, by whatever process they come and go. */
export interface FollowingGraph {
  /** How many changes it has yet to follow, at most. */
  behind(): number;
  /** Follows a few changes. */
  step(): void;
  graph(): Graph;
  /** Writes the graph where it changed much since it was read or written, or at all (`always`). */
  save(always: boolean): void;
}

/** Changes followed in one step: about 10 ms in a large graph. */
const CHANGES_A_STEP = 16;
/** A graph is built anew where it carries so many more removed nodes than living ones. */
const MOST_REMOVED = 1000;
/** The part of a graph that may be lost with a kill, and the least that is worth writing it for. */
const UNSAVED_SHARE = 0.1;
const UNSAVED_LEAST = 1000;

const START: Position = { came: 0, went: 0 };

/** Opens the graph of a space: the cached one, or an empty one that has everything to follow. */
export function followVectors(
  database: Database.Database,
  folder: string,
  space: VectorSpace,
): FollowingGraph {
  const identity = database
    .prepare("SELECT value FROM meta WHERE key = 'identity'")
    .pluck()
    .get() as number;
  const { dimensions } = space;
  const owner: GraphOwner = { identity, fingerprint: shortened(space.fingerprint), dimensions };
  const came = database.prepare(
    'SELECT seq, passage_id AS id, data FROM vector WHERE seq > ? AND pack = ? ORDER BY seq LIMIT ?',
  );
  const went = database.prepare(
    'SELECT seq, passage_id AS id FROM vector_gone WHERE seq > ? AND pack = ? ORDER BY seq LIMIT ?',
  );
  const last = database.prepare(`
    SELECT coalesce((SELECT max(seq) FROM vector), 0) AS came,
           coalesce((SELECT max(seq) FROM vector_gone), 0) AS went`);
  const passages = database.prepare("SELECT value FROM meta WHERE key = 'passages'").pluck();
  const empty = () => createGraph(folder, owner, passages.get() as number);

  const cached = readGraph(folder, owner);
  let graph = cached?.graph ?? empty();
  let position = cached?.position ?? START;
  let unsaved = 0;

  function behind(): number {
    const now = last.get() as Position;
    return Math.max(0, now.came - position.came) + Math.max(0, now.went - position.went);
  }

  return {
    behind,
    graph: () => graph,
    step() {
      const pack = spaceOf(database, space);
      // Read together: what went by then is not among what came.
      const { now, goes, comes } = database.transaction(() => ({
        now: last.get() as Position,
        goes: went.all(position.went, pack, CHANGES_A_STEP * 8) as { seq: number; id: number }[],
        comes: came.all(position.came, pack, CHANGES_A_STEP) as {
          seq: number;
          id: number;
          data: Buffer;
        }[],
      }))();
      for (const { id } of goes) graph.remove(id);
      for (const { id, data } of comes) graph.add(id, floatsOf(data));
      unsaved += goes.length + comes.length;
      position = {
        // Where no more is left of this space, the rest is of others.
        went: goes.length < CHANGES_A_STEP * 8 ? now.went : (goes.at(-1)?.seq ?? now.went),
        came: comes.length < CHANGES_A_STEP ? now.came : (comes.at(-1)?.seq ?? now.came),
      };
      if (graph.removedCount() <= graph.size() + MOST_REMOVED) return;
      graph = empty();
      position = { came: 0, went: now.went };
    },
    save(always) {
      const enough = Math.max(UNSAVED_LEAST, graph.size() * UNSAVED_SHARE);
      if (unsaved === 0 || (!always && unsaved < enough)) return;
      unsaved = 0;
      try {
        graph.save(position);
      } catch {
        // It is only a cache: where it cannot be written, the next start builds it again.
      }
    },
  };
}
