import {
  ApplicationCommandOptionType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  Locale,
} from 'discord.js';
import { always } from './intents.js';
import type { Interaction, InteractionStatus } from './interactions.js';
import { arrayOf, type Json, objectOf, stringOf } from './json.js';
import {
  channelPayload,
  MEMBER_PERMISSIONS,
  memberPayload,
  messagePayload,
  userPayload,
} from './payloads.js';
import {
  type Platform,
  publish,
  republish,
  withdraw,
  withdrawChannel,
  withdrawTogether,
} from './platform.js';
import { viewOf } from './text.js';
import type { EmulatedChannel, EmulatedUser, MessageView } from './types.js';
import { BLANK } from './validate/message.js';

/** A person's interaction, and what came of it. */
export interface SentInteraction {
  readonly id: string;
  readonly token: string;
  status(): InteractionStatus;
  /** The messages that answer it, in order, as they now stand. */
  answers(): readonly MessageView[];
}

interface By {
  readonly user: EmulatedUser;
  /** The language of the person's client; Discord's clients have no Persian. Default en-US. */
  readonly locale?: string;
}

/** What people do on the emulated Discord. Everything throws while no bot is logged in. */
export interface Send {
  /** A registered command, with its options checked as Discord's client would. */
  slashCommand(
    command: By & {
      readonly name: string;
      readonly subcommand?: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
      readonly channel: EmulatedChannel;
    },
  ): SentInteraction;
  /** A press of a button that stands, enabled, in a message the person sees. */
  button(press: By & { readonly messageId: string; readonly customId: string }): SentInteraction;
  /** A text; mention the bot with `<@id>`. A reply pings its author unless `ping` is false. */
  message(message: {
    readonly user: EmulatedUser;
    readonly channel: EmulatedChannel;
    readonly content: string;
    readonly replyTo?: string;
    readonly ping?: boolean;
  }): MessageView;
  /** The person edits a message of theirs. */
  editMessage(messageId: string, content: string): void;
  /** The person deletes a message. */
  deleteMessage(messageId: string): void;
  /** A moderator deletes all messages of a guild's channel at once. */
  purge(channel: EmulatedChannel): void;
  /** A moderator deletes a guild's channel. */
  deleteChannel(channel: EmulatedChannel): void;
}

export function createSend(platform: Platform): Send {
  const { world } = platform;
  return {
    slashCommand({ name, subcommand, options, user, channel, locale }) {
      loggedIn(platform, `/${name}`);
      const command = commandFor(platform, name, channel);
      return interact(
        platform,
        { user, channel, locale, sourceId: null },
        {
          type: InteractionType.ApplicationCommand,
          data: { id: command.id, name, type: 1, options: valuesOf(command, subcommand, options) },
        },
      );
    },
    button({ messageId, customId, user, locale }) {
      loggedIn(platform, `button ${customId}`);
      const message = world.message(messageId);
      if (message === undefined) throw new Error(`Discord emulator: no message ${messageId}`);
      if (message.ephemeralFor !== null && message.ephemeralFor.id !== user.id) {
        throw new Error(`Discord emulator: ${user.username} does not see message ${messageId}`);
      }
      const button = viewOf(message).buttons.find((one) => one.customId === customId);
      if (button === undefined || button.disabled) {
        throw new Error(`Discord emulator: no button ${customId} to press in ${messageId}`);
      }
      return interact(
        platform,
        { user, channel: message.channel, locale, sourceId: messageId },
        {
          type: InteractionType.MessageComponent,
          data: { component_type: ComponentType.Button, custom_id: customId },
          message: messagePayload(message, world),
        },
      );
    },
    message({ user, channel, content, replyTo, ping = true }) {
      loggedIn(platform, 'message');
      const stored = publish(platform, {
        channel,
        author: user,
        draft: { ...BLANK, content },
        allowedMentions: ping ? undefined : { parse: ['users', 'roles', 'everyone'] },
        replyTo: replyTo ?? null,
      });
      return viewOf(stored);
    },
    editMessage(messageId, content) {
      const message = world.message(messageId);
      if (message === undefined) throw new Error(`Discord emulator: no message ${messageId}`);
      republish(platform, message, { ...BLANK, content }, undefined);
    },
    deleteMessage(messageId) {
      const message = world.message(messageId);
      if (message === undefined) throw new Error(`Discord emulator: no message ${messageId}`);
      withdraw(platform, message);
    },
    purge(channel) {
      const messages = world.messages().filter((message) => message.channel === channel);
      withdrawTogether(platform, channel, messages);
    },
    deleteChannel: (channel) => withdrawChannel(platform, channel),
  };
}

interface Whence {
  readonly user: EmulatedUser;
  readonly channel: EmulatedChannel;
  readonly locale: string | undefined;
  readonly sourceId: string | null;
}

/** Sends INTERACTION_CREATE. */
function interact(
  platform: Platform,
  { user, channel, locale = Locale.EnglishUS, sourceId }: Whence,
  about: Json & { readonly type: InteractionType },
): SentInteraction {
  const { world, interactions, gateway } = platform;
  const interaction = interactions.create({ type: about.type, user, channel, sourceId });
  const data = { ...about, ...eventData(interaction, world.bot.id), locale };
  gateway.dispatch('INTERACTION_CREATE', always(data));
  return {
    id: interaction.id,
    token: interaction.token,
    status: () => interactions.status(interaction),
    answers: () => world.answersTo(interaction.id).map(viewOf),
  };
}

function eventData(interaction: Interaction, applicationId: string): Json {
  const { id, token, user, channel } = interaction;
  const { guildId } = channel;
  const person = userPayload(user);
  return {
    id,
    token,
    application_id: applicationId,
    version: 1,
    channel_id: channel.id,
    channel: { ...channelPayload(channel), permissions: MEMBER_PERMISSIONS },
    app_permissions: MEMBER_PERMISSIONS,
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { 0: guildId ?? '0' },
    ...(guildId === null
      ? { user: person, context: InteractionContextType.BotDM }
      : {
          guild_id: guildId,
          guild_locale: Locale.EnglishUS,
          guild: { id: guildId, locale: Locale.EnglishUS, features: [] },
          member: { ...memberPayload(), user: person, permissions: MEMBER_PERMISSIONS },
          context: InteractionContextType.Guild,
        }),
  };
}

function loggedIn({ gateway }: Platform, what: string): void {
  if (!gateway.hasSession()) {
    throw new Error(`Discord emulator: no bot is logged in to receive ${what}`);
  }
}

function commandFor({ world }: Platform, name: string, channel: EmulatedChannel): Json {
  const command = world.commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`Discord emulator: /${name} is not registered`);
  const context =
    channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild;
  if (Array.isArray(command.contexts) && !command.contexts.includes(context)) {
    throw new Error(`Discord emulator: /${name} is not offered in ${channel.name}`);
  }
  return command;
}

/** The options as the event carries them; throws for what the client would not let a person send. */
/** The options as they are sent: those of a subcommand stand within it. */
function valuesOf(
  command: Json,
  subcommand: string | undefined,
  values: Readonly<Record<string, string | number | boolean>>,
): readonly Json[] {
  const type = ApplicationCommandOptionType.Subcommand;
  const known = arrayOf(command.options).map(objectOf);
  if (subcommand === undefined) {
    if (!known.some((option) => option.type === type)) return optionValues(command, values);
    throw new Error('Discord emulator: the command needs a subcommand');
  }
  const chosen = known.find((option) => option.type === type && option.name === subcommand);
  if (chosen === undefined) throw new Error(`Discord emulator: no subcommand ${subcommand}`);
  return [{ name: subcommand, type, options: optionValues(chosen, values) }];
}

function optionValues(
  command: Json,
  values: Readonly<Record<string, string | number | boolean>>,
): readonly Json[] {
  const options = arrayOf(command.options).map(objectOf);
  const unknown = Object.keys(values).find((name) => !options.some((one) => one.name === name));
  if (unknown !== undefined) throw new Error(`Discord emulator: no option ${unknown}`);
  return options.flatMap((option) => {
    const name = stringOf(option.name);
    const value = values[name];
    if (value === undefined || value === '') {
      if (option.required === true) throw new Error(`Discord emulator: option ${name} is required`);
      return [];
    }
    const isText = option.type === ApplicationCommandOptionType.String;
    const max = Number(option.max_length ?? 6000);
    if (isText && String(value).length > max) {
      throw new Error(`Discord emulator: option ${name} is longer than ${max}`);
    }
    return [{ name, type: option.type, value }];
  });
}
