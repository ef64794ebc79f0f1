import type { Body } from './body.js';
import type { Asked, Wire } from './wire.js';

/** Where an answer goes. */
export interface Target {
  /** Sends a message of the answer; they come in order. The first takes the place of the draft. */
  send(body: Body): Promise<void>;
  /** Shows the draft of an answer, in the place of the one before. */
  draft(body: Body): Promise<void>;
}

/** A channel; a draft there need not become an answer. */
export interface ChannelTarget extends Target {
  /** Whether a draft stands that nothing has taken the place of yet. */
  hasDraft(): boolean;
  /** Takes the draft away, where one stands. */
  discard(): Promise<void>;
}

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
): ChannelTarget {
  let count = 0;
  let draftId: string | null = null;
  const say = (body: Body) => {
    const isReply = isMessage && count === 0;
    count += 1;
    const nonce = `${questionId}-${count}`;
    return wire.say({ channelId, nonce, ...(isReply ? { replyTo: questionId } : {}) }, body);
  };
  return {
    async send(body) {
      if (draftId === null || !(await wire.edit(channelId, draftId, body))) await say(body);
      // Not before: what is said where an answer is refused takes the draft's place as well.
      draftId = null;
    },
    async draft(body) {
      if (draftId === null) draftId = await say(body);
      else if (!(await wire.edit(channelId, draftId, body))) draftId = null;
    },
    hasDraft: () => draftId !== null,
    async discard() {
      if (draftId !== null) await wire.remove(channelId, draftId);
      draftId = null;
    },
  };
}

/**
 * A deferred answer: the first message fills it in, the others go where they are told to, and the first
 * too where there is nothing to fill in any more.
 */
export function deferredTarget(wire: Wire, asked: Asked, others: Target['send']): Target {
  let isFilled = false;
  return {
    async send(body) {
      if (isFilled || !(await wire.fill(asked, body))) await others(body);
      isFilled = true;
    },
    async draft(body) {
      await wire.fill(asked, body);
    },
  };
}
