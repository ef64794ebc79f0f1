import type { Update } from 'grammy/types';
import type { Inbox } from '../../src/records/port.js';
import { type Log, loggable } from '../log.js';

/**
 * The messages for the bot that are to be answered yet. Telegram forgets an update when the next one
 * is asked for, long before it is answered; these outlive the process.
 */
export interface Unanswered {
  /** Keeps an update that is a message; no other. */
  keep(update: Update): void;
  /** The update's turn has come. */
  begin(updateId: number): void;
  /** The update is answered, or it is in the log why it is not. */
  done(updateId: number): void;
  /** What an earlier run left, to be let in before any other update. */
  leftOver(): readonly Update[];
  isLeftOver(updateId: number): boolean;
  count(): number;
}

interface UnansweredParts {
  readonly inbox: Inbox;
  /** Whose updates these are, as `telegram:id`. */
  readonly receiver: string;
  readonly log: Log;
}

export function createUnanswered({ inbox, receiver, log }: UnansweredParts): Unanswered {
  const kept = new Set<number>();
  const left = new Set<number>();
  return {
    keep(update) {
      if ((update.message ?? update.edited_message) === undefined) return;
      try {
        inbox.takeIn(receiver, update.update_id, JSON.stringify(withoutOthers(update)));
        kept.add(update.update_id);
      } catch (error) {
        // It can be answered all the same, now.
        log.error({ err: loggable(error) }, 'a message on Telegram is not kept over a restart');
      }
    },
    begin(updateId) {
      if (!kept.has(updateId)) return;
      try {
        inbox.begin(receiver, updateId);
      } catch (error) {
        log.error({ err: loggable(error) }, 'a try of a message on Telegram is not counted');
      }
    },
    done(updateId) {
      if (kept.delete(updateId)) inbox.dealtWith(receiver, updateId);
    },
    leftOver() {
      const { items, givenUp } = inbox.leftOver(receiver);
      if (givenUp > 0) log.warn({ givenUp }, 'old messages on Telegram were given up unanswered');
      const updates = items.map((item) => JSON.parse(item) as Update);
      for (const { update_id } of updates) {
        left.add(update_id);
        kept.add(update_id);
      }
      return updates;
    },
    isLeftOver: (updateId) => left.has(updateId),
    count: () => kept.size,
  };
}

/** What a message replies to is not the bot's to keep, but who is replied to says for whom it is. */
function withoutOthers(update: Update): Update {
  const kind = update.message ? 'message' : 'edited_message';
  const { reply_to_message: replied, external_reply: _, quote: __, ...own } = update[kind] ?? {};
  if (replied === undefined) return { ...update, [kind]: own };
  const { message_id, date, chat, from, forum_topic_created } = replied;
  const whom = { message_id, date, chat, from, forum_topic_created };
  return { ...update, [kind]: { ...own, reply_to_message: whom } };
}
