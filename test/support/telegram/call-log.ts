import type { FloodLimit } from './flood.js';
import type { Payload } from './payload.js';

/** How a call ended: `flood` is our own flood control's 429, `fault` an injected failure. */
export type Outcome = 'pending' | 'ok' | 'refused' | 'flood' | 'fault' | 'abandoned';

/** One call that the bot made. Times are milliseconds on the clock of `performance.now()`. */
export interface LoggedCall {
  readonly at: number;
  readonly method: string;
  readonly payload: Payload;
  readonly outcome: Outcome;
  /** When it was answered, or its socket destroyed. */
  readonly answeredAt?: number;
  /** True where the call changed something or gave its result, whether or not the bot saw it. */
  readonly tookEffect: boolean;
  /** The HTTP status; missing where the socket was destroyed or the bot hung up. */
  readonly status?: number;
  /** The error's description. */
  readonly description?: string;
  /** The limit that a call with outcome `flood` would have broken. */
  readonly limit?: FloodLimit;
}

/** Every call, in order of arrival. */
export interface CallLog {
  readonly calls: readonly LoggedCall[];
  /** Notes a call's arrival; the result changes its entry. */
  arrive(method: string, payload: Payload): (change: Partial<LoggedCall>) => void;
  /** Calls `listener` whenever a call comes, takes effect or ends; gives the way to stop that. */
  onChange(listener: () => void): () => void;
}

/** An empty log. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    calls,
    arrive(method, payload) {
      const at = performance.now();
      const index = calls.push({ at, method, payload, outcome: 'pending', tookEffect: false }) - 1;
      tell();
      return (change) => {
        calls[index] = { ...(calls[index] as LoggedCall), ...change };
        tell();
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Waits until `probe` gives something other than undefined or false; it is asked now and whenever a
 * call comes, takes effect or ends.
 * @throws Error after `timeoutMs`, naming the last calls
 */
export function waitFor<T>(
  log: CallLog,
  probe: () => T | undefined | false,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      stop();
      act();
    };
    const check = () => {
      try {
        const found = probe();
        if (found !== undefined && found !== false) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const timer = setTimeout(
      () => settle(() => reject(new Error(`not seen within ${timeoutMs} ms; ${lastCalls(log)}`))),
      timeoutMs,
    );
    const stop = log.onChange(check);
    check();
  });
}

function lastCalls(log: CallLog): string {
  const lines = log.calls
    .slice(-8)
    .map((call) => `${call.method} ${call.outcome} ${call.description ?? ''}`.trim());
  return `the last calls: ${lines.join(', ') || 'none'}`;
}
