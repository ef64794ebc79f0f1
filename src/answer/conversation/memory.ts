import type { Turn } from './turn.js';

/** Turns of a conversation that are remembered. */
const MOST_TURNS = 6;
/** A conversation in which nothing was asked for so long, in milliseconds, is forgotten. */
const IDLE = 30 * 60_000;
/** Conversations that are remembered; the one that was silent longest goes first. */
const MOST_CONVERSATIONS = 1_000;

/** A question's place in its conversation. */
export interface OpenTurn {
  /** What was said before it, the oldest first. */
  readonly history: readonly Turn[];
  /** Remembers its answer, unless the conversation was forgotten meanwhile. */
  close(turn: Turn): void;
}

/** The conversations that go on: in memory alone, so that nothing of them outlives the process. */
export interface Conversations {
  /**
   * Takes a question into a conversation.
   *
   * @param place - which conversation
   * @param message - names the question: asked again, it takes the place of its earlier turn
   */
  open(place: string, message?: string): OpenTurn;
  forget(place: string): void;
}

interface Kept {
  readonly message: string | undefined;
  readonly turn: Turn;
}

interface Conversation {
  turns: readonly Kept[];
  last: number;
}

/** @param now - milliseconds */
export function createConversations(now: () => number = Date.now): Conversations {
  const known = new Map<string, Conversation>();

  /** Those silent longest stand first. */
  function forgetOldest(): void {
    for (const [place, { last }] of known) {
      if (known.size <= MOST_CONVERSATIONS && now() - last < IDLE) return;
      known.delete(place);
    }
  }

  function touch(place: string, conversation: Conversation): void {
    conversation.last = now();
    known.delete(place);
    known.set(place, conversation);
    forgetOldest();
  }

  return {
    open(place, message) {
      forgetOldest();
      const conversation = known.get(place) ?? { turns: [], last: now() };
      touch(place, conversation);
      const { turns } = conversation;
      const at = message === undefined ? -1 : turns.findIndex((kept) => kept.message === message);
      const before = at < 0 ? turns : turns.slice(0, at);
      return {
        history: before.map(({ turn }) => turn),
        close(turn) {
          if (known.get(place) !== conversation) return;
          const kept = { message, turn };
          const own = conversation.turns.findIndex(
            (one) => message !== undefined && one.message === message,
          );
          conversation.turns =
            own < 0
              ? [...conversation.turns, kept].slice(-MOST_TURNS)
              : conversation.turns.with(own, kept);
          touch(place, conversation);
        },
      };
    },
    forget(place) {
      known.delete(place);
    },
  };
}
