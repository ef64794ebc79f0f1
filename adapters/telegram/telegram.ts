import { setTimeout as pause } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { sequentialize } from '@grammyjs/runner';
import { Api, Bot, type Context, GrammyError, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { MostanadError } from '../../src/errors.js';
import type { Chat, Platform } from '../chat.js';
import type { Log } from '../log.js';
import { registerCommands } from './commands.js';
import type { Parts } from './context.js';
import { createDelivery } from './delivery.js';
import { loggable } from './errors.js';
import { createInlineHandler } from './inline.js';
import { insist } from './insist.js';
import { createIntake, type Intake } from './intake.js';
import { createMessageIds } from './message-ids.js';
import { createMessageHandlers } from './messages.js';
import type { TelegramOptions } from './options.js';
import { createPacer } from './pace.js';
import { startPolling } from './polling.js';
import { createPressHandler } from './presses.js';
import { startWebhook } from './webhook.js';

/** Telegram is obeyed where it says how long to wait, but no longer than this. */
const MOST_WAIT_S = 300;
/** More than a poll for updates takes (30); a call that hangs is taken for lost. */
const ANSWERED_WITHIN_S = 60;

/**
 * Starts the Telegram bot: long polling, or the webhook where there is one.
 *
 * @throws MostanadError `input` where Telegram does not know the token, `busy` where it cannot be
 *   reached
 */
export async function startTelegram(options: TelegramOptions, chat: Chat): Promise<Platform> {
  const { token, apiRoot, webhook, log } = options;
  const root = apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/u, '') };
  const client = { ...root, timeoutSeconds: ANSWERED_WITHIN_S };
  const me = await whoAmI(new Api(token, client));
  const bot = new Bot(token, { client, botInfo: me });
  // The last one is asked first. What a call did that failed otherwise, delivery finds out.
  const retries = { rethrowHttpErrors: true, rethrowInternalServerErrors: true };
  bot.api.config.use(
    createPacer(),
    autoRetry({ ...retries, maxDelaySeconds: MOST_WAIT_S }),
    logFailures(log),
  );

  bot.catch((error) => log.error({ err: loggable(error) }, 'an update from Telegram was lost'));

  const ids = createMessageIds();
  const intake = createIntake(options.chats, ids, log);
  const delivery = createDelivery(bot.api, ids);
  addHandlers(bot, intake, { api: bot.api, me, chat, delivery, log });
  await registerCommands(bot.api).catch((error) =>
    log.warn({ err: loggable(error) }, "Telegram's menu of commands could not be set"),
  );
  const updates = webhook ? await startWebhook(bot, webhook, log) : await startPolling(bot, log);
  log.info({ bot: me.username, webhook: webhook !== undefined }, 'Telegram is connected');

  async function finish(): Promise<void> {
    await updates.stop();
    await intake.idle();
    await updates.settle(intake.lastUpdateId());
  }
  return {
    name: 'telegram',
    async stop(patience) {
      const finished = finish().catch((error) =>
        log.warn({ err: loggable(error) }, 'Telegram was not left in order'),
      );
      const over = new AbortController();
      const lapsed = pause(patience, undefined, { signal: over.signal }).catch(() => {});
      await Promise.race([finished, lapsed]);
      over.abort();
    },
  };
}

/** Questions of a chat wait for each other; presses and inline queries, for those of the person. */
function laneOf({ callbackQuery, inlineQuery, chatId, from }: Context): string {
  if (callbackQuery) return `press ${from?.id}`;
  return inlineQuery ? `inline ${from?.id}` : `chat ${chatId}`;
}

function addHandlers(bot: Bot, intake: Intake, parts: Parts): void {
  const messages = createMessageHandlers(parts);
  const press = createPressHandler(parts);
  const inline = createInlineHandler(parts);
  bot.use(intake.middleware);
  bot.on('inline_query', (ctx, next) => {
    inline.announce(ctx.inlineQuery);
    return next();
  });
  bot.use(sequentialize(laneOf));
  bot.on('message', ({ message }) => messages.onMessage(message));
  bot.on('edited_message', ({ editedMessage }) => messages.onEdited(editedMessage));
  bot.on('callback_query', ({ callbackQuery }) => press(callbackQuery));
  bot.on('inline_query', ({ inlineQuery }) => inline.answer(inlineQuery));
}

async function whoAmI(api: Api): Promise<UserFromGetMe> {
  try {
    return await insist(() => api.getMe());
  } catch (error) {
    const cause = loggable(error);
    const isUnknown = error instanceof GrammyError && [401, 404].includes(error.error_code);
    if (isUnknown) {
      throw new MostanadError('input', `Telegram does not know the bot's token: ${cause.message}`, {
        cause,
      });
    }
    throw new MostanadError('busy', `Telegram cannot be reached: ${cause.message}`, { cause });
  }
}

function logFailures(log: Log): Transformer {
  return async (prev, method, payload, signal) => {
    try {
      return await prev(method, payload, signal);
    } catch (error) {
      if (!signal?.aborted) log.warn({ err: loggable(error) }, 'a call to Telegram failed');
      throw error;
    }
  };
}
