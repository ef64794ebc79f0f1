import type { LinkPreviewOptions, UserFromGetMe } from 'grammy/types';
import { type Chats, contentFields, type KnownChat, type TextMessage, unixNow } from './chats.js';
import { badRequest, tooManyRequests } from './errors.js';
import type { FloodControl } from './flood.js';
import { readKeyboard } from './keyboard.js';
import {
  type Method,
  type Payload,
  readFlag,
  readInteger,
  readObject,
  readText,
} from './payload.js';
import { readFormattedText } from './text.js';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message';
const CHAT_ACTIONS: ReadonlySet<string> = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** The methods that write in chats. Sending and editing, and nothing else, count for flood control. */
export function messageMethods(
  chats: Chats,
  bot: UserFromGetMe,
  flood: FloodControl,
): Readonly<Record<string, Method>> {
  const admit = (chat: KnownChat) => {
    const broken = flood(chat.id, performance.now());
    if (broken) throw tooManyRequests(broken.retryAfter, broken.limit);
  };
  const sendMessage: Method = (payload) => {
    const chat = chats.ofCall(payload);
    const content = readFormattedText(payload, { text: 'text', tooLong: 'message is too long' });
    const keyboard = readKeyboard(payload);
    const linkPreview = preview(payload);
    const replyTo = repliedTo(chats, chat, payload);
    // A reply stands in the topic of what it replies to.
    const thread = readInteger(payload, 'message_thread_id') ?? replyTo?.message_thread_id;
    admit(chat);
    return chats.post({ chat, from: bot, content, keyboard, linkPreview, replyTo, thread });
  };
  const edit = (message: TextMessage, changed: TextMessage): TextMessage => {
    if (comparable(message) === comparable(changed)) throw badRequest(NOT_MODIFIED);
    admit(message.chat as KnownChat);
    const edited = { ...changed, edit_date: unixNow() };
    chats.replace(edited);
    return edited;
  };
  const editMessageText: Method = (payload) => {
    const message = editable(chats, bot, payload);
    const content = readFormattedText(payload, { text: 'text', tooLong: 'MESSAGE_TOO_LONG' });
    const { entities: _, reply_markup: __, link_preview_options: ___, ...rest } = message;
    // As on Telegram, an edit that names no keyboard takes the old one away.
    const fields = contentFields(content, readKeyboard(payload), preview(payload));
    return edit(message, { ...rest, ...fields } as TextMessage);
  };
  const editMessageReplyMarkup: Method = (payload) => {
    const message = editable(chats, bot, payload);
    const keyboard = readKeyboard(payload);
    const { reply_markup: _, ...rest } = message;
    return edit(message, { ...rest, ...(keyboard ? { reply_markup: keyboard } : {}) });
  };
  const deleteMessage: Method = (payload) => {
    const chat = chats.ofCall(payload);
    const message = chats.find(chat.id, messageId(payload));
    if (!message) throw badRequest('message to delete not found');
    const ownOrPrivate = message.from.id === bot.id || chat.type === 'private';
    if (!ownOrPrivate) throw badRequest("message can't be deleted");
    chats.remove(message);
    return true;
  };
  const sendChatAction: Method = (payload) => {
    chats.ofCall(payload);
    if (!CHAT_ACTIONS.has(readText(payload, 'action'))) {
      throw badRequest('wrong parameter action in request');
    }
    return true;
  };
  const sendMessageDraft: Method = (payload) => {
    const chat = chats.ofCall(payload);
    if (chat.type !== 'private') throw badRequest('drafts can be sent to private chats only');
    if (!readInteger(payload, 'draft_id')) throw badRequest('draft_id must be non-zero');
    const names = { text: 'text', tooLong: 'message is too long', mayBeEmpty: true };
    readFormattedText(payload, names);
    return true;
  };
  return {
    sendMessage,
    editMessageText,
    editMessageReplyMarkup,
    deleteMessage,
    sendChatAction,
    sendMessageDraft,
  };
}

function editable(chats: Chats, bot: UserFromGetMe, payload: Payload): TextMessage {
  if (readText(payload, 'inline_message_id') !== '') throw badRequest('MESSAGE_ID_INVALID');
  const chat = chats.ofCall(payload);
  const message = chats.find(chat.id, messageId(payload));
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== bot.id) throw badRequest("message can't be edited");
  return message;
}

function repliedTo(chats: Chats, chat: KnownChat, payload: Payload): TextMessage | undefined {
  const reply = readObject(payload, 'reply_parameters');
  const id = reply ? readInteger(reply, 'message_id') : readInteger(payload, 'reply_to_message_id');
  if (id === undefined) return undefined;
  const message = chats.find(chat.id, id);
  const optional = readFlag(reply ?? payload, 'allow_sending_without_reply');
  if (!message && !optional) throw badRequest('message to be replied not found');
  return message;
}

function messageId(payload: Payload): number {
  const id = readInteger(payload, 'message_id');
  if (!id) throw badRequest('message identifier is not specified');
  return id;
}

function preview(payload: Payload): LinkPreviewOptions | undefined {
  if (readFlag(payload, 'disable_web_page_preview')) return { is_disabled: true };
  return readObject(payload, 'link_preview_options') as LinkPreviewOptions | undefined;
}

function comparable(message: TextMessage): string {
  const { text, entities, reply_markup, link_preview_options } = message;
  return JSON.stringify([text, entities, reply_markup, link_preview_options]);
}
