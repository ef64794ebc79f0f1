import type { Channel, Message, User } from 'discord.js';

/** The places that the bot answers in. Both empty: everywhere. */
export interface Places {
  readonly guilds: readonly string[];
  readonly channels: readonly string[];
}

/** Where something was said: a thread belongs to its channel. */
interface Whence {
  readonly client: { readonly user: Pick<User, 'id'> };
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly channel: Pick<Channel, 'isThread'> | null;
}

/**
 * The conversation: a thread's or a direct channel's, in other channels each person's own; and each bot's,
 * as several may share a memory.
 */
export function conversationOf(
  { client, guildId, channelId, channel }: Whence,
  user: User,
): string {
  const isOne = guildId === null || channel?.isThread() === true;
  const place = `discord:${client.user.id}/${channelId}`;
  return isOne ? place : `${place}:${user.id}`;
}

/** Whether the bot answers here. Where there are lists, direct messages too have to be in them. */
export function isAllowed(
  places: Places,
  { guildId, channelId, channel }: Omit<Whence, 'client'>,
): boolean {
  if (places.guilds.length === 0 && places.channels.length === 0) return true;
  if (places.guilds.includes(guildId ?? '') || places.channels.includes(channelId ?? '')) {
    return true;
  }
  return channel?.isThread() === true && places.channels.includes(channel.parentId ?? '');
}

/** What a message asks the bot; '' where it is meant for the bot but has no text that it may read. */
export function questionOf(message: Message, botId: string): string | null {
  const { author, content, guildId, mentions, system, webhookId } = message;
  if (author.bot || system || webhookId !== null) return null;
  const mention = new RegExp(`<@!?${botId}>`, 'g');
  const isMeant =
    guildId === null || mentions.repliedUser?.id === botId || content.search(mention) >= 0;
  return isMeant ? content.replace(mention, ' ').trim() : null;
}

/** Who asks, as the core knows them. */
export function personOf({ id }: Pick<User, 'id'>): string {
  return `discord:${id}`;
}
