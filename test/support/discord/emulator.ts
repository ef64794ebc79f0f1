import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayCloseCodes, GatewayIntentBits } from 'discord.js';
import { createFaults, type FaultPlan } from './faults.js';
import { createGateway, type GatewayFaults } from './gateway.js';
import { withGuilds } from './intents.js';
import { createInteractions } from './interactions.js';
import { createLog, type EmulatorLog, type RestEntry } from './log.js';
import { guildPayload, userPayload } from './payloads.js';
import type { Platform } from './platform.js';
import { answerRequest } from './rest.js';
import { createSend, type Send } from './send.js';
import { snowflakes } from './snowflake.js';
import { viewOf } from './text.js';
import type {
  DiscordEmulatorOptions,
  EmulatedChannel,
  EmulatedGuild,
  EmulatedUser,
  MessageView,
} from './types.js';
import { createWorld } from './world.js';

/** How long `when` waits unless told otherwise: long enough for a busy machine. */
const WAIT_MS = 60_000;

/** Discord on 127.0.0.1, for a real discord.js Client and tests that act as its people. */
export interface DiscordEmulator {
  /** What `rest.api` is set to. */
  readonly url: string;
  readonly token: string;
  readonly bot: EmulatedUser;
  /** A guild that is always there, and its text channel. */
  readonly guild: EmulatedGuild;
  readonly channel: EmulatedChannel;
  addUser(username: string): EmulatedUser;
  /** A further guild, with its text channels, that the bot is in. */
  addGuild(name: string, channelNames: readonly string[]): EmulatedGuild;
  /** The person's direct messages with the bot. */
  directChannel(user: EmulatedUser): EmulatedChannel;
  readonly send: Send;
  /** All messages as they now stand, or those of a channel, oldest first; ephemeral ones too. */
  messages(channel?: EmulatedChannel): readonly MessageView[];
  /** The registered commands as Discord keeps them. */
  commands(): readonly unknown[];
  readonly log: EmulatorLog['entries'];
  /** The REST calls of the log, or those whose route (`POST /channels/:channel/messages`) matches. */
  calls(route?: RegExp): readonly RestEntry[];
  /** Waits until `probe` finds something; asked anew after all that happens. Rejects after 15 s. */
  when<T>(what: string, probe: () => T | undefined | null | false): Promise<T>;
  readonly faults: FaultPlan;
  readonly gateway: GatewayFaults;
  close(): Promise<void>;
}

/** Starts the emulator on a free port; rejects where it cannot listen. */
export async function startDiscordEmulator(
  options: DiscordEmulatorOptions = {},
): Promise<DiscordEmulator> {
  const token = options.token ?? 'emulated-bot-token';
  const messageContent = options.messageContent ?? true;
  const now = options.now ?? (() => performance.timeOrigin + performance.now());
  const nextId = snowflakes(now);
  const world = createWorld(now, nextId);
  const guild = world.addGuild('تحریریه', ['عمومی']);
  const [channel] = guild.channels;
  if (channel === undefined) throw new Error('Discord emulator: the guild has no channel');
  const log = createLog();
  const faults = createFaults();
  const closing = new AbortController();

  const server = createServer((request, response) => {
    void answerRequest(parts, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}`;

  const gateway = createGateway({
    server,
    log,
    now,
    token,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    refuseIntents: (intents) =>
      (intents & GatewayIntentBits.MessageContent) !== 0 && !messageContent
        ? GatewayCloseCodes.DisallowedIntents
        : null,
    ready: (sessionId) => ({
      v: 10,
      user: userPayload(world.bot),
      guilds: world.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: sessionId,
      resume_gateway_url: gatewayUrl,
      shard: [0, 1],
      application: { id: world.bot.id, flags: 0 },
    }),
    afterReady: () =>
      world.guilds.map((one) => ({
        event: 'GUILD_CREATE',
        projection: withGuilds(guildPayload(one, world)),
      })),
  });
  const interactions = createInteractions(now, nextId);
  const platform: Platform = { world, interactions, gateway, now, messageContent, gatewayUrl };
  const parts = { platform, faults, log, token, closing: closing.signal };

  return {
    url: `http://127.0.0.1:${port}/api`,
    token,
    bot: world.bot,
    guild,
    channel,
    addUser: world.addUser,
    addGuild(name, channelNames) {
      const added = world.addGuild(name, channelNames);
      gateway.dispatch('GUILD_CREATE', withGuilds(guildPayload(added, world)));
      return added;
    },
    directChannel: world.directChannel,
    send: createSend(platform),
    messages: (within) =>
      world
        .messages()
        .filter((message) => within === undefined || message.channel === within)
        .map(viewOf),
    commands: () => world.commands,
    log: log.entries,
    calls: (route) =>
      log.entries.filter(
        (entry): entry is RestEntry =>
          entry.kind === 'rest' && (route === undefined || route.test(entry.route ?? '')),
      ),
    when: (what, probe) => log.when(probe, what, WAIT_MS),
    faults,
    gateway: gateway.faults,
    async close() {
      closing.abort();
      await gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
