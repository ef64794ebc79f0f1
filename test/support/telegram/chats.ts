import type {
  Chat,
  InlineKeyboardMarkup,
  LinkPreviewOptions,
  Message,
  MessageEntity,
  Update,
  User,
  UserFromGetMe,
} from 'grammy/types';
import { badRequest } from './errors.js';
import type { FormattedText } from './html-tags.js';
import { type Payload, readInteger } from './payload.js';

/** A text message in a private chat or a supergroup, as the Bot API shows it. */
export type TextMessage = Message & Update.NonChannel & { readonly text: string };

/** A chat that may occur here. */
export type KnownChat = Chat.PrivateChat | Chat.SupergroupChat;

/** What a message is made of besides its number and its time. */
export interface Draft {
  readonly chat: KnownChat;
  readonly from: User;
  readonly content: FormattedText;
  readonly keyboard?: InlineKeyboardMarkup | undefined;
  readonly linkPreview?: LinkPreviewOptions | undefined;
  readonly replyTo?: TextMessage | undefined;
  /** A topic of a forum. */
  readonly thread?: number | undefined;
}

/** A message of the bot as a user sees it now, after every edit. */
export interface ShownMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons; `data` is what a press sends. */
  readonly buttons: readonly (readonly ShownButton[])[];
  readonly linkPreviewOff: boolean;
  readonly replyTo?: number;
  /** The topic that it stands in. */
  readonly thread?: number;
  /** How often it was edited. */
  readonly edits: number;
}

/** An inline keyboard's button. */
export interface ShownButton {
  readonly text: string;
  readonly data?: string;
  readonly url?: string;
}

interface Kept {
  readonly message: TextMessage;
  readonly edits: number;
}

/** The chats that the bot knows, and what stands in them. */
export interface Chats {
  privateChat(user: User): KnownChat;
  group(id: number): KnownChat;
  /** The chat of a call's `chat_id`; throws 400 where the bot does not know it. */
  ofCall(payload: Payload): KnownChat;
  post(draft: Draft): TextMessage;
  find(chatId: number, messageId: number): TextMessage | undefined;
  replace(message: TextMessage): void;
  remove(message: TextMessage): void;
  /** The bot's messages in a chat, oldest first. */
  shown(chatId: number): readonly ShownMessage[];
}

/** No chats yet: the bot knows one once somebody wrote in it, as on Telegram. */
export function createChats(bot: UserFromGetMe): Chats {
  const chats = new Map<number, KnownChat>();
  const kept = new Map<string, Kept>();
  // A supergroup counts its own messages, all other chats together.
  const lastIds = new Map<number, number>();
  const know = (chat: KnownChat) => {
    chats.set(chat.id, chat);
    return chat;
  };
  return {
    privateChat: (user) => know({ id: user.id, type: 'private', first_name: user.first_name }),
    group: (id) => know({ id, type: 'supergroup', title: `گروه ${-id}` }),
    ofCall(payload) {
      const id = readInteger(payload, 'chat_id');
      if (id === undefined) throw badRequest('chat_id is empty');
      const chat = chats.get(id);
      if (!chat) throw badRequest('chat not found');
      return chat;
    },
    post(draft) {
      const counter = draft.chat.type === 'supergroup' ? draft.chat.id : 0;
      const lastId = (lastIds.get(counter) ?? 100) + 1;
      lastIds.set(counter, lastId);
      const message = asMessage(draft, lastId);
      kept.set(key(message.chat.id, lastId), { message, edits: 0 });
      return message;
    },
    find: (chatId, messageId) => kept.get(key(chatId, messageId))?.message,
    replace(message) {
      const id = key(message.chat.id, message.message_id);
      kept.set(id, { message, edits: (kept.get(id)?.edits ?? 0) + 1 });
    },
    remove: (message) => kept.delete(key(message.chat.id, message.message_id)),
    shown: (chatId) =>
      [...kept.values()]
        .filter(({ message }) => message.chat.id === chatId && message.from.id === bot.id)
        .map(({ message, edits }) => asShown(message, edits)),
  };
}

/** Unix time in seconds. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1_000);
}

/** The parts of a message that its text, marks and buttons make up. */
export function contentFields(
  content: FormattedText,
  keyboard: InlineKeyboardMarkup | undefined,
  linkPreview: LinkPreviewOptions | undefined,
) {
  return {
    text: content.text,
    ...(content.entities.length > 0 ? { entities: [...content.entities] } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
    ...(linkPreview ? { link_preview_options: linkPreview } : {}),
  };
}

/** The rows of an inline keyboard as a user sees them. */
export function shownButtons(
  keyboard: InlineKeyboardMarkup | undefined,
): readonly (readonly ShownButton[])[] {
  return (keyboard?.inline_keyboard ?? []).map((row) =>
    row.map((button) => ({
      text: button.text,
      ...('callback_data' in button ? { data: button.callback_data } : {}),
      ...('url' in button ? { url: button.url } : {}),
    })),
  );
}

function asMessage(draft: Draft, messageId: number): TextMessage {
  // A replied-to message is shown without the one that it replies to in its turn.
  const { reply_to_message: _, ...replied } = draft.replyTo ?? {};
  return {
    message_id: messageId,
    date: unixNow(),
    from: draft.from,
    chat: draft.chat,
    ...contentFields(draft.content, draft.keyboard, draft.linkPreview),
    ...(draft.replyTo ? { reply_to_message: replied } : {}),
    ...(draft.thread === undefined
      ? {}
      : { is_topic_message: true, message_thread_id: draft.thread }),
  } as unknown as TextMessage;
}

function asShown(message: TextMessage, edits: number): ShownMessage {
  return {
    chatId: message.chat.id,
    messageId: message.message_id,
    text: message.text,
    entities: message.entities ?? [],
    buttons: shownButtons(message.reply_markup),
    linkPreviewOff: message.link_preview_options?.is_disabled ?? false,
    ...(message.reply_to_message ? { replyTo: message.reply_to_message.message_id } : {}),
    ...(message.is_topic_message && message.message_thread_id !== undefined
      ? { thread: message.message_thread_id }
      : {}),
    edits,
  };
}

function key(chatId: number, messageId: number): string {
  return `${chatId}/${messageId}`;
}
