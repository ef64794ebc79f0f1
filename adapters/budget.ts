const DAY = 24 * 60 * 60 * 1000;

/** How often something may be done for each person in a day (UTC). */
export interface Budget {
  /** Takes one; returns what gives it back where it was not needed, or null where none is left. */
  take(person: string): (() => void) | null;
}

/** @param now - milliseconds */
export function createBudget(perDay: number, now: () => number = Date.now): Budget {
  let spent = new Map<string, number>();
  let today = 0;
  return {
    take(person) {
      const day = Math.floor(now() / DAY);
      if (day !== today) spent = new Map();
      today = day;
      const taken = spent.get(person) ?? 0;
      if (taken >= perDay) return null;
      // What is given back after midnight is of the day that it was taken on.
      const ofDay = spent;
      ofDay.set(person, taken + 1);
      return () => void ofDay.set(person, (ofDay.get(person) ?? 1) - 1);
    },
  };
}
