import { randomBytes } from 'node:crypto';

/** Where log lines go; a pino logger is one. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** A short id that a person is shown and the log has too: six hexadecimal digits. */
export function newErrorId(): string {
  return randomBytes(3).toString('hex');
}

/** Logs what failed; the id in the log is what the person is shown. */
export function logFailure(log: Log, error: unknown, message: string, details = {}): string {
  const errorId = newErrorId();
  log.error({ err: loggable(error), errorId, ...details }, message);
  return errorId;
}

/** What an error may carry into the log beside its message. */
const HARMLESS = ['code', 'status', 'method'] as const;

/**
 * An error as a log may have it. The platforms' SDKs hang onto theirs what was sent, the address with
 * the token, or a whole update: of an error only its message, stack, cause and codes stay, and of the
 * network's error that an SDK keeps in `error`, whose message has the address too, only the code.
 */
export function loggable(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  const { name, message, stack, cause } = thrown;
  const kept = Object.fromEntries(
    HARMLESS.map((key) => [key, plainValue(thrown, key)] as const).filter(
      ([, value]) => value !== '',
    ),
  );
  const network = 'error' in thrown ? plainValue(thrown.error, 'code') : '';
  const because = cause === undefined ? {} : { cause: loggable(cause) };
  const copy = new Error(network === '' ? message : `${message} (${network})`, because);
  return Object.assign(copy, { name, stack }, kept);
}

/** A property, where it is a word or a number; '' where it is not. */
function plainValue(thing: unknown, key: string): string | number {
  if (typeof thing !== 'object' || thing === null) return '';
  const value = (thing as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}
