import type Database from 'better-sqlite3';
import type { Inbox } from './port.js';

/** An item is given up after so long, in milliseconds. */
const KEPT_FOR = 24 * 60 * 60 * 1000;
/** An item that was begun so often and never dealt with is taken for what ends the process. */
const MOST_TRIES = 3;

/** The inbox in the records' file. */
export function inboxIn(database: Database.Database, now: () => number): Inbox {
  const take = database.prepare(
    'INSERT OR IGNORE INTO inbox (receiver, id, item, taken) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM inbox WHERE receiver = ? AND id = ?');
  const begin = database.prepare(
    'UPDATE inbox SET tries = tries + 1 WHERE receiver = ? AND id = ?',
  );
  const giveUp = database.prepare(
    'DELETE FROM inbox WHERE receiver = ? AND (taken < ? OR tries >= ?)',
  );
  const list = database.prepare('SELECT item FROM inbox WHERE receiver = ? ORDER BY id').pluck();
  return {
    takeIn: (receiver, id, item) => void take.run(receiver, id, item, now()),
    begin: (receiver, id) => void begin.run(receiver, id),
    dealtWith: (receiver, id) => void remove.run(receiver, id),
    leftOver: database.transaction((receiver: string) => {
      const { changes } = giveUp.run(receiver, now() - KEPT_FOR, MOST_TRIES);
      return { items: list.all(receiver) as string[], givenUp: changes };
    }),
  };
}
