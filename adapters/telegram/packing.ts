import type { InlineKeyboardMarkup } from 'grammy/types';
import { splitText } from '../split.js';
import { bold, foreign, harmless, joined, own, type Rich } from './rich.js';

/** One message: text in Telegram's HTML, and its buttons. */
export interface Part {
  readonly html: string;
  readonly keyboard?: InlineKeyboardMarkup;
}

/** A piece that stays whole, and what stands before it where it does not begin a message. */
export interface Block {
  readonly rich: Rich;
  readonly glue: string;
}

/** What Telegram takes, in characters that are seen, and marks (it ignores more than 100). */
export const MAX_LENGTH = 4096;
const MAX_MARKS = 90;

/** Puts blocks together into as few messages as they need. */
export function packed(blocks: readonly Block[], keyboard?: InlineKeyboardMarkup): readonly Part[] {
  const parts: Rich[] = [];
  for (const { rich, glue } of blocks) {
    const last = parts.at(-1);
    const longer = last && joined(last, own(glue), rich);
    if (longer && longer.length <= MAX_LENGTH && longer.marks <= MAX_MARKS) {
      parts[parts.length - 1] = longer;
    } else parts.push(rich);
  }
  const shown = parts.length > 0 ? parts : [own('…')];
  return shown.map(({ html }, index) =>
    keyboard && index === shown.length - 1 ? { html, keyboard } : { html },
  );
}

/** Anyone's text in pieces that each go into one message. */
export function textBlocks(text: string): readonly Block[] {
  return splitText(harmless(text), (part) => foreign(part).length <= MAX_LENGTH)
    .filter((part) => harmless(part) !== '')
    .map((part) => ({ rich: foreign(part), glue: '\n\n' }));
}

/** A heading never stands alone at the end of a message. */
export function underHeading(heading: string, blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  if (!first) return [];
  return [{ rich: joined(bold(own(heading)), own('\n'), first.rich), glue: '\n\n' }, ...rest];
}
