import { setImmediate as afterwards } from 'node:timers/promises';
import type { Editions, Replies } from '../../src/records/port.js';
import { type Log, logFailure } from '../log.js';

/**
 * Replies that hold up no answer: what cannot be read counts as not sent, what cannot be kept is logged, and where
 * no one can tell which edition is answered, each is.
 */
export interface TolerantReplies extends Replies, Editions {
  /** Resolves when nothing is being kept any more. */
  idle(): Promise<void>;
}

/**
 * An answer that is there goes out, whatever becomes of the memory of it: at worst an edited question is
 * answered in a new message, or one that comes again after a restart once more.
 */
export function tolerant(replies: Replies & Editions, log: Log): TolerantReplies {
  const keeping = new Set<Promise<void>>();

  /** At the end it is waited for. */
  async function kept(work: Promise<void>): Promise<void> {
    keeping.add(work);
    await work;
    keeping.delete(work);
  }

  async function keep(...[place, messageId, sent]: Parameters<Replies['noteSent']>): Promise<void> {
    try {
      await replies.noteSent(place, messageId, sent);
    } catch (error) {
      logFailure(log, error, 'what was sent on Telegram is not kept');
    }
  }

  // Others wait until they take this process for gone.
  function notReleased(error: unknown): void {
    logFailure(
      log,
      error,
      'other processes cannot be told that a message on Telegram was answered',
    );
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
    noteSent: (place, messageId, sent) => kept(keep(place, messageId, sent)),
    lastAnswer: (place) => replies.lastAnswer(place),
    async claim(place, messageId, edition) {
      try {
        return await replies.claim(place, messageId, edition);
      } catch (error) {
        logFailure(log, error, 'which edition of a message on Telegram is answered is not kept');
        return true;
      }
    },
    async hold(place, messageId, edition) {
      try {
        const release = await replies.hold(place, messageId, edition);
        return release && (() => kept(release().catch(notReleased)));
      } catch (error) {
        logFailure(
          log,
          error,
          'other processes cannot be told that a message on Telegram is answered',
        );
        return async () => {};
      }
    },
    async idle() {
      while (keeping.size > 0) {
        await Promise.all(keeping);
        await afterwards();
      }
    },
  };
}
