import type { Target } from './delivery.js';
import { createMemory } from './memory.js';

/** Groups that became supergroups, and messages, that are remembered. */
const [GROUPS, MESSAGES] = [1_000, 10_000];

/** Where groups went that became supergroups; messages are counted anew there. */
export interface Moved {
  /** The place where a group's messages go by now; the same where it did not move. */
  placeOf(target: Target): Target;
  note(target: Target, chatId: number): void;
  /** Remembers a message that was put where the group went. */
  noteSent(chatId: number, messageId: number): void;
  /** Whether an id that is remembered for the group is one of where it went. */
  isThere(chatId: number, messageId: number): boolean;
}

export function createMoved(): Moved {
  const moved = createMemory<number, number>(GROUPS);
  const sent = createMemory<string, true>(MESSAGES);
  return {
    placeOf(target) {
      const chatId = moved.get(target.chatId);
      if (chatId === undefined) return target;
      return { ...target, chatId, thread: undefined, replyTo: undefined };
    },
    note: ({ chatId }, supergroup) => moved.set(chatId, supergroup),
    noteSent: (chatId, messageId) => sent.set(`${chatId}/${messageId}`, true),
    isThere: (chatId, messageId) => sent.has(`${chatId}/${messageId}`),
  };
}
