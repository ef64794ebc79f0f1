/** What went wrong, for code that must tell the kinds apart. */
export type ErrorKind = 'input' | 'corpus' | 'pack' | 'storage' | 'busy';

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

/** The message of anything thrown, for putting a cause into a sentence. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
