import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import type { Hit } from '../engine.js';

const { HierarchicalNSW } = hnswlib;

/** Links a node, and the breadth of the search while building and asking (Malkov & Yashunin 2018). */
const M = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 600;
/** A fixed seed: the same vectors in the same order give the same graph. */
const SEED = 100;

/** No graph takes so long to be written, in milliseconds. */
const LEFT_OVER_AFTER = 10 * 60 * 1000;

/** Whose vectors a graph holds: of which index, made by what. */
export interface GraphOwner {
  readonly identity: number;
  readonly fingerprint: string;
  readonly dimensions: number;
}

/** Up to which vector that came, and which that went, a graph has followed its index. */
export interface Position {
  readonly came: number;
  readonly went: number;
}

/** What the file beside the graph says of it; the graph is read only where all of it holds. */
const Sidecar = z.object({
  identity: z.number(),
  fingerprint: z.string(),
  dimensions: z.number(),
  position: z.object({ came: z.number().int(), went: z.number().int() }),
  labels: z.array(z.number().int()),
  sha256: z.string(),
});

/** A nearest-neighbour graph over unit vectors, labelled by passage id. */
export interface Graph {
  size(): number;
  /** How many nodes it carries that were removed: they cost time and room as long as it lives. */
  removedCount(): number;
  add(id: number, vector: Float32Array): void;
  remove(id: number): void;
  /** @param isEligible - which may be found; by default all */
  nearest(
    vector: readonly number[],
    limit: number,
    isEligible?: (id: number) => boolean,
  ): readonly Hit[];
  /** Writes the graph as the index's cache. Throws where the folder cannot be written. */
  save(position: Position): void;
  /** Gives its memory back; nothing may be asked of it any more. */
  release(): void;
}

/**
 * Reads the graph that an index cached in its data folder; null where it is missing, damaged or
 * another's.
 */
export function readGraph(
  folder: string,
  owner: GraphOwner,
): { readonly graph: Graph; readonly position: Position } | null {
  const path = graphPath(folder);
  const sidecar = readSidecar(folder);
  if (sidecar?.identity !== owner.identity || sidecar.dimensions !== owner.dimensions) return null;
  if (sidecar.fingerprint !== owner.fingerprint) return null;
  // hnswlib trusts the file, and damaged bytes could crash the process: so the hash comes first.
  if (sidecar.sha256 !== hashOf(path)) return null;
  const index = new HierarchicalNSW('ip', owner.dimensions);
  try {
    index.readIndexSync(path);
  } catch {
    // hnswlib does not tell when it writes to a full disk: the hash is then of half a graph.
    return null;
  }
  const graph = graphOver(folder, owner, index, new Set(sidecar.labels));
  return { graph, position: sidecar.position };
}

/** Makes an empty graph with room for `capacity` vectors; it grows when that is used up. */
export function createGraph(folder: string, owner: GraphOwner, capacity: number): Graph {
  const index = new HierarchicalNSW('ip', owner.dimensions);
  index.initIndex(Math.max(capacity, 64), M, EF_CONSTRUCTION, SEED);
  return graphOver(folder, owner, index, new Set());
}

function graphOver(
  folder: string,
  owner: GraphOwner,
  index: InstanceType<typeof HierarchicalNSW>,
  labels: Set<number>,
): Graph {
  // Reading a graph resets its search breadth.
  index.setEf(EF_SEARCH);
  const removed = new Set(index.getIdsList().filter((id) => !labels.has(id)));
  return {
    size: () => labels.size,
    removedCount: () => removed.size,
    add(id, vector) {
      if (labels.has(id)) return;
      // A space that comes back gives the same passage the same vector.
      if (removed.delete(id)) {
        index.unmarkDelete(id);
        labels.add(id);
        return;
      }
      if (index.getCurrentCount() >= index.getMaxElements()) {
        index.resizeIndex(index.getMaxElements() * 2);
      }
      index.addPoint(Array.from(vector), id);
      labels.add(id);
    },
    remove(id) {
      if (!labels.delete(id)) return;
      index.markDelete(id);
      removed.add(id);
    },
    nearest(vector, limit, isEligible) {
      const count = Math.min(limit, labels.size);
      if (count === 0) return [];
      const { filter, rethrow } = isEligible ? caught(isEligible) : ALL;
      const { neighbors, distances } = index.searchKnn([...vector], count, filter);
      rethrow();
      return neighbors.map((id, rank) => ({ id, score: 1 - (distances[rank] ?? 1) }));
    },
    save(position) {
      const path = graphPath(folder);
      // Another thread or process may be writing, too.
      const temporary = `${path}.${randomUUID()}`;
      const beside = `${temporary}.json`;
      removeLeftOver(folder);
      try {
        index.writeIndexSync(temporary);
        const sidecar: z.infer<typeof Sidecar> = {
          ...owner,
          position,
          labels: [...labels],
          sha256: hashOf(temporary) ?? '',
        };
        writeFileSync(beside, JSON.stringify(sidecar));
        renameSync(temporary, path);
        renameSync(beside, sidecarPath(folder));
      } finally {
        for (const part of [temporary, beside]) rmSync(part, { force: true });
      }
    },
    // V8 does not know how large it is, and would leave it for long.
    release: () => index.initIndex(1),
  };
}

const ALL = { filter: undefined, rethrow: () => {} };

/** A filter for hnswlib, whose native code ends the process where one throws, and what throws it after. */
function caught(isEligible: (id: number) => boolean) {
  let failure: { readonly error: unknown } | null = null;
  return {
    filter(id: number): boolean {
      if (failure !== null) return false;
      try {
        return isEligible(id);
      } catch (error) {
        failure = { error };
        return false;
      }
    },
    rethrow() {
      if (failure !== null) throw failure.error;
    },
  };
}

/** Removes graphs that a process was writing when it was killed. */
function removeLeftOver(folder: string): void {
  const prefix = `${basename(graphPath(folder))}.`;
  for (const name of readdirSync(folder).filter((one) => one.startsWith(prefix))) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LEFT_OVER_AFTER) rmSync(path, { force: true });
  }
}

function readSidecar(folder: string): z.infer<typeof Sidecar> | null {
  if (!existsSync(sidecarPath(folder))) return null;
  try {
    return Sidecar.parse(JSON.parse(readFileSync(sidecarPath(folder), 'utf8')));
  } catch {
    // A damaged cache is no loss: the graph is built again.
    return null;
  }
}

/** Null where there is no such file that can be read. */
function hashOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return null;
  }
}

function graphPath(folder: string): string {
  return join(folder, 'vectors.hnsw');
}

function sidecarPath(folder: string): string {
  return join(folder, 'vectors.json');
}
