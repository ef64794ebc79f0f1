const DAY = 24 * 60 * 60 * 1000;

/** How often something may be done for each person in a day (UTC). */
export interface Budget {
  isSpent(person: string): boolean;
  spend(person: string): void;
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
    isSpent: (person) => countOf(person) >= perDay,
    spend(person) {
      spent.set(person, countOf(person) + 1);
    },
  };
}
