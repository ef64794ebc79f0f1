/** The indexer's thread: reading, analysing, encoding and storing articles. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { corpusPaths } from '../corpus/sources/paths.js';
import { MostanadError, toSend } from '../errors.js';
import { PassageEncoder } from '../models/passage-encoder.js';
import type { SyncProgress } from './encode-missing.js';
import type { IndexJob, IndexReply } from './indexer.js';
import { openEngine } from './open-engine.js';
import { sync } from './sync.js';

/** On a Linux machine that is never idle, about a tenth of it: questions go first, and it still ends. */
const BEHIND = 10;

if (parentPort === null) throw new Error('articles are indexed by a worker thread only');
const port = parentPort;
const cancelled = new AbortController();
port.on('message', () => cancelled.abort(new MostanadError('storage', 'sync: cancelled')));
const reply = (message: IndexReply) => port.postMessage(message);

try {
  const { engine: settings, pack, corpus, dataFolder, behind } = workerData as IndexJob;
  // On Linux a thread has a priority of its own, which the threads that it starts inherit; elsewhere
  // it is the whole process's, which would gain nothing.
  if (behind && process.platform === 'linux') setPriority(BEHIND);
  const engine = await openEngine(settings, pack);
  try {
    const target = { engine, embeddings: new PassageEncoder(pack, cancelled.signal) };
    const paths = () => corpusPaths(corpus, dataFolder);
    const onProgress = (progress: SyncProgress) => reply({ kind: 'progress', progress });
    const onWait = () => reply({ kind: 'waiting' });
    const summary = await sync(target, paths, { onProgress, onWait, signal: cancelled.signal });
    reply({ kind: 'done', summary });
  } finally {
    await engine.close();
  }
} catch (error) {
  reply({ kind: 'failed', error: toSend(error) });
} finally {
  port.close();
}
