import { ReasonError } from './reason-error.js';
import type { Reason } from './reasons.js';

/** What is wrong with one line of a file; lines count from 1, null where no one line is to blame. */
export class LineError extends ReasonError {
  constructor(
    readonly line: number | null,
    reason: Reason,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'LineError';
  }
}
