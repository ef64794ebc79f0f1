/** Times the stages of one answer, in milliseconds; one that runs twice counts both. */
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
        stages[stage] = round((stages[stage] ?? 0) + performance.now() - from);
      }
    },
    timings: () => ({ ...stages, total: round(performance.now() - started) }),
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
