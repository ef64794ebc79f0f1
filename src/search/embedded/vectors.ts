import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { dot } from '../../models/dot.js';
import type { Hit } from '../engine.js';
import { createGraph, type Graph, readGraph } from './hnsw.js';

/** Vectors added to the graph between two turns of the event loop: about 10 ms. */
const ADDS_A_TURN = 32;

/** The stored vectors, and a graph over them that follows every change, by whatever process. */
export interface Vectors {
  nearest(vector: readonly number[], limit: number): Promise<readonly Hit[]>;
  cosines(vector: readonly number[], ids: readonly number[]): ReadonlyMap<number, number>;
  /** Writes the graph, where it changed, for the next start. */
  save(): Promise<void>;
}

/** Opens the vectors of an index; the graph is read or built when first asked for. */
export function openVectors(
  database: Database.Database,
  folder: string,
  dimensions: number,
): Vectors {
  const meta = database.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const stored = database.prepare('SELECT data FROM vector WHERE passage_id = ?').pluck();
  const identity = meta.get('identity') as number;
  const vectorOf = (id: number) => stored.get(id) as Buffer | undefined;
  let graph: Graph | null = null;
  let generation = -1;
  let changed = false;
  let following: Promise<Graph> | null = null;

  /** Brings the graph up to what is stored. A passage's vector never changes, so ids tell it all. */
  async function follow(): Promise<Graph> {
    const target = meta.get('generation') as number;
    const ids = database.prepare('SELECT passage_id FROM vector').pluck().all() as number[];
    graph ??= readGraph(folder, identity, dimensions);
    if (graph === null || graph.removedCount() > ids.length + 1000) {
      graph = createGraph(folder, dimensions, ids.length);
    }
    const wanted = new Set(ids);
    for (const id of graph.labels) {
      if (wanted.has(id)) continue;
      graph.remove(id);
      changed = true;
    }
    let added = 0;
    for (const id of ids) {
      const data = graph.labels.has(id) ? undefined : vectorOf(id);
      if (data === undefined) continue;
      graph.add(id, Array.from(floatsOf(data)));
      changed = true;
      added += 1;
      if (added % ADDS_A_TURN === 0) await nextTurn();
    }
    generation = target;
    return graph;
  }

  async function current(): Promise<Graph> {
    if (graph !== null && following === null && generation === meta.get('generation')) return graph;
    following ??= follow().finally(() => {
      following = null;
    });
    return following;
  }

  return {
    async nearest(vector, limit) {
      return (await current()).nearest(vector, limit);
    },
    cosines(vector, ids) {
      const found = ids.flatMap((id) => {
        const data = vectorOf(id);
        return data === undefined ? [] : [[id, dot(vector, floatsOf(data))] as const];
      });
      return new Map(found);
    },
    async save() {
      const upToDate = await current();
      if (!changed) return;
      try {
        upToDate.save(identity);
        changed = false;
      } catch {
        // It is only a cache: where it cannot be written, the next start builds it again.
      }
    },
  };
}

/** The bytes of a vector as they are stored: 32-bit floats, little-endian. */
export function bytesOf(vector: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(vector).buffer);
}

function floatsOf(data: Buffer): Float32Array {
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}
