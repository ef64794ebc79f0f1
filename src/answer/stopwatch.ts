/** Times the stages of one answer, in milliseconds. */
export interface Stopwatch {
  time<Result>(stage: string, run: () => Promise<Result>): Promise<Result>;
  /** The stages so far, and `total` since the start. */
  timings(): Readonly<Record<string, number>>;
}

/** Starts a stopwatch. */
export function stopwatch(): Stopwatch {
  const started = performance.now();
  const stages: Record<string, number> = {};
  return {
    async time(stage, run) {
      const from = performance.now();
      try {
        return await run();
      } finally {
        stages[stage] = milliseconds(from);
      }
    },
    timings: () => ({ ...stages, total: milliseconds(started) }),
  };
}

function milliseconds(from: number): number {
  return Math.round((performance.now() - from) * 100) / 100;
}
