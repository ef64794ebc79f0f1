/** What is wrong with one line of a file; lines count from 1, null where no one line is to blame. */
export class LineError extends Error {
  constructor(
    readonly line: number | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
