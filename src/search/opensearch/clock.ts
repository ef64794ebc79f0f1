import { setTimeout as pause } from 'node:timers/promises';
import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';
import type { Names } from './layout.js';
import { type Moment, now, since } from './moment.js';
import { runScript } from './scripted.js';

const ID = 'clock';
const SCRIPT = 'kept.now = ctx._now';
/** For so long a reading is counted on from, in milliseconds. */
const LASTS = 60 * 60 * 1000;

/** So much more by the clock that is set than by the steady one: the machine slept. In milliseconds. */
const SLEPT = 5_000;
/** Tries against other processes that ask at the same moment, and the longest pause between two, in milliseconds. */
const [MOST_TRIES, PAUSE] = [20, 500];

/** What the clocks of the cluster and of this process said at one moment. */
interface Reading {
  readonly cluster: number;
  readonly here: Moment;
}

/** The time of the cluster, in milliseconds since 1970: the clocks of the processes may differ by more than matters. */
export type Clock = () => Promise<number>;

/** Opens the clock of a cluster. */
export function openClock(connection: Connection, names: Pick<Names, 'state'>): Clock {
  let read: Reading | null = null;
  let reading: Promise<Reading> | null = null;

  async function readNow(): Promise<Reading> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const kept = await runScript<{ readonly now: number }>(connection, names, ID, SCRIPT, {});
      if (kept !== null) return { cluster: kept.now, here: now() };
      await pause(Math.random() * PAUSE);
    }
    throw new MostanadError('busy', `OpenSearch ${connection.where}: too many ask for the time`);
  }

  return async () => {
    if (read === null || isOld(read.here)) {
      // Whoever stores several articles at once asks once.
      reading ??= readNow().finally(() => {
        reading = null;
      });
      read = await reading;
    }
    return read.cluster + Math.round(since(read.here).steady);
  };
}

/** Whether a reading cannot be counted on from. */
function isOld(here: Moment): boolean {
  const { steady, set } = since(here);
  return steady > LASTS || set - steady > SLEPT;
}
