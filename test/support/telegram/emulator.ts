import type { UserFromGetMe } from 'grammy/types';
import { createCallLog, type LoggedCall, waitFor } from './call-log.js';
import { createChats, type ShownMessage } from './chats.js';
import { commandMethods } from './commands.js';
import { createFaultPlan, type Faults } from './faults.js';
import { createFloodControl, type FloodLimits, TELEGRAM_LIMITS } from './flood.js';
import { messageMethods } from './messages.js';
import type { Method } from './payload.js';
import { createPeople, type People } from './people.js';
import { createPolling } from './polling.js';
import { type CallbackAnswer, createQueries, type InlineAnswer } from './queries.js';
import { serveBotApi } from './server.js';
import { createUpdateQueue } from './updates.js';
import { createWebhook, type Delivery } from './webhook.js';

/** How the emulated Telegram differs from the usual one. */
export interface EmulatorOptions {
  /** Flood limits; what is not given is Telegram's own. */
  readonly limits?: Partial<FloodLimits>;
  /** True: the bot gets only commands and replies from groups. By default it gets everything. */
  readonly privacyMode?: boolean;
  /** How long a callback or inline query can be answered, in ms; 15,000 is an assumption. */
  readonly queryLifetimeMs?: number;
  /** How soon a failed webhook delivery is tried again, in ms. */
  readonly webhookRetryMs?: number;
}

/** Telegram, as far as a bot for questions and answers sees it, on 127.0.0.1. */
export interface TelegramEmulator {
  /** For grammy: `new Bot(emulator.token, { client: { apiRoot: emulator.apiRoot } })`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: UserFromGetMe;
  /** What people do. */
  readonly send: People;
  readonly faults: Faults;
  /** Every call the bot made, in order of arrival. */
  readonly log: readonly LoggedCall[];
  readonly callbackAnswers: readonly CallbackAnswer[];
  readonly inlineAnswers: readonly InlineAnswer[];
  readonly deliveries: readonly Delivery[];
  /** The bot's messages in a chat as they stand now, oldest first. */
  messages(chatId: number): readonly ShownMessage[];
  /**
   * Waits until `probe` gives something; it is asked whenever a call of the bot comes, takes
   * effect or ends.
   * @throws Error after `timeoutMs` (default 10,000), naming the last calls
   */
  waitFor<T>(probe: () => T | undefined | false, timeoutMs?: number): Promise<T>;
  close(): Promise<void>;
}

const TOKEN = '7000000001:emulated-token-of-no-bot-at-all-000';

/** Starts an emulated Telegram with one bot, @mostanad_bot; the caller closes it. */
export async function startTelegramEmulator(
  options: EmulatorOptions = {},
): Promise<TelegramEmulator> {
  const bot = botUser(options.privacyMode ?? false);
  const chats = createChats(bot);
  const queue = createUpdateQueue();
  const queries = createQueries(options.queryLifetimeMs ?? 15_000);
  const polling = createPolling(queue, () => webhook.isSet());
  const webhook = createWebhook(queue, options.webhookRetryMs ?? 100, polling.interrupt);
  const faults = createFaultPlan();
  const log = createCallLog();
  const methods: Readonly<Record<string, Method>> = {
    getMe: () => bot,
    getUpdates: polling.getUpdates,
    ...webhook.methods,
    ...messageMethods(chats, bot, createFloodControl({ ...TELEGRAM_LIMITS, ...options.limits })),
    ...queries.methods,
    ...commandMethods(),
  };
  const server = await serveBotApi({ token: TOKEN, methods, faults, log });
  return {
    apiRoot: server.apiRoot,
    token: TOKEN,
    bot,
    send: createPeople(bot, chats, queue, queries),
    faults,
    log: log.calls,
    callbackAnswers: queries.callbackAnswers,
    inlineAnswers: queries.inlineAnswers,
    deliveries: webhook.deliveries,
    messages: chats.shown,
    waitFor: (probe, timeoutMs = 60_000) => waitFor(log, probe, timeoutMs),
    async close() {
      polling.close();
      await webhook.close();
      await server.close();
    },
  };
}

function botUser(privacyMode: boolean): UserFromGetMe {
  return {
    id: 7_000_000_001,
    is_bot: true,
    first_name: 'مستند',
    username: 'mostanad_bot',
    can_join_groups: true,
    can_read_all_group_messages: !privacyMode,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
