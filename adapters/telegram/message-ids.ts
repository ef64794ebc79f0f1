import { createMemory } from './memory.js';

/**
 * Which message ids are known. Telegram counts messages up by one: in each supergroup for itself,
 * in all of the bot's private chats and small groups together.
 */
export interface MessageIds {
  /** With what a chat's messages are counted: the same for chats that are counted together. */
  counterOf(chatId: number): number | 'account';
  /** A message that the bot sent, or saw as it was new. */
  note(chatId: number, messageId: number): void;
  /** The highest known id among the messages that are counted with this chat's; 0 for none. */
  last(chatId: number): number;
  isKnown(chatId: number, messageId: number): boolean;
}

const LATEST = 1_000;
const SUPERGROUPS_BELOW = -1_000_000_000_000;

/** Nothing is known yet. */
export function createMessageIds(): MessageIds {
  const counters = createMemory<number | 'account', { last: number; known: Set<number> }>(LATEST);
  return {
    counterOf,
    note(chatId, messageId) {
      const key = counterOf(chatId);
      const counter = counters.get(key) ?? { last: 0, known: new Set() };
      counter.last = Math.max(counter.last, messageId);
      counter.known.add(messageId);
      const [oldest] = counter.known;
      if (counter.known.size > LATEST && oldest !== undefined) counter.known.delete(oldest);
      counters.set(key, counter);
    },
    last: (chatId) => counters.get(counterOf(chatId))?.last ?? 0,
    isKnown: (chatId, messageId) => counters.get(counterOf(chatId))?.known.has(messageId) ?? false,
  };
}

function counterOf(chatId: number): number | 'account' {
  return chatId < SUPERGROUPS_BELOW ? chatId : 'account';
}
