/** The graph's thread: reading, following, searching and writing it all take time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { onIndex, openDatabase } from './database.js';
import { eligibility, isNarrow, nearestOfFew } from './eligible.js';
import { followVectors } from './following.js';
import type { GraphCalls, GraphData } from './graph.js';
import { serveCalls } from './serve-calls.js';

/** A search waits for so many changes (about a second); further behind, it answers from what is there. */
const WORTH_WAITING = 2000;
/** How often it looks for changes while nobody asks, in milliseconds. */
const LOOK_EVERY = 1000;

const { folder, space } = workerData as GraphData;
const database = openDatabase(folder);
const following = onIndex(database, () => followVectors(database, folder, space));
let catching: Promise<void> | null = null;
let ending = false;

async function catchUp(): Promise<void> {
  while (!ending && following.behind() > 0) {
    following.step();
    await nextTurn();
  }
  following.save(false);
}

/** Follows all changes; calls meanwhile share the work. */
function caughtUp(): Promise<void> {
  catching ??= catchUp().finally(() => {
    catching = null;
  });
  return catching;
}

async function caughtUpWhereNear(): Promise<void> {
  if (following.behind() <= WORTH_WAITING) await caughtUp();
}

const calls: GraphCalls = {
  async nearest(vector, limit, filter) {
    if (filter !== null && isNarrow(database, filter)) {
      return nearestOfFew(database, space, filter, vector, limit);
    }
    await caughtUpWhereNear();
    const isEligible = filter === null ? undefined : eligibility(database, filter);
    return following.graph().nearest(vector, limit, isEligible);
  },
  ready: caughtUp,
};

// What fails here fails for the next question too, which says so.
const looking = setInterval(() => caughtUp().catch(() => {}), LOOK_EVERY);

/** Writes the graph, however far it has followed, and lets the thread end. */
function end(): void {
  ending = true;
  clearInterval(looking);
  following.save(true);
  database.close();
}

serveCalls(database, calls, () => caughtUpWhereNear().finally(end));
