import type { Engine } from './engine.js';

/**
 * Changes what an index holds of a corpus, while no other process does: two at once would each undo what the
 * other found.
 *
 * @param work - given a signal that aborts where the caller's does, or the turn is lost
 * @param onWait - told where another process has its turn
 * @throws MostanadError `busy` where others have it for minutes; what `work` throws
 */
export async function inSyncTurn<Result>(
  engine: Engine,
  onWait: () => void,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { lost, end } = await engine.takeTurn(onWait, signal);
  let result: Result;
  try {
    result = await work(signal === undefined ? lost : AbortSignal.any([signal, lost]));
  } catch (error) {
    // What could not be ended ends by itself; what went wrong before matters more.
    await end().catch(() => {});
    throw error;
  }
  await end();
  return result;
}
