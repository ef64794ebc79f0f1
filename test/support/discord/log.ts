import type { Fault } from './faults.js';

/** One REST call, written once it was answered (or its socket destroyed). */
export interface RestEntry {
  readonly kind: 'rest';
  /** When the request had arrived, in milliseconds since 1970. */
  readonly at: number;
  /** When the answer had been written. */
  readonly doneAt: number;
  readonly method: string;
  readonly path: string;
  /** Method and path template, `POST /channels/:channel/messages`; null where no route matches. */
  readonly route: string | null;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Null where the socket was destroyed instead. */
  readonly status: number | null;
  /** Discord's error code, where it refused. */
  readonly code: number | null;
  /** Whether the call took effect, whatever the caller was told. */
  readonly applied: boolean;
  readonly fault: Fault | null;
}

/** One gateway frame. */
export interface GatewayEntry {
  readonly kind: 'gateway';
  readonly at: number;
  readonly direction: 'received' | 'sent';
  readonly op: number;
  /** The dispatched event's name. */
  readonly event: string | null;
  readonly data: unknown;
}

/** A gateway connection that opened (`code` null) or closed. */
export interface ConnectionEntry {
  readonly kind: 'connection';
  readonly at: number;
  readonly code: number | null;
}

export type LogEntry = RestEntry | GatewayEntry | ConnectionEntry;

/** All that was received and sent, in order, and a way to wait for it. */
export interface EmulatorLog {
  readonly entries: readonly LogEntry[];
  add(entry: LogEntry): void;
  /**
   * Resolves with the first result of `probe` that is neither undefined, null nor false. It is asked
   * now, after each entry, and every few milliseconds, since what it looks at may be the bot's own
   * state. Rejects after `timeoutMs`, naming `what`.
   */
  when<T>(probe: () => T | undefined | null | false, what: string, timeoutMs: number): Promise<T>;
}

/** How often a probe is asked apart from entries, in milliseconds. */
const POLL_MS = 5;

export function createLog(): EmulatorLog {
  const entries: LogEntry[] = [];
  const listeners = new Set<() => void>();
  let isNotifying = false;
  const notify = () => {
    isNotifying = false;
    for (const listener of [...listeners]) listener();
  };
  return {
    entries,
    add(entry) {
      entries.push(entry);
      // Not at once: a call's own entry follows those of the events that it caused.
      if (!isNotifying) setImmediate(notify);
      isNotifying = true;
    },
    when: (probe, what, timeoutMs) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          clearInterval(poll);
          listeners.delete(check);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`Discord emulator: no ${what} within ${timeoutMs} ms`));
        }, timeoutMs);
        const check = () => {
          if (!listeners.has(check)) return;
          try {
            const found = probe();
            if (found === undefined || found === null || found === false) return;
            resolve(found);
          } catch (error) {
            reject(error);
          }
          stop();
        };
        const poll = setInterval(check, POLL_MS);
        listeners.add(check);
        check();
      }),
  };
}
