import type { Context, MiddlewareFn } from 'grammy';
import { isUnwelcome, loggable } from './errors.js';
import { createMemory } from './memory.js';
import type { MessageIds } from './message-ids.js';
import type { Log } from './options.js';

const REMEMBERED = 10_000;

/** The door for updates. */
export interface Intake {
  /** Lets an update through once, where its chat may ask, and logs what goes wrong behind it. */
  readonly middleware: MiddlewareFn;
  /** Resolves when all updates let through so far are dealt with. */
  idle(): Promise<void>;
  /** The highest number of an update seen; 0 for none. */
  lastUpdateId(): number;
}

/** @param chats - the only chats to be answered; undefined for all */
export function createIntake(
  chats: readonly number[] | undefined,
  ids: MessageIds,
  log: Log,
): Intake {
  const seen = createMemory<number, true>(REMEMBERED);
  const refused = createMemory<number, true>(REMEMBERED);
  const running = new Set<Promise<void>>();
  const allowed = chats && new Set(chats);
  let last = 0;

  function mayAsk(ctx: Context): boolean {
    const chatId = ctx.chat?.id ?? ctx.from?.id;
    if (!allowed || (chatId !== undefined && allowed.has(chatId))) return true;
    if (chatId !== undefined && !refused.has(chatId)) {
      refused.set(chatId, true);
      log.info({ chat: chatId }, 'a chat that is not on the list is not answered');
    }
    return false;
  }

  async function deal(next: () => Promise<void>): Promise<void> {
    try {
      await next();
    } catch (error) {
      if (isUnwelcome(error)) log.info({ err: loggable(error) }, 'a Telegram chat takes no answer');
      else log.error({ err: loggable(error) }, 'an update from Telegram could not be dealt with');
    }
  }

  return {
    async middleware(ctx, next) {
      const { update_id: id } = ctx.update;
      if (seen.has(id)) return;
      seen.set(id, true);
      last = Math.max(last, id);
      // New messages only: between an old one and now there may be answers of an earlier run.
      if (ctx.message) ids.note(ctx.message.chat.id, ctx.message.message_id);
      if (!mayAsk(ctx)) return;
      const work = deal(next);
      running.add(work);
      await work;
      running.delete(work);
    },
    async idle() {
      await Promise.all(running);
    },
    lastUpdateId: () => last,
  };
}
