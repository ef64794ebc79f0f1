import { codeOf, type ErrorKind, MostanadError, messageOf } from './errors.js';

/** An error on its way between threads: a clone of one loses its class and its code, or all that it says. */
export interface SentError {
  /** Null where it is no MostanadError. */
  readonly kind: ErrorKind | null;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** As `codeOf` gives it. */
  readonly code: string;
  readonly cause: SentError | null;
}

/** Anything thrown, as plain data. */
export function toSend(thrown: unknown): SentError {
  const message = messageOf(thrown);
  const { name, stack = '', cause } = thrown instanceof Error ? thrown : new Error(message);
  const kind = thrown instanceof MostanadError ? thrown.kind : null;
  const because = cause === undefined ? null : toSend(cause);
  return { kind, name, message, stack, code: codeOf(thrown), cause: because };
}

/** The error that was sent, with the stack of the thread where it was thrown. */
export function received({ kind, name, message, stack, code, cause }: SentError): Error {
  const because = cause === null ? {} : { cause: received(cause) };
  const error =
    kind === null ? new Error(message, because) : new MostanadError(kind, message, because);
  return Object.assign(error, { name, stack }, code === '' ? {} : { code });
}
