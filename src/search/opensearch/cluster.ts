import type { VectorSpace } from '../engine.js';
import type { Clock } from './clock.js';
import type { Connection } from './connection.js';
import type { Names } from './layout.js';
import type { Numbers } from './numbers.js';
import type { Searches } from './searches.js';

/** What every part of the engine works with. */
export interface Cluster {
  readonly connection: Connection;
  readonly searches: Searches;
  readonly names: Names;
  readonly numbers: Numbers;
  readonly now: Clock;
  readonly space: VectorSpace;
  /** Of an index that is made now. */
  readonly shards: number;
}
