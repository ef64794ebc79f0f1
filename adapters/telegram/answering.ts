import type { Edition, Editions, Replies, Sent } from '../../src/records/port.js';

/** An edition of a message that is being answered, by one of the processes that share what was sent. */
export interface Answering {
  /**
   * Puts something into the chat while no other process does so for this message; not where a later edition is
   * to be answered, or this one is already.
   *
   * @param put - told what stands there now, be it another process's
   * @returns whether it was put there
   */
  show(put: (sent: Sent | null) => Promise<void>): Promise<boolean>;
}

/** The message, and what it says. */
interface Asked {
  readonly place: string;
  readonly messageId: number;
  readonly edition: Edition;
  readonly digest: string;
}

export function answeringOf(
  replies: Replies & Editions,
  { place, messageId, edition, digest }: Asked,
): Answering {
  return {
    async show(put) {
      const release = await replies.hold(place, messageId, edition);
      if (release === null) return false;
      try {
        const sent = await replies.sentFor(place, messageId);
        if (sent?.digest === digest) return false;
        await put(sent);
        return true;
      } finally {
        await release();
      }
    },
  };
}
