import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';
import type { Names } from './layout.js';
import { runScript } from './scripted.js';

const ID = 'clock';
const SCRIPT = 'kept.now = ctx._now';
/** For so long a reading is counted on from, in milliseconds. */
const LASTS = 60 * 60 * 1000;

/** The time of the cluster, in milliseconds since 1970: the clocks of the processes may differ by more than matters. */
export type Clock = () => Promise<number>;

/** Opens the clock of a cluster. */
export function openClock(connection: Connection, names: Pick<Names, 'state'>): Clock {
  let read: { readonly cluster: number; readonly here: number } | null = null;
  return async () => {
    if (read === null || performance.now() - read.here > LASTS) {
      const kept = await runScript<{ readonly now: number }>(connection, names, ID, SCRIPT, {});
      if (kept === null) {
        throw new MostanadError(
          'busy',
          `OpenSearch ${connection.where}: too many ask for the time`,
        );
      }
      read = { cluster: kept.now, here: performance.now() };
    }
    return read.cluster + Math.round(performance.now() - read.here);
  };
}
