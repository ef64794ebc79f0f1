import type { APIMessage } from 'discord.js';
import type { Gateway } from './gateway.js';
import { forMessage, readable, withGuilds, withMessages } from './intents.js';
import type { Interactions } from './interactions.js';
import { channelPayload, messageEventPayload, messagePayload } from './payloads.js';
import type { EmulatedChannel, StoredMessage } from './types.js';
import type { MessageDraft } from './validate/message.js';
import type { NewMessage, World } from './world.js';

/** What the routes and the senders work on. */
export interface Platform {
  readonly world: World;
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  readonly now: () => number;
  /** The portal's Message Content switch. */
  readonly messageContent: boolean;
  readonly gatewayUrl: string;
}

/** Adds a message and tells the bots that may know of it. */
export function publish(platform: Platform, message: NewMessage): StoredMessage {
  const stored = platform.world.addMessage(message);
  announce(platform, 'MESSAGE_CREATE', stored);
  return stored;
}

/** Edits a message and tells the bots that may know of it. */
export function republish(
  platform: Platform,
  message: StoredMessage,
  draft: MessageDraft,
  allowedMentions: unknown,
): StoredMessage {
  const edited = platform.world.editMessage(message, draft, allowedMentions);
  announce(platform, 'MESSAGE_UPDATE', edited);
  return edited;
}

/** Deletes a message and tells the bots that may know of it. */
export function withdraw(platform: Platform, message: StoredMessage): void {
  platform.world.deleteMessage(message);
  if (message.ephemeralFor !== null) return;
  const { id, channel } = message;
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const data = { id, channel_id: channel.id, ...guild };
  platform.gateway.dispatch('MESSAGE_DELETE', withMessages(data, channel.guildId));
}

/** Deletes messages of a guild's channel at once, as a moderator's purge does. */
export function withdrawTogether(
  platform: Platform,
  channel: EmulatedChannel,
  messages: readonly StoredMessage[],
): void {
  for (const message of messages) platform.world.deleteMessage(message);
  const ids = messages.filter(({ ephemeralFor }) => ephemeralFor === null).map(({ id }) => id);
  const data = { ids, channel_id: channel.id, guild_id: channel.guildId };
  platform.gateway.dispatch('MESSAGE_DELETE_BULK', withMessages(data, channel.guildId));
}

/** Deletes a guild's channel; nothing is said of the messages that go with it. */
export function withdrawChannel(platform: Platform, channel: EmulatedChannel): void {
  const data = channelPayload(channel);
  platform.world.deleteChannel(channel);
  platform.gateway.dispatch('CHANNEL_DELETE', withGuilds(data));
}

/** A message as REST shows it to the bot. */
export function shown(platform: Platform, message: StoredMessage): APIMessage {
  const { world, messageContent } = platform;
  const payload = messagePayload(message, world);
  const { guildId } = message.channel;
  return readable(payload, guildId, messageContent, world.bot.id) as APIMessage;
}

function announce(platform: Platform, event: string, message: StoredMessage): void {
  // An ephemeral message is between the person and the interaction's token.
  if (message.ephemeralFor !== null) return;
  const { world, gateway } = platform;
  const data = messageEventPayload(message, world);
  gateway.dispatch(event, forMessage(data, message.channel.guildId, world.bot.id));
}
