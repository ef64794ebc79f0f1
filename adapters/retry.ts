import { setTimeout as pause } from 'node:timers/promises';

/** How long to insist on a call. */
export interface Patience {
  readonly attempts: number;
  /** Each pause is twice as long as the one before, up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Whether a failure may pass; what a platform refuses, it refuses again. */
  readonly isPassing: (error: unknown) => boolean;
}

/**
 * Makes a call, again while it fails in a way that may pass.
 *
 * @param recover - told of such a failure before the pause; what it gives is taken for the result
 * @throws what the last attempt threw, or the first that does not pass
 */
export async function retry<Result>(
  { attempts, firstPauseMs, longestPauseMs, isPassing }: Patience,
  call: () => Promise<Result>,
  recover: (error: unknown) => Promise<Result | undefined> = async () => undefined,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (failures === attempts || !isPassing(error)) throw error;
      const recovered = await recover(error);
      if (recovered !== undefined) return recovered;
      await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)));
    }
  }
}
