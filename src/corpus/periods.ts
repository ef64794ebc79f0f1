import { normalize } from '../language/normalize.js';
import { isoDate } from './dates.js';

/** Days from the first to the last, both included, as ISO (`2021-09-14`). */
export interface Period {
  readonly first: string;
  readonly last: string;
}

/** The days that a month may end with, in both calendars, the latest first. */
const LAST_DAYS = [31, 30, 29, 28];

/**
 * The days that a date names, which may be a day, as {@link isoDate} reads it, a month («مرداد ۱۴۰۰»,
 * «1400/05», "2021-09") or a year («۱۴۰۰», "2021"). Null where it names none that exist.
 */
export function periodOf(text: string): Period | null {
  const day = isoDate(text);
  if (day?.length === 10) return { first: day, last: day };
  const written = normalize(text).trim();
  // Two digits could be the day of a date without a year.
  if (!/(?<!\d)\d{4}(?!\d)/u.test(written)) return null;
  if (/^\d{4}$/u.test(written)) return between(`${written}/1`, `${written}/12`);
  return between(written, written);
}

function between(firstMonth: string, lastMonth: string): Period | null {
  const first = dayOf(firstMonth, 1);
  const last = LAST_DAYS.map((day) => dayOf(lastMonth, day)).find((one) => one !== null);
  return first === null || last == null ? null : { first, last };
}

/** A day of a month that is written with the year first, or last. */
function dayOf(month: string, day: number): string | null {
  return isoDate(`${month}/${day}`) ?? isoDate(`${day} ${month}`);
}
