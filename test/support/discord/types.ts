import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import type { Mentions } from './mentions.js';

/** A person, or the bot. */
export interface EmulatedUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
}

/** A guild's text channel (`guildId`), or a person's direct messages with the bot (`recipient`). */
export interface EmulatedChannel {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | null;
  readonly recipient: EmulatedUser | null;
}

export interface EmulatedGuild {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly EmulatedChannel[];
}

/** A message as Discord keeps it: an edit puts a new one in its place. */
export interface StoredMessage {
  readonly id: string;
  readonly channel: EmulatedChannel;
  readonly author: EmulatedUser;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  /** The id of the message that this one replies to. */
  readonly replyTo: string | null;
  /** The id of the interaction that this message answers. */
  readonly interactionId: string | null;
  /** The only person who sees it; null where everyone in the channel does. */
  readonly ephemeralFor: EmulatedUser | null;
  /** `allowed_mentions` of the latest write, as received; undefined where it had none. */
  readonly allowedMentions: unknown;
  /** Who the text would notify under `allowedMentions`. */
  readonly mentions: Mentions;
  readonly nonce: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly editedAt: number | null;
  /** How many times it was edited. */
  readonly edits: number;
}

/** A button as a person sees it. */
export interface ButtonView {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly disabled: boolean;
}

/** A message as people see it. */
export interface MessageView extends StoredMessage {
  /** All that can be read in it, top to bottom: content, embeds, text displays. */
  readonly text: string;
  readonly buttons: readonly ButtonView[];
  /** Whether it is still the "thinking…" of a deferred answer. */
  readonly loading: boolean;
}

export interface DiscordEmulatorOptions {
  /** The bot's token; any other is refused (401, close code 4004). */
  readonly token?: string;
  /** The portal's Message Content switch. Off: asking for the intent closes with 4014. Default on. */
  readonly messageContent?: boolean;
  /** Milliseconds between heartbeats; Discord's own is about 41,250. */
  readonly heartbeatIntervalMs?: number;
  /** The clock in milliseconds since 1970; a test that moves it makes acknowledgements late. */
  readonly now?: () => number;
}
