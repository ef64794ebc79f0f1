import {
  type APIDMChannel,
  type APIGuildMember,
  type APIMessage,
  type APITextChannel,
  type APIUser,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GuildMemberFlags,
  type GuildSystemChannelFlags,
  Locale,
  MessageType,
  PermissionFlagsBits,
  type RoleFlags,
} from 'discord.js';
import type { Json } from './json.js';
import type { EmulatedChannel, EmulatedGuild, EmulatedUser, StoredMessage } from './types.js';
import type { World } from './world.js';

/** Any fixed time: nothing asks when somebody joined. */
const JOINED_AT = '2024-03-20T00:00:00.000Z';

/** What everyone may do in every channel, the bot too, as Discord writes permissions. */
export const MEMBER_PERMISSIONS = String(
  PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.EmbedLinks |
    PermissionFlagsBits.ReadMessageHistory |
    PermissionFlagsBits.UseApplicationCommands,
);

export function userPayload(user: EmulatedUser): APIUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: null,
    avatar: null,
    bot: user.bot,
  };
}

/** A guild member without the user, as messages carry it. */
export function memberPayload(): Omit<APIGuildMember, 'user'> {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: JOINED_AT,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
    communication_disabled_until: null,
  };
}

export function channelPayload(channel: EmulatedChannel): APITextChannel | APIDMChannel {
  if (channel.recipient !== null) {
    return {
      id: channel.id,
      type: ChannelType.DM,
      name: null,
      last_message_id: null,
      recipients: [userPayload(channel.recipient)],
    };
  }
  return {
    id: channel.id,
    type: ChannelType.GuildText,
    name: channel.name,
    guild_id: channel.guildId ?? '',
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    parent_id: null,
  };
}

/** GUILD_CREATE: the guild with its channels and the bot as its only known member. */
export function guildPayload(guild: EmulatedGuild, world: World): GatewayGuildCreateDispatchData {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.id,
    region: '',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0 as GuildSystemChannelFlags,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: Locale.EnglishUS,
    features: [],
    hub_type: null,
    incidents_data: null,
    roles: [
      {
        id: guild.id,
        name: '@everyone',
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        position: 0,
        permissions: MEMBER_PERMISSIONS,
        managed: false,
        mentionable: false,
        flags: 0 as RoleFlags,
      },
    ],
    emojis: [],
    stickers: [],
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    members: [{ ...memberPayload(), user: userPayload(world.bot) }],
    channels: guild.channels.map((channel) => channelPayload(channel) as APITextChannel),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A message as REST returns it, in full: what an app may read of it is intents.ts's to say. */
export function messagePayload(message: StoredMessage, world: World): APIMessage {
  const { author, channel, interactionId, replyTo } = message;
  const original = replyTo === null ? undefined : world.message(replyTo);
  return {
    id: message.id,
    channel_id: channel.id,
    type: replyTo === null ? MessageType.Default : MessageType.Reply,
    author: userPayload(author),
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users
      .map((id) => world.user(id))
      .filter((user) => user !== undefined)
      .map(userPayload),
    mention_roles: [...message.mentions.roles],
    attachments: [],
    embeds: [...message.embeds],
    components: [...message.components],
    pinned: false,
    flags: message.flags,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(interactionId === null ? {} : { application_id: world.bot.id, webhook_id: world.bot.id }),
    ...(replyTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            message_id: replyTo,
            channel_id: channel.id,
            ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
          },
          referenced_message:
            original === undefined ? null : messagePayload({ ...original, replyTo: null }, world),
        }),
  };
}

/** MESSAGE_CREATE and MESSAGE_UPDATE: the message with its guild and the author's membership. */
export function messageEventPayload(message: StoredMessage, world: World): Json {
  const { guildId } = message.channel;
  const payload = messagePayload(message, world);
  if (guildId === null) return { ...payload, channel_type: ChannelType.DM };
  const member = memberPayload();
  return {
    ...payload,
    guild_id: guildId,
    member,
    mentions: payload.mentions.map((user) => ({ ...user, member })),
    channel_type: ChannelType.GuildText,
  };
}
