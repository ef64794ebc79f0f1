import { MostanadError, messageOf } from '../errors.js';
import { inEnglish, type Reason, reasonFor } from './reasons.js';

/** An error that says why something of the corpus was not taken; its message says it in English. */
export class ReasonError extends MostanadError {
  /** @param about - what the message begins with: what was not taken */
  constructor(
    readonly reason: Reason,
    options?: ErrorOptions,
    about = '',
  ) {
    super('corpus', `${about}${inEnglish(reason)}`, options);
    this.name = 'ReasonError';
  }
}

/** The reason of anything thrown: what is no reason of ours says it in its own words. */
export function reasonOf(thrown: unknown): Reason {
  if (thrown instanceof ReasonError) return thrown.reason;
  return reasonFor('other', { words: messageOf(thrown) });
}
