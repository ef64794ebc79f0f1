/** The graph's thread: reading, following, searching and writing it all take time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { messageOf } from '../../errors.js';
import type { VectorSpace } from '../engine.js';
import { indexError, onIndex, openDatabase } from './database.js';
import { followVectors } from './following.js';
import type { GraphReply, GraphRequest } from './graph.js';

/** A search waits for so many changes (about a second); further behind, it answers from what is there. */
const WORTH_WAITING = 2000;
/** How often it looks for changes while nobody asks, in milliseconds. */
const LOOK_EVERY = 1000;

if (parentPort === null) throw new Error('the graph is served by a worker thread only');
const port = parentPort;
const { folder, space } = workerData as { readonly folder: string; readonly space: VectorSpace };
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

async function answer(request: GraphRequest): Promise<GraphReply> {
  if (request.kind === 'nearest') {
    if (following.behind() <= WORTH_WAITING) await caughtUp();
    const hits = following.graph().nearest(request.vector, request.limit);
    return { kind: 'done', id: request.id, hits };
  }
  if (request.kind === 'ready' || following.behind() <= WORTH_WAITING) await caughtUp();
  return { kind: 'done', id: request.id, hits: [] };
}

port.on('message', async (request: GraphRequest) => {
  try {
    port.postMessage(await answer(request));
  } catch (error) {
    const told = error instanceof Database.SqliteError ? indexError(database.name, error) : error;
    port.postMessage({ kind: 'failed', id: request.id, reason: messageOf(told) });
  }
  if (request.kind === 'close') end();
});

// What fails here fails for the next question too, which says so.
const looking = setInterval(() => caughtUp().catch(() => {}), LOOK_EVERY);

/** Writes the graph, however far it has followed, and lets the thread end. */
function end(): void {
  ending = true;
  clearInterval(looking);
  following.save(true);
  database.close();
  port.close();
}
