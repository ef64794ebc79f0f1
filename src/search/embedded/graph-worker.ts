/** The graph's thread: reading, following, searching and writing it all take time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { onIndex, openDatabase } from './database.js';
import { eligibility, isNarrow, nearestOfFew } from './eligible.js';
import { followVectors } from './following.js';
import type { GraphCalls, GraphData } from './graph.js';
import { serveCalls } from './serve-calls.js';

/** A search waits for so many vectors (about a second); further behind, it answers from what is there. */
const WORTH_WAITING = 2000;
/** How often it looks for changes while nobody asks, in milliseconds. */
const LOOK_EVERY = 1000;

const { folder, space } = workerData as GraphData;
const database = openDatabase(folder);
const following = onIndex(database, () => followVectors(database, folder, space));
let ending = false;

/** Follows all changes. */
const caughtUp = shared(async () => {
  while (!ending && following.behind() > 0) {
    following.step();
    await nextTurn();
  }
  following.save(false);
});

/** Has a new graph take the place of a worn out one, which answers and follows meanwhile. */
const renewed = shared(async () => {
  while (following.isWornOut()) {
    // What answers goes first.
    await caughtUp();
    if (ending) return;
    following.renew();
    await nextTurn();
  }
  following.save(false);
});

/** Work that calls meanwhile share. */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
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

// What fails here fails for the next question too, which says so; a worn out graph answers all the same.
const looking = setInterval(
  () =>
    caughtUp()
      .then(renewed)
      .catch(() => {}),
  LOOK_EVERY,
);

/** Writes the graph, however far it has followed, and lets the thread end. */
function end(): void {
  ending = true;
  clearInterval(looking);
  try {
    following.save(true);
  } finally {
    database.close();
  }
}

serveCalls(database, calls, () => caughtUpWhereNear().finally(end));
