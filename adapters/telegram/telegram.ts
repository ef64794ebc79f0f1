import { setImmediate as afterwards, setTimeout as pause } from 'node:timers/promises';
import { sequentialize } from '@grammyjs/runner';
import { Api, Bot, GrammyError, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { MostanadError } from '../../src/errors.js';
import { openLocalMemory } from '../../src/records/local.js';
import type { Editions, Inbox, Replies } from '../../src/records/port.js';
import type { Chat, Platform } from '../chat.js';
import { type Log, loggable } from '../log.js';
import { registerCommands } from './commands.js';
import { type Parts, receiverOf } from './context.js';
import { createDelivery } from './delivery.js';
import { waitingOut } from './flood-wait.js';
import { createUnanswered } from './inbox.js';
import { createInlineHandler } from './inline.js';
import { insist } from './insist.js';
import { createIntake, type Intake, laneOf } from './intake.js';
import { keepingWith } from './keeping.js';
import { createMessageIds } from './message-ids.js';
import { createMessageHandlers } from './messages.js';
import type { TelegramOptions } from './options.js';
import { createPacer } from './pace.js';
import { startPolling } from './polling.js';
import { createPressHandler } from './presses.js';
import { requestOf } from './question.js';
import { tolerant } from './replies.js';
import { createTurningAway } from './turning-away.js';
import { startWebhook } from './webhook.js';

/** More than a poll for updates takes (30); a call that hangs is taken for lost. */
const ANSWERED_WITHIN_S = 60;
/** At the end, for the calls that are under way: whether they took effect must be known. */
const LAST_CALLS_MS = 2_000;

/** What outlives a restart: what was sent, and the messages that are still to be answered. */
interface TelegramMemory {
  readonly records: Replies & Editions;
  readonly inbox: Inbox;
}

/**
 * Starts the Telegram bot: long polling, or the webhook where there is one.
 *
 * @throws MostanadError `input` where Telegram does not know the token, `busy` where it cannot be
 *   reached
 */
export async function startTelegram(
  options: TelegramOptions,
  chat: Chat,
  memory: TelegramMemory = openLocalMemory(null),
): Promise<Platform> {
  const { token, apiRoot, webhook, corpus, log } = options;
  const root = apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/u, '') };
  const client = { ...root, timeoutSeconds: ANSWERED_WITHIN_S };
  const me = await whoAmI(new Api(token, client));
  const bot = new Bot(token, { client, botInfo: me });
  const halt = new AbortController();
  const pacer = createPacer(halt.signal);
  // The last one is asked first.
  bot.api.config.use(pacer.transformer, waitingOut(log), logFailures(halt.signal, log));

  const lost = (error: unknown) =>
    log.error({ err: loggable(error) }, 'an update from Telegram was lost');
  bot.catch(lost);

  const ids = createMessageIds();
  const unanswered = createUnanswered({
    inbox: memory.inbox,
    receiver: receiverOf(me),
    log,
  });
  const delivery = createDelivery(bot.api, ids, log);
  const intake = createIntake({
    chats: options.chats,
    ids,
    unanswered,
    isForBot: (message) => requestOf(message, me) !== undefined,
    turningAway: createTurningAway({ api: bot.api, delivery, log }),
    halted: halt.signal,
    log,
  });
  const replies = tolerant(memory.records, log);
  const begin = (updateId: number) => {
    halt.signal.throwIfAborted();
    unanswered.begin(updateId);
  };
  addHandlers(bot, intake, begin, {
    api: bot.api,
    me,
    chat,
    corpus,
    keeping: keepingWith(options.chatModel ?? null),
    delivery,
    replies,
    log,
  });
  await registerCommands(bot.api).catch((error) =>
    log.warn({ err: loggable(error) }, "Telegram's menu of commands could not be set"),
  );
  for (const update of unanswered.leftOver()) bot.handleUpdate(update).catch(lost);
  const updates = webhook
    ? await startWebhook(bot, webhook, log)
    : await startPolling(bot, intake.lastUpdateId, log);
  log.info({ bot: me.username, webhook: webhook !== undefined }, 'Telegram is connected');

  async function finish(): Promise<void> {
    await updates.stop();
    await intake.idle();
    updates.close();
  }

  /** What still waits is left for the next start: sent from here on, it might be sent twice. */
  async function leave(): Promise<void> {
    halt.abort(new Error('the bot stops'));
    await Promise.race([pacer.idle(), pause(LAST_CALLS_MS, undefined, { ref: false })]);
    // What a call gave is kept a few steps later.
    await afterwards();
    await Promise.race([replies.idle(), pause(LAST_CALLS_MS, undefined, { ref: false })]);
    const left = unanswered.count();
    if (left > 0)
      log.warn({ left }, 'messages on Telegram are left to be answered at the next start');
  }
  return {
    name: 'telegram',
    lost: updates.lost,
    async stop(patience) {
      const finished = finish().catch((error) =>
        log.warn({ err: loggable(error) }, 'Telegram was not left in order'),
      );
      const over = new AbortController();
      const lapsed = pause(patience, undefined, { signal: over.signal }).catch(() => {});
      await Promise.race([finished, lapsed]);
      over.abort();
      await leave();
    },
  };
}

/** @param begin - told the number of an update whose turn has come; throws where that is too late */
function addHandlers(
  bot: Bot,
  intake: Intake,
  begin: (updateId: number) => void,
  parts: Parts,
): void {
  const messages = createMessageHandlers(parts);
  const press = createPressHandler(parts);
  const inline = createInlineHandler(parts);
  bot.use(intake.middleware);
  bot.on('inline_query', (ctx, next) => {
    inline.announce(ctx.inlineQuery);
    return next();
  });
  bot.on('edited_message', ({ editedMessage }, next) => {
    messages.announceEdit(editedMessage);
    return next();
  });
  bot.use(sequentialize(laneOf));
  bot.use(({ update }, next) => {
    begin(update.update_id);
    return next();
  });
  bot.on('message', ({ message, update }) => messages.onMessage(message, update.update_id));
  bot.on('edited_message', ({ editedMessage, update }) =>
    messages.onEdited(editedMessage, update.update_id),
  );
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

function logFailures(halted: AbortSignal, log: Log): Transformer {
  return async (prev, method, payload, signal) => {
    try {
      return await prev(method, payload, signal);
    } catch (error) {
      if (!signal?.aborted && !halted.aborted)
        log.warn({ err: loggable(error) }, 'a call to Telegram failed');
      throw error;
    }
  };
}
