/** The thread that reads pages: a large one takes seconds, for which the event loop cannot wait. */
import { parentPort } from 'node:worker_threads';
import { reasonOf } from '../reason-error.js';
import { type CameIn, readPage } from './read-page.js';
import type { ReadingReply } from './reading.js';

parentPort?.on('message', (page: CameIn) => {
  const reply = (message: ReadingReply) => parentPort?.postMessage(message);
  try {
    reply({ kind: 'read', page: readPage(page) });
  } catch (error) {
    reply({ kind: 'failed', reason: reasonOf(error) });
  }
});
