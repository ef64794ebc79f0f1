import type { CallbackQuery, User, UserFromGetMe } from 'grammy/types';
import {
  type Chats,
  type KnownChat,
  type ShownMessage,
  type TextMessage,
  unixNow,
} from './chats.js';
import type { Queries } from './queries.js';
import { MAX_TEXT, standingText } from './text.js';
import type { UpdateQueue } from './updates.js';

/** Who acts; by default person 7001, whose Telegram speaks Persian. */
export interface Person {
  readonly userId?: number;
  /** An IETF language tag, as Telegram sends it with every user. */
  readonly languageCode?: string;
}

/** Who writes, and what the text replies to. */
export interface Writing extends Person {
  readonly replyTo?: { readonly messageId: number } | TextMessage;
}

/** What people do in Telegram; each gives what they would see, and the bot its update. */
export interface People {
  privateText(text: string, options?: Writing): TextMessage;
  /** A text in a supergroup, by default -1001000000001. Mentions and commands get their entities. */
  groupText(
    text: string,
    options?: Writing & { readonly groupId?: number; readonly topic?: number },
  ): TextMessage;
  /** The writer changes their own message. */
  editText(message: TextMessage, text: string): TextMessage;
  /** Presses the button with this data, which must stand on the message now; gives the query's id. */
  press(message: ShownMessage, data: string, person?: Person): string;
  /** Types `@bot query` somewhere; gives the query's id. */
  inlineQuery(query: string, options?: Person & { readonly offset?: string }): string;
}

const GROUP_ID = -1_001_000_000_001;

/** People who act on these chats; `privacyMode` says whether groups are kept from the bot. */
export function createPeople(
  bot: UserFromGetMe,
  chats: Chats,
  queue: UpdateQueue,
  queries: Queries,
): People {
  const hears = (message: TextMessage) =>
    message.chat.type === 'private' || bot.can_read_all_group_messages || concernsBot(message, bot);
  const write = (
    chat: KnownChat,
    from: User,
    text: string,
    replyTo: Writing['replyTo'],
    thread?: number,
  ) => {
    const message = chats.post({
      chat,
      from,
      content: userText(text),
      replyTo: replyTo && present(chats, chat.id, replyTo),
      thread,
    });
    if (hears(message)) queue.push({ message });
    return message;
  };
  return {
    privateText(text, options = {}) {
      const from = asUser(options);
      return write(chats.privateChat(from), from, text, options.replyTo);
    },
    groupText(text, options = {}) {
      const group = chats.group(options.groupId ?? GROUP_ID);
      return write(group, asUser(options), text, options.replyTo, options.topic);
    },
    editText(message, text) {
      const { entities: _, ...rest } = present(chats, message.chat.id, message);
      const content = userText(text);
      const entities = content.entities.length > 0 ? { entities: [...content.entities] } : {};
      const edited = {
        ...rest,
        ...entities,
        text: content.text,
        edit_date: unixNow(),
      } as TextMessage & {
        edit_date: number;
      };
      chats.replace(edited);
      if (hears(edited)) queue.push({ edited_message: edited });
      return edited;
    },
    press(shown, data, person = {}) {
      const message = present(chats, shown.chatId, shown);
      const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
      if (!buttons.some((button) => 'callback_data' in button && button.callback_data === data)) {
        throw new Error(`message ${shown.messageId} has no button with data "${data}" now`);
      }
      const id = queries.open('callback');
      const from = asUser(person);
      const chat_instance = `${shown.chatId}`;
      queue.push({
        callback_query: { id, from, message, chat_instance, data } satisfies CallbackQuery,
      });
      return id;
    },
    inlineQuery(query, { offset = '', ...person } = {}) {
      const id = queries.open('inline');
      // Telegram hands over no more than 256 characters.
      const text = query.slice(0, 256);
      const from = asUser(person);
      queue.push({ inline_query: { id, from, query: text, offset, chat_type: 'sender' } });
      return id;
    },
  };
}

function asUser({ userId = 7001, languageCode = 'fa' }: Person): User {
  return {
    id: userId,
    is_bot: false,
    first_name: `کاربر ${userId}`,
    username: `user_${userId}`,
    language_code: languageCode,
  };
}

function userText(text: string) {
  const content = standingText({ text, entities: [] });
  if (content.text === '' || content.text.length > MAX_TEXT) {
    throw new Error(`a user's text has 1 to ${MAX_TEXT} characters, not ${content.text.length}`);
  }
  return content;
}

function present(
  chats: Chats,
  chatId: number,
  message: { readonly messageId: number } | TextMessage,
): TextMessage {
  const id = 'messageId' in message ? message.messageId : message.message_id;
  const found = chats.find(chatId, id);
  if (!found) throw new Error(`there is no message ${id} in chat ${chatId} now`);
  return found;
}

/**
 * What a bot in privacy mode gets of a group: commands that name no other bot, and replies to its
 * own messages. A mention alone does not reach it, whatever BotFather says
 * (https://github.com/telegraf/telegraf/issues/545).
 */
function concernsBot(message: TextMessage, bot: UserFromGetMe): boolean {
  if (message.reply_to_message?.from?.id === bot.id) return true;
  const first = message.entities?.[0];
  if (first?.type !== 'bot_command' || first.offset !== 0) return false;
  const addressee = message.text.slice(0, first.length).split('@')[1];
  return addressee === undefined || addressee.toLowerCase() === bot.username.toLowerCase();
}
