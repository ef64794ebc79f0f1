import type { Hit, VectorSpace } from '../engine.js';
import type { Filter } from '../filter.js';
import { type CallThread, openCallThread } from './call-thread.js';

/** Over what a graph is made. */
export interface GraphData {
  readonly folder: string;
  readonly space: VectorSpace;
}

/** What the thread of a nearest-neighbour graph over the stored vectors of a space can be asked. */
export type GraphCalls = {
  /**
   * The passages, within a filter, that are nearest to a unit vector, best first; those that were stored
   * this second may lack.
   */
  nearest(vector: readonly number[], limit: number, filter: Filter | null): Promise<readonly Hit[]>;
  /** Waits until every stored vector is in the graph. */
  ready(): Promise<void>;
};

/** Starts the graph's thread over an index that exists; its end writes the graph where it changed. */
export function openGraph(
  folder: string,
  { fingerprint, dimensions }: VectorSpace,
): CallThread<GraphCalls> {
  const data: GraphData = { folder, space: { fingerprint, dimensions } };
  return openCallThread('./graph-worker.js', 'graph', data);
}
