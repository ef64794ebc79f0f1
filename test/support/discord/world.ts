import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import type { Json } from './json.js';
import { mentionsOf } from './mentions.js';
import { displayed } from './text.js';
import type { EmulatedChannel, EmulatedGuild, EmulatedUser, StoredMessage } from './types.js';
import type { MessageDraft } from './validate/message.js';

/** What a new message has besides what it says. */
export interface NewMessage {
  readonly channel: EmulatedChannel;
  readonly author: EmulatedUser;
  readonly draft: MessageDraft;
  readonly allowedMentions?: unknown;
  readonly replyTo?: string | null;
  readonly interactionId?: string | null;
  readonly ephemeralFor?: EmulatedUser | null;
  readonly nonce?: string | null;
}

/** Everything that exists on the emulated Discord. */
export interface World {
  readonly bot: EmulatedUser;
  readonly guilds: readonly EmulatedGuild[];
  commands: readonly Json[];
  nextId(): string;
  addUser(username: string): EmulatedUser;
  addGuild(name: string, channelNames: readonly string[]): EmulatedGuild;
  user(id: string): EmulatedUser | undefined;
  channel(id: string): EmulatedChannel | undefined;
  /** The person's direct messages with the bot, opened on first use. */
  directChannel(user: EmulatedUser): EmulatedChannel;
  messages(): readonly StoredMessage[];
  message(id: string): StoredMessage | undefined;
  /** The messages that answer an interaction, in order. */
  answersTo(interactionId: string): readonly StoredMessage[];
  addMessage(message: NewMessage): StoredMessage;
  editMessage(message: StoredMessage, draft: MessageDraft, allowedMentions: unknown): StoredMessage;
  deleteMessage(message: StoredMessage): void;
  /** With its messages. */
  deleteChannel(channel: EmulatedChannel): void;
}

export function createWorld(now: () => number, nextId: () => string): World {
  const users = new Map<string, EmulatedUser>();
  const channels = new Map<string, EmulatedChannel>();
  const directChannels = new Map<string, EmulatedChannel>();
  const messages = new Map<string, StoredMessage>();
  // With hundreds of questions at once, each waiting for its own, looking through all is too slow.
  const answerIds = new Map<string, string[]>();
  const guilds: EmulatedGuild[] = [];

  const keepUser = (username: string, bot: boolean): EmulatedUser => {
    const user = { id: nextId(), username, bot };
    users.set(user.id, user);
    return user;
  };
  const keepChannel = (channel: EmulatedChannel): EmulatedChannel => {
    channels.set(channel.id, channel);
    return channel;
  };
  const bot = keepUser('mostanad', true);

  return {
    bot,
    guilds,
    commands: [],
    nextId,
    addUser: (username) => keepUser(username, false),
    addGuild(name, channelNames) {
      const id = nextId();
      const guild: EmulatedGuild = {
        id,
        name,
        channels: channelNames.map((channelName) =>
          keepChannel({ id: nextId(), name: channelName, guildId: id, recipient: null }),
        ),
      };
      guilds.push(guild);
      return guild;
    },
    user: (id) => users.get(id),
    channel: (id) => channels.get(id),
    directChannel(user) {
      const known = directChannels.get(user.id);
      if (known !== undefined) return known;
      const channel = { id: nextId(), name: user.username, guildId: null, recipient: user };
      directChannels.set(user.id, channel);
      return keepChannel(channel);
    },
    messages: () => [...messages.values()],
    message: (id) => messages.get(id),
    answersTo: (interactionId) =>
      (answerIds.get(interactionId) ?? [])
        .map((id) => messages.get(id))
        .filter((message) => message !== undefined),
    addMessage(message) {
      const { channel, author, draft, allowedMentions, replyTo = null } = message;
      const stored: StoredMessage = {
        id: nextId(),
        channel,
        author,
        ...said(draft),
        replyTo,
        interactionId: message.interactionId ?? null,
        ephemeralFor: message.ephemeralFor ?? null,
        allowedMentions,
        mentions: mentionsOf(
          textOf(draft),
          allowedMentions,
          replyTo === null ? null : (messages.get(replyTo)?.author.id ?? null),
        ),
        nonce: message.nonce ?? null,
        createdAt: now(),
        editedAt: null,
        edits: 0,
      };
      messages.set(stored.id, stored);
      if (stored.interactionId !== null) {
        const ids = answerIds.get(stored.interactionId) ?? [];
        answerIds.set(stored.interactionId, [...ids, stored.id]);
      }
      return stored;
    },
    editMessage(message, draft, allowedMentions) {
      const edited: StoredMessage = {
        ...message,
        ...said(draft),
        allowedMentions,
        // Discord notifies nobody by an edit; counting it all the same keeps the bot to its word.
        mentions: mentionsOf(textOf(draft), allowedMentions, null),
        editedAt: now(),
        edits: message.edits + 1,
      };
      messages.set(message.id, edited);
      return edited;
    },
    deleteMessage(message) {
      messages.delete(message.id);
    },
    deleteChannel(channel) {
      channels.delete(channel.id);
      for (const message of messages.values()) {
        if (message.channel === channel) messages.delete(message.id);
      }
    },
  };
}

/** The draft's fields under the SDK's types, which its validation has made sure of. */
function said(draft: MessageDraft) {
  return {
    content: draft.content,
    embeds: draft.embeds as readonly APIEmbed[],
    components: draft.components as readonly APIMessageTopLevelComponent[],
    flags: draft.flags,
  };
}

/** The text in which Discord looks for mentions: embeds never notify. */
function textOf(draft: MessageDraft): string {
  return [draft.content, ...displayed(said(draft).components)].join('\n');
}
