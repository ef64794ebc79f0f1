import type Database from 'better-sqlite3';
import type { VectorSpace } from '../engine.js';
import { type ChangeLog, openChangeLog } from './changes.js';
import { createGraph, type Graph, type GraphOwner, type Position, readGraph } from './hnsw.js';
import { servingSpace, shortened } from './vectors.js';

/** A graph that follows the stored vectors of a space, by whatever process they come and go. */
export interface FollowingGraph {
  /** How much it has yet to follow, at most, counted in vectors that came. */
  behind(): number;
  /** Follows a few changes. */
  step(): void;
  /** Whether it carries so many removed nodes that another is to take its place. */
  isWornOut(): boolean;
  /** Builds a little of that other one, which takes its place when it has followed all changes. */
  renew(): void;
  graph(): Graph;
  /**
   * Writes the graph where it changed much since it was read or written, or at all (`always`); never where
   * another space serves, whose graph the next start wants.
   */
  save(always: boolean): void;
}

/** A graph is worn out where it carries so many more removed nodes than living ones. */
const MOST_REMOVED = 1000;
/** The part of a graph that may be lost with a kill, and the least that is worth writing it for. */
const UNWRITTEN_SHARE = 0.1;
const UNWRITTEN_LEAST = 1000;

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
  const passages = database.prepare("SELECT value FROM meta WHERE key = 'passages'").pluck();
  const changes = openChangeLog(database, space);

  function anew(): Follower {
    const graph = createGraph(folder, owner, passages.get() as number);
    return follower(changes, graph, { came: 0, went: changes.last().went });
  }

  function isWanted(): boolean {
    const answering = servingSpace(database);
    return answering === null || answering === owner.fingerprint;
  }

  const cached = readGraph(folder, owner);
  let serving = cached ? follower(changes, cached.graph, cached.position) : anew();
  let next: Follower | null = null;

  return {
    behind: () => serving.behind(),
    step: () => serving.step(),
    isWornOut: () =>
      next !== null || serving.graph.removedCount() > serving.graph.size() + MOST_REMOVED,
    renew() {
      next ??= anew();
      next.step();
      if (next.behind() > 0) return;
      const worn = serving.graph;
      serving = next;
      next = null;
      worn.release();
    },
    graph: () => serving.graph,
    save(always) {
      if (serving.isWorthWriting(always) && isWanted()) serving.write();
    },
  };
}

/** A graph with how far it has followed. */
interface Follower extends Pick<FollowingGraph, 'behind' | 'step'> {
  readonly graph: Graph;
  isWorthWriting(always: boolean): boolean;
  write(): void;
}

function follower(changes: ChangeLog, graph: Graph, start: Position): Follower {
  let position = start;
  let unwritten = 0;
  return {
    graph,
    behind: () => changes.left(position),
    step() {
      const { gone, come, position: reached } = changes.after(position);
      for (const id of gone) graph.remove(id);
      for (const { id, vector } of come) graph.add(id, vector);
      unwritten += gone.length + come.length;
      position = reached;
    },
    isWorthWriting: (always) =>
      unwritten >= (always ? 1 : Math.max(UNWRITTEN_LEAST, graph.size() * UNWRITTEN_SHARE)),
    write() {
      unwritten = 0;
      try {
        graph.save(position);
      } catch {
        // It is only a cache: where it cannot be written, the next start builds it again.
      }
    },
  };
}
