import type Database from 'better-sqlite3';
import type { Edition } from './port.js';

/** A claim is forgotten after so long, in milliseconds: a message that waits for a day is given up (inbox.ts). */
export const CLAIMED_FOR = 2 * 24 * 60 * 60 * 1000;

/** Whether an edition of a message is later than another; none is not. */
export function isLater(one: Edition | null, other: Edition): boolean {
  if (one === null) return false;
  return one.at > other.at || (one.at === other.at && one.number > other.number);
}

/** Which editions of messages are answered, in the records' file. */
export function editionsIn(database: Database.Database, now: () => number) {
  const put = database.prepare(`
    INSERT INTO edition VALUES (@place, @messageId, @at, @number, @claimed)
    ON CONFLICT DO UPDATE SET at = excluded.at, number = excluded.number, claimed = excluded.claimed
    WHERE (excluded.at, excluded.number) >= (edition.at, edition.number)
  `);
  return {
    claim: (place: string, messageId: number, { at, number }: Edition): boolean =>
      put.run({ place, messageId, at, number, claimed: now() }).changes > 0,
  };
}
