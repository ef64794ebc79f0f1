import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { messageOf } from '../../errors.js';
import type { CallReply, CallRequest, Calls } from './call-thread.js';
import { indexError } from './database.js';

/**
 * The thread's side of `openCallThread`: answers its calls, until it is to end.
 *
 * @param database - the index that they read, for what is said where that fails
 * @param close - lets go of everything
 */
export function serveCalls(
  database: Database.Database,
  calls: Calls,
  close: () => void | Promise<void>,
): void {
  if (parentPort === null) throw new Error('calls are served by a worker thread only');
  const port = parentPort;
  const answer = ({ name, given }: CallRequest) =>
    name === null ? close() : calls[name]?.(...(given as readonly never[]));
  port.on('message', async (request: CallRequest) => {
    const { id } = request;
    try {
      port.postMessage({ kind: 'done', id, result: await answer(request) } satisfies CallReply);
    } catch (error) {
      const told = error instanceof Database.SqliteError ? indexError(database.name, error) : error;
      port.postMessage({ kind: 'failed', id, reason: messageOf(told) } satisfies CallReply);
    }
    if (request.name === null) port.close();
  });
}
