/** A wire report is taken over at once, or after a weekend; more days apart it is the next of a series. */
const MOST_DAYS = 2;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether two articles' dates let them tell one story: at most two days lie between them. A month or
 * a year alone is all of its days; where one is undated, nothing speaks against it. Symmetric.
 *
 * @param a - ISO 8601, a day at the finest; null: undated
 */
export function datesAgree(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [one, other] = [daysOf(a), daysOf(b)];
  return Math.max(one.first, other.first) - Math.min(one.last, other.last) <= MOST_DAYS * DAY;
}

/** The first and last day that a date may mean, in milliseconds. */
function daysOf(date: string): { readonly first: number; readonly last: number } {
  const [year = 0, month, day] = date.split('-').map(Number);
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined) return { first, last: first };
  const last = month === undefined ? Date.UTC(year + 1, 0, 0) : Date.UTC(year, month, 0);
  return { first, last };
}
