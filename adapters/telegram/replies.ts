import { setImmediate as afterwards } from 'node:timers/promises';
import type { Replies } from '../../src/records/port.js';
import { type Log, logFailure } from '../log.js';

/** Replies that hold up no answer: what cannot be read counts as not sent, what cannot be kept is logged. */
export interface TolerantReplies extends Replies {
  /** Resolves when nothing is being kept any more. */
  idle(): Promise<void>;
}

/**
 * An answer that is there goes out, whatever becomes of the memory of it: at worst an edited question is
 * answered in a new message, or one that comes again after a restart once more.
 */
export function tolerant(replies: Replies, log: Log): TolerantReplies {
  const keeping = new Set<Promise<void>>();

  async function keep(...[place, messageId, sent]: Parameters<Replies['noteSent']>): Promise<void> {
    try {
      await replies.noteSent(place, messageId, sent);
    } catch (error) {
      logFailure(log, error, 'what was sent on Telegram is not kept');
    }
  }

  return {
    async sentFor(place, messageId) {
      try {
        return await replies.sentFor(place, messageId);
      } catch (error) {
        logFailure(log, error, 'what was sent on Telegram cannot be read');
        return null;
      }
    },
    async noteSent(place, messageId, sent) {
      const work = keep(place, messageId, sent);
      keeping.add(work);
      await work;
      keeping.delete(work);
    },
    lastAnswer: (place) => replies.lastAnswer(place),
    async idle() {
      while (keeping.size > 0) {
        await Promise.all(keeping);
        await afterwards();
      }
    },
  };
}
