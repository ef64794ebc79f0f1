import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { MostanadError } from '../../src/errors.js';
import type { Chat, Platform } from '../chat.js';
import type { CorpusAdmin } from '../corpus-admin.js';
import { type Log, loggable } from '../log.js';
import { registerCommands } from './commands.js';
import { createHandlers, type Handlers } from './handlers.js';
import { closureOf, refusalOf } from './refusals.js';
import { patiently } from './retry.js';
import { createWire } from './wire.js';

/** What Discord needs to be told. */
export interface DiscordOptions {
  readonly token: string;
  readonly log: Log;
  /** The REST API, where it is not Discord's own: a proxy, `https://host/api`. */
  readonly apiRoot?: string;
  /**
   * Whether to ask for the Message Content intent, which the developer portal must have switched on.
   * Only replies to the bot without a ping cannot be read without it.
   */
  readonly messageContent?: boolean;
  /** The guilds and channels that the bot answers in, by id; everywhere where both are empty. */
  readonly guilds?: readonly string[];
  readonly channels?: readonly string[];
  /** For those who may change the corpus; without it there is no command for that. */
  readonly corpus?: CorpusAdmin | undefined;
}

/** What the bot does with its client's events, from the first to the last. */
interface Running {
  attach(client: Client): void;
  /** See Platform. */
  readonly lost: Promise<MostanadError>;
  /** Takes no more events, and waits for what is under way, at most so many milliseconds. */
  finish(patience: number): Promise<void>;
}

/**
 * Connects the bot to Discord; resolves when it is there and its command is registered.
 *
 * @throws MostanadError where Discord refuses the token or the intents, or cannot be reached
 */
export async function startDiscord(options: DiscordOptions, chat: Chat): Promise<Platform> {
  const { log, corpus, guilds = [], channels = [] } = options;
  const running = createRunning(log, (client) =>
    createHandlers({
      chat,
      corpus,
      wire: createWire(client.rest),
      log,
      places: { guilds, channels },
    }),
  );
  const client = await connect(options, running);
  try {
    const isNew = await registerCommands(client.rest, client.application.id, corpus !== undefined);
    log.info({ user: client.user.tag, registered: isNew }, 'Discord: connected');
  } catch (error) {
    await client.destroy();
    throw refusalOf(error);
  }
  return {
    name: 'discord',
    lost: running.lost,
    async stop(patience) {
      await running.finish(patience);
      await client.destroy();
    },
  };
}

/** A client that is ready. A client that failed to log in is of no more use, so each try is a new one. */
async function connect(options: DiscordOptions, running: Running): Promise<Client<true>> {
  try {
    return await patiently(async () => {
      const client = createClient(options);
      running.attach(client);
      const ready = new Promise<Client<true>>((resolve) =>
        client.once(Events.ClientReady, resolve),
      );
      await client.login(options.token);
      return ready;
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

function createClient({ apiRoot, messageContent = false }: DiscordOptions): Client {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  return new Client({
    intents: [Guilds, GuildMessages, DirectMessages, ...(messageContent ? [MessageContent] : [])],
    // Without it discord.js drops the messages of direct channels it has not seen before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    ...(apiRoot === undefined ? {} : { rest: { api: apiRoot } }),
  });
}

function createRunning(log: Log, handlersFor: (client: Client) => Handlers): Running {
  const underWay = new Set<Promise<void>>();
  let isFinished = false;
  let lose = (_reason: MostanadError) => {};
  const lost = new Promise<MostanadError>((resolve) => {
    lose = resolve;
  });

  function run(task: () => Promise<void>): void {
    if (isFinished) return;
    const work = task()
      .catch((err: unknown) =>
        log.error({ err: loggable(err) }, 'Discord: an event could not be answered'),
      )
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  return {
    lost,
    attach(client) {
      const handlers = handlersFor(client);
      client.on(Events.InteractionCreate, (interaction) =>
        run(() => handlers.interaction(interaction)),
      );
      client.on(Events.MessageCreate, (message) =>
        run(() => handlers.message(message, message.client.user.id)),
      );
      client.on(Events.MessageUpdate, (_before, message) =>
        run(() => handlers.edited(message, message.client.user.id)),
      );
      client.on(Events.MessageDelete, ({ id }) => handlers.removed([id]));
      // A moderator's purge, or a ban that takes the messages along.
      client.on(Events.MessageBulkDelete, (messages) => handlers.removed(messages.keys()));
      client.on(Events.ChannelDelete, ({ id }) => handlers.channelRemoved(id));
      client.on(Events.ThreadDelete, ({ id }) => handlers.channelRemoved(id));
      client.on(Events.Error, (err) =>
        log.error({ err: loggable(err) }, 'Discord: connection error'),
      );
      client.on(Events.Warn, (warning) => log.warn({ warning }, 'Discord: warning'));
      client.on(Events.ShardDisconnect, ({ code }) => {
        log.error({ code }, 'Discord: disconnected for good');
        lose(closureOf(code));
      });
    },
    async finish(patience) {
      isFinished = true;
      const timer = new AbortController();
      const late = sleep(patience, 'late', { signal: timer.signal }).catch(() => 'late');
      const outcome = await Promise.race([Promise.all(underWay), late]);
      timer.abort();
      if (outcome === 'late') {
        log.warn({ unfinished: underWay.size }, 'Discord: stopped with answers under way');
      }
    },
  };
}
