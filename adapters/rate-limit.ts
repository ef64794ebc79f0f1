const MINUTE = 60_000;

/** How often each person may ask in a minute. */
export interface RateLimit {
  /** Counts a question, where it is not over the limit. */
  count(person: string): Counted;
}

interface Counted {
  readonly isOver: boolean;
  /** Whether a question of theirs was over the limit within the last minute already. */
  readonly isTold: boolean;
}

/** @param now - milliseconds */
export function createRateLimit(perMinute: number, now: () => number): RateLimit {
  const asked = new Map<string, { readonly times: readonly number[]; readonly told: number }>();

  /** Those who asked longest ago stand first; whoever was silent for a minute is forgotten. */
  function forgetOldest(): void {
    for (const [person, { times }] of asked) {
      if (now() - (times.at(-1) ?? 0) < MINUTE) return;
      asked.delete(person);
    }
  }

  return {
    count(person) {
      const before = asked.get(person) ?? { times: [], told: Number.NEGATIVE_INFINITY };
      const times = before.times.filter((time) => now() - time < MINUTE);
      const isOver = times.length >= perMinute;
      const isTold = now() - before.told < MINUTE;
      asked.delete(person);
      asked.set(person, {
        times: isOver ? times : [...times, now()],
        told: isOver && !isTold ? now() : before.told,
      });
      forgetOldest();
      return { isOver, isTold };
    },
  };
}
