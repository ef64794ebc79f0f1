import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Part } from './packing.js';
import { plainText } from './rich.js';

/** A message as Telegram takes it. */
export interface Form {
  readonly text: string;
  readonly options: {
    readonly link_preview_options: { readonly is_disabled: true };
    readonly parse_mode?: 'HTML';
    readonly reply_markup?: InlineKeyboardMarkup;
  };
}

/** An edit that names no buttons takes them away, and one without the preview option shows it. */
export function richForm({ html, keyboard }: Part): Form {
  const { options } = plainForm({ html });
  const buttons = keyboard ? { reply_markup: keyboard } : {};
  return { text: html, options: { ...options, parse_mode: 'HTML', ...buttons } };
}

/** No markup and no buttons: whichever Telegram refused, it is not there. */
export function plainForm({ html }: Part): Form {
  return { text: plainText(html), options: { link_preview_options: { is_disabled: true } } };
}
