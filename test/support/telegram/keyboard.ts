import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { badRequest } from './errors.js';
import { isObject, type Payload, readObject, readText } from './payload.js';

/** What `callback_data` may hold, in bytes of UTF-8. */
const MAX_DATA_BYTES = 64;
const MAX_BUTTONS = 100;
const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'copy_text',
];

/**
 * Reads `reply_markup`; only inline keyboards are kept, as only they stand on a message.
 * @throws BotApiError 400, e.g. BUTTON_DATA_INVALID for callback_data over 64 bytes
 */
export function readKeyboard(payload: Payload): InlineKeyboardMarkup | undefined {
  const rows = readObject(payload, 'reply_markup')?.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) {
    throw badRequest("can't parse reply markup: inline_keyboard must be an Array of Arrays");
  }
  const keyboard = rows
    .map((row: unknown[]) => row.map(readButton))
    .filter((row) => row.length > 0);
  if (keyboard.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return keyboard.length > 0 ? { inline_keyboard: keyboard } : undefined;
}

function readButton(button: unknown): InlineKeyboardButton {
  if (!isObject(button) || typeof button.text !== 'string') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
  }
  if (readText(button, 'text').trim() === '') {
    throw badRequest('inline keyboard button text must be non-empty');
  }
  if (!ACTIONS.some((action) => action in button)) {
    const problem = 'Text buttons are unallowed in the inline keyboard';
    throw badRequest(`can't parse inline keyboard button: ${problem}`);
  }
  if ('callback_data' in button) checkData(button.callback_data);
  if ('url' in button) checkUrl(button.url);
  return button as unknown as InlineKeyboardButton;
}

function checkData(data: unknown): void {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
}

function checkUrl(url: unknown): void {
  const valid = typeof url === 'string' && URL.canParse(url) && /^(?:https?|tg):\/\//i.test(url);
  if (!valid) throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
}
