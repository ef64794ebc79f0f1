/** The indexer's thread: reading, analysing, encoding and storing articles. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { MostanadError, messageOf } from '../errors.js';
import { PassageEncoder } from '../models/passage-encoder.js';
import { openEmbeddedEngine } from './embedded/engine.js';
import type { IndexJob, IndexReply } from './indexer.js';
import { sync } from './sync.js';

/** The lowest there is: what answers a question runs first. */
const LAST = 19;

if (parentPort === null) throw new Error('articles are indexed by a worker thread only');
const port = parentPort;
const reply = (message: IndexReply) => port.postMessage(message);

try {
  const { folder, pack, paths, behind } = workerData as IndexJob;
  // On Linux a thread has a priority of its own, which the threads that it starts inherit; elsewhere
  // it is the whole process's, which would gain nothing.
  if (behind && process.platform === 'linux') setPriority(LAST);
  const engine = openEmbeddedEngine(folder, pack);
  try {
    const target = { engine, embeddings: new PassageEncoder(pack) };
    const summary = await sync(target, paths, (progress) => reply({ kind: 'progress', progress }));
    reply({ kind: 'done', summary });
  } finally {
    await engine.close();
  }
} catch (error) {
  const errorKind = error instanceof MostanadError ? error.kind : null;
  reply({ kind: 'failed', errorKind, reason: messageOf(error) });
}
