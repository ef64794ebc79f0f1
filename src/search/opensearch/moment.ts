/**
 * A moment of this machine by both of its clocks, in milliseconds: the steady one stands still while the machine
 * sleeps, the other may be set meanwhile.
 */
export interface Moment {
  readonly steady: number;
  readonly set: number;
}

export function now(): Moment {
  return { steady: performance.now(), set: Date.now() };
}

/** What has passed since a moment, by each clock. */
export function since(moment: Moment): Moment {
  const { steady, set } = now();
  return { steady: steady - moment.steady, set: set - moment.set };
}
