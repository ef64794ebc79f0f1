import { type APIMessage, GatewayIntentBits } from 'discord.js';
import { arrayOf, type Json, objectOf } from './json.js';

/** The event's data as a session with these intents receives it; null where it does not. */
export type Projection = (intents: number) => unknown;

/** Sent whatever the intents: interactions. */
export const always =
  (data: unknown): Projection =>
  () =>
    data;

/** Sent with the Guilds intent. */
export const withGuilds =
  (data: unknown): Projection =>
  (intents) =>
    intents & GatewayIntentBits.Guilds ? data : null;

/** Sent with the intent of messages in guilds, or in direct messages. */
export function withMessages(data: unknown, guildId: string | null): Projection {
  const needed =
    guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  return (intents) => (intents & needed ? data : null);
}

/** A message's event, with as much of its content as the intents show. */
export function forMessage(data: unknown, guildId: string | null, botId: string): Projection {
  const full = withMessages(data, guildId);
  if (guildId === null) return full;
  const emptied = withMessages(withoutContent(objectOf(data), botId), guildId);
  return (intents) =>
    intents & GatewayIntentBits.MessageContent ? full(intents) : emptied(intents);
}

/** A guild's message as REST shows it to an app without the Message Content switch. */
export function readable(
  message: APIMessage,
  guildId: string | null,
  mayRead: boolean,
  botId: string,
) {
  return guildId === null || mayRead ? message : withoutContent({ ...message }, botId);
}

/**
 * A message emptied of what only Message Content shows, unless the bot wrote it or is mentioned.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
function withoutContent(message: Json, botId: string): Json {
  const referenced = message.referenced_message;
  const rest =
    referenced === undefined || referenced === null
      ? message
      : { ...message, referenced_message: withoutContent(objectOf(referenced), botId) };
  const isOwn = objectOf(message.author).id === botId;
  const mentionsBot = arrayOf(message.mentions).some((user) => objectOf(user).id === botId);
  return isOwn || mentionsBot
    ? rest
    : { ...rest, content: '', embeds: [], components: [], attachments: [] };
}
