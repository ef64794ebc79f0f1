import type { Body } from './body.js';
import type { Asked, Wire } from './wire.js';

/** Takes the messages of an answer, in order; each call sends one. */
export type Target = (body: Body) => Promise<void>;

/**
 * The channel of a question.
 *
 * @param questionId - of the message or interaction that asked; a message may be replied to
 */
export function channelTarget(
  wire: Wire,
  channelId: string,
  questionId: string,
  isMessage: boolean,
): Target {
  let count = 0;
  return async (body) => {
    const isReply = isMessage && count === 0;
    count += 1;
    const nonce = `${questionId}-${count}`;
    await wire.say({ channelId, nonce, ...(isReply ? { replyTo: questionId } : {}) }, body);
  };
}

/** A deferred answer: the first message fills it in, the others go where they are told to. */
export function deferredTarget(wire: Wire, asked: Asked, others: Target): Target {
  let isFilled = false;
  return async (body) => {
    if (isFilled) return others(body);
    await wire.fill(asked, body);
    isFilled = true;
  };
}
