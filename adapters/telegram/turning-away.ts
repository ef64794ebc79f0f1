import type { Context } from 'grammy';
import { PHRASES } from '../../src/phrases/phrases.js';
import { personLanguage } from '../../src/phrases/telegram.js';
import { loggable } from '../log.js';
import { createRateLimit } from '../rate-limit.js';
import { acknowledge } from './acknowledge.js';
import { askerOf, type Parts, targetOf } from './context.js';
import { insist } from './insist.js';
import { renderOwn } from './render.js';

/** What those get that are not let in; never throws. */
export interface TurningAway {
  /** Where the bot does not answer: only that nothing of theirs hangs. */
  silently(ctx: Context): Promise<void>;
  /** Where too many wait: each person is told so once a minute. */
  asBusy(ctx: Context): Promise<void>;
}

export function createTurningAway({
  api,
  delivery,
  log,
}: Pick<Parts, 'api' | 'delivery' | 'log'>): TurningAway {
  const told = createRateLimit(1, Date.now);
  /** Whoever is yet to be told need not be told again, however long that takes. */
  const toBeTold = new Set<string>();

  async function end({ callbackQuery, inlineQuery }: Context, text?: string): Promise<void> {
    if (callbackQuery) await acknowledge(api, callbackQuery, text);
    if (!inlineQuery) return;
    const options = { cache_time: 0, is_personal: true };
    await insist(() => api.answerInlineQuery(inlineQuery.id, [], options)).catch(() => {});
  }

  return {
    silently: (ctx) => end(ctx),
    async asBusy(ctx) {
      const { busy } = PHRASES[personLanguage(ctx.from?.language_code)];
      await end(ctx, busy);
      const message = ctx.message ?? ctx.editedMessage;
      if (message === undefined) return;
      const person = `${message.chat.id}/${askerOf(message).id}`;
      if (toBeTold.has(person) || told.count(person).isOver) return;
      toBeTold.add(person);
      try {
        await delivery.send(targetOf(message), renderOwn(busy));
      } catch (error) {
        log.info({ err: loggable(error) }, 'a person on Telegram was not told that many wait');
      } finally {
        toBeTold.delete(person);
      }
    },
  };
}
