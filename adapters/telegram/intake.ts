import type { Context, MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import { type Log, loggable } from '../log.js';
import { isUnwelcome } from './errors.js';
import type { Unanswered } from './inbox.js';
import { createMemory } from './memory.js';
import type { MessageIds } from './message-ids.js';
import type { TurningAway } from './turning-away.js';

const REMEMBERED = 10_000;
/**
 * Updates for the bot that may wait for each other. Telegram lets it answer about one a second in a chat:
 * one that asks far more must not fill the places that all chats share.
 */
const MOST_WAITING = 40;

/** Questions of a chat wait for each other; presses and inline queries, for those of the person. */
export function laneOf({ callbackQuery, inlineQuery, chatId, from }: Context): string {
  if (callbackQuery) return `press ${from?.id}`;
  return inlineQuery ? `inline ${from?.id}` : `chat ${chatId}`;
}

/** The door for updates. */
export interface Intake {
  /** Lets an update through once, where its chat may ask, and logs what goes wrong behind it. */
  readonly middleware: MiddlewareFn;
  /** Resolves when all updates let through so far are dealt with. */
  idle(): Promise<void>;
  /** The highest number of an update seen; 0 for none. */
  lastUpdateId(): number;
}

/** What the door needs to know. */
interface IntakeParts {
  /** The only chats to be answered; undefined for all. */
  readonly chats: readonly number[] | undefined;
  readonly ids: MessageIds;
  readonly unanswered: Unanswered;
  /** What else is said where the bot can hear it costs no place. */
  readonly isForBot: (message: Message) => boolean;
  readonly turningAway: TurningAway;
  /** What is not dealt with when this is aborted is left for the next start. */
  readonly halted: AbortSignal;
  readonly log: Log;
}

export function createIntake({
  chats,
  ids,
  unanswered,
  isForBot,
  turningAway,
  halted,
  log,
}: IntakeParts): Intake {
  const seen = createMemory<number, true>(REMEMBERED);
  const refused = createMemory<number, true>(REMEMBERED);
  const running = new Set<Promise<void>>();
  const allowed = chats && new Set(chats);
  const waiting = new Map<string, number>();
  const crowded = new Set<string>();
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

  async function deal(id: number, next: () => Promise<void>): Promise<void> {
    try {
      await next();
      unanswered.done(id);
    } catch (error) {
      if (halted.aborted) return;
      unanswered.done(id);
      if (isUnwelcome(error)) log.info({ err: loggable(error) }, 'a Telegram chat takes no answer');
      else log.error({ err: loggable(error) }, 'an update from Telegram could not be dealt with');
    }
  }

  async function toTheEnd(work: Promise<void>): Promise<void> {
    running.add(work);
    await work;
    running.delete(work);
  }

  return {
    async middleware(ctx, next) {
      const { update_id: id } = ctx.update;
      if (seen.has(id)) return;
      seen.set(id, true);
      last = Math.max(last, id);
      // New messages only: between an old one and now there may be answers of an earlier run.
      if (ctx.message && !unanswered.isLeftOver(id))
        ids.note(ctx.message.chat.id, ctx.message.message_id);
      if (!mayAsk(ctx)) {
        unanswered.done(id);
        return toTheEnd(turningAway.silently(ctx));
      }
      const message = ctx.message ?? ctx.editedMessage;
      if (message && !isForBot(message)) return unanswered.done(id);
      const lane = laneOf(ctx);
      const before = waiting.get(lane) ?? 0;
      if (before >= MOST_WAITING) {
        if (!crowded.has(lane))
          log.warn({ lane }, 'more is asked at once than can be answered soon');
        crowded.add(lane);
        unanswered.done(id);
        return toTheEnd(turningAway.asBusy(ctx));
      }
      waiting.set(lane, before + 1);
      unanswered.keep(ctx.update);
      await toTheEnd(deal(id, next));
      const left = (waiting.get(lane) ?? 1) - 1;
      if (left > 0) waiting.set(lane, left);
      else {
        waiting.delete(lane);
        crowded.delete(lane);
      }
    },
    async idle() {
      await Promise.all(running);
    },
    lastUpdateId: () => last,
  };
}
