/** What went wrong, for code that must tell the kinds apart. */
export type ErrorKind = 'input' | 'corpus' | 'pack' | 'storage' | 'busy' | 'chat';

/**
 * An error whose message is meant for a person: it names the part and the value, and says what to
 * do. Anything else that is thrown is a defect.
 */
export class MostanadError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MostanadError';
    this.kind = kind;
  }
}

const FULL = 'free some space and run it again: what was stored is kept';
const NO_FOLDER = 'a file stands where a folder must be; see MOSTANAD_DATA and --data';
const FORBIDDEN = 'it may not be written or opened; see its owner and permissions';

/** What to do about an error of SQLite or of the file system, by the beginning of its code and call. */
const CURES: Readonly<Record<string, string>> = {
  SQLITE_FULL: FULL,
  ENOSPC: FULL,
  EDQUOT: FULL,
  SQLITE_IOERR: 'the disk may be full or failing; what was stored before is kept',
  SQLITE_BUSY: 'another process is writing to it; run it again when that is done',
  SQLITE_READONLY: FORBIDDEN,
  SQLITE_CANTOPEN: FORBIDDEN,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: FORBIDDEN,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENAMETOOLONG: 'name a shorter path; see MOSTANAD_DATA and --data',
  'ENOENT mkdir': 'no folder can be made there; see MOSTANAD_DATA and --data',
};
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/u;

/**
 * What is wrong with a file of the data folder, and the cure.
 *
 * @param what - the file, by part and path
 * @param ifDamaged - the cure of a database that is one no more
 */
export function storageError(what: string, cause: unknown, ifDamaged?: string): MostanadError {
  const code = `${codeOf(cause)} ${callOf(cause)}`;
  const known = Object.entries(CURES).find(([start]) => code.startsWith(start))?.[1];
  const cure = DAMAGED.test(code) ? ifDamaged : known;
  const message = `${what}: ${messageOf(cause)}${cure === undefined ? '' : ` (${cure})`}`;
  return new MostanadError('storage', message, { cause });
}

/** What the system or SQLite calls an error; empty where it has no name of theirs. */
export function codeOf(thrown: unknown): string {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** The call of the system that failed; empty where there is none. */
function callOf(thrown: unknown): string {
  const { syscall } = (thrown ?? {}) as { readonly syscall?: unknown };
  return typeof syscall === 'string' ? syscall : '';
}

/** The message of anything thrown, for putting a cause into a sentence. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

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
