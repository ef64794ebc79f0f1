const DAY = 24 * 60 * 60 * 1000;

/** How often something may be done for each person in a day (UTC). */
export interface Budget {
  /** Takes one; false where none is left. */
  take(person: string): boolean;
  /** Gives one back that was not needed. */
  giveBack(person: string): void;
}

/** @param now - milliseconds */
export function createBudget(perDay: number, now: () => number = Date.now): Budget {
  const spent = new Map<string, number>();
  let today = 0;
  const countOf = (person: string): number => {
    const day = Math.floor(now() / DAY);
    if (day !== today) spent.clear();
    today = day;
    return spent.get(person) ?? 0;
  };
  return {
    take(person) {
      const count = countOf(person);
      if (count >= perDay) return false;
      spent.set(person, count + 1);
      return true;
    },
    giveBack(person) {
      spent.set(person, Math.max(0, countOf(person) - 1));
    },
  };
}
