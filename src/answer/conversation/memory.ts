import {
  type Conversations,
  historyOf,
  IDLE,
  type KeptTurn,
  keyOf,
  withTurn,
} from './conversations.js';

/** Conversations that are remembered; the one that was silent longest goes first. */
const MOST_CONVERSATIONS = 1_000;

interface Conversation {
  turns: readonly KeptTurn[];
  last: number;
}

/**
 * Conversations in memory alone, so that nothing of them outlives the process.
 *
 * @param now - milliseconds
 */
export function createConversations(now: () => number = Date.now): Conversations {
  const known = new Map<string, Conversation>();
  let isTimed = false;

  /** Those silent longest stand first. */
  function forgetOldest(): void {
    for (const [place, { last }] of known) {
      // One that lies far ahead is of before the clock was set back.
      const isOver = Math.abs(now() - last) >= IDLE;
      if (known.size <= MOST_CONVERSATIONS && !isOver) return;
      known.delete(place);
    }
  }

  /** What is over goes in its time, also where nobody asks any more. */
  function forgetInTime(): void {
    const [oldest] = known.values();
    if (isTimed || oldest === undefined) return;
    isTimed = true;
    setTimeout(
      () => {
        isTimed = false;
        forgetOldest();
        forgetInTime();
      },
      Math.min(IDLE, Math.max(1, oldest.last + IDLE - now())),
    ).unref();
  }

  function touch(place: string, conversation: Conversation): void {
    conversation.last = now();
    known.delete(place);
    known.set(place, conversation);
    forgetOldest();
    forgetInTime();
  }

  return {
    async open(place, message) {
      forgetOldest();
      const conversation = known.get(place) ?? { turns: [], last: now() };
      touch(place, conversation);
      const key = keyOf(message);
      return {
        history: historyOf(conversation.turns, key),
        async close(turn) {
          if (known.get(place) !== conversation) return;
          conversation.turns = withTurn(conversation.turns, { key, turn });
          touch(place, conversation);
        },
      };
    },
    async forget(place) {
      known.delete(place);
    },
  };
}
