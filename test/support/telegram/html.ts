import { badRequest } from './errors.js';
import { type ClosedTag, type FormattedText, TAGS, tagEntities } from './html-tags.js';

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  readonly offset: number;
}

interface Cursor {
  readonly html: string;
  at: number;
}

/**
 * Parses the Bot API's HTML style as the server does: only its own tags, every tag closed in order,
 * and no entities but lt, gt, amp, quot and numeric ones (others stay as they are written).
 *
 * Follows https://core.telegram.org/bots/api#html-style and TDLib's `parse_html` (its errors' words,
 * offsets in UTF-8 bytes).
 * @throws BotApiError 400 "can't parse entities: ..."
 */
export function parseHtml(html: string): FormattedText {
  const cursor: Cursor = { html, at: 0 };
  const open: OpenTag[] = [];
  const closed: ClosedTag[] = [];
  let text = '';
  while (cursor.at < html.length) {
    const character = html.charAt(cursor.at);
    if (character === '&') text += readCharacterReference(cursor);
    else if (character !== '<') {
      text += character;
      cursor.at += 1;
    } else if (html.charAt(cursor.at + 1) !== '/') {
      open.push({ ...readStartTag(cursor), offset: text.length });
    } else {
      const tag = readEndTag(cursor, open);
      const length = text.length - tag.offset;
      if (length > 0) closed.push({ ...tag, length });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed)
    throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  if (!text.isWellFormed()) {
    throw unparsable('Text contains invalid Unicode characters after decoding HTML entities');
  }
  return { text, entities: tagEntities(closed, text) };
}

function readCharacterReference(cursor: Cursor): string {
  const reference =
    /&(?:#x([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|#(\d{1,7})(?!\d)|(lt|gt|amp|quot)(?![a-zA-Z]));?/y;
  reference.lastIndex = cursor.at;
  const match = reference.exec(cursor.html);
  const code = match?.[1] ? Number.parseInt(match[1], 16) : Number(match?.[2] ?? Number.NaN);
  const named = { lt: '<', gt: '>', amp: '&', quot: '"' }[match?.[3] ?? ''];
  const known = named !== undefined || (code > 0 && code < 0x10ffff);
  cursor.at += match && known ? match[0].length : 1;
  return known ? (named ?? String.fromCodePoint(code)) : '&';
}

function readStartTag(cursor: Cursor): { name: string; argument: string } {
  const start = cursor.at;
  const unclosed = `Unclosed start tag at byte offset ${byteOffset(cursor, start)}`;
  cursor.at += 1;
  const name = take(cursor, /[^ \t\r\n\v>]*/y).toLowerCase();
  if (cursor.at >= cursor.html.length) throw unparsable(unclosed);
  if (!TAGS.has(name)) {
    throw unparsable(`Unsupported start tag "${name}" at byte offset ${byteOffset(cursor, start)}`);
  }
  let argument = '';
  for (;;) {
    take(cursor, /[ \t\r\n\v]*/y);
    if (cursor.at >= cursor.html.length) throw unparsable(unclosed);
    if (cursor.html.charAt(cursor.at) === '>') break;
    argument = argumentOf(name, readAttribute(cursor, name, start)) ?? argument;
  }
  cursor.at += 1;
  if (name === 'span' && argument !== 'spoiler') {
    const where = byteOffset(cursor, start);
    throw unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
  }
  return { name, argument };
}

/** Reads `name="value"`, `name=token`, or the bare `expandable`. */
function readAttribute(cursor: Cursor, tag: string, start: number): readonly [string, string] {
  const where = `the tag "${tag}" at byte offset ${byteOffset(cursor, start)}`;
  const name = take(cursor, /[^ \t\r\n\v=>]*/y);
  if (name === '') throw unparsable(`Empty attribute name in ${where}`);
  take(cursor, /[ \t\r\n\v]*/y);
  if (cursor.html.charAt(cursor.at) !== '=') {
    if (tag === 'blockquote' && name === 'expandable') return [name, ''];
    throw unparsable(`Expected equal sign in declaration of an attribute of ${where}`);
  }
  cursor.at += 1;
  take(cursor, /[ \t\r\n\v]*/y);
  const quote = cursor.html.charAt(cursor.at);
  if (quote !== '"' && quote !== "'") {
    const valueAt = cursor.at;
    const value = take(cursor, /[A-Za-z0-9.-]*/y).toLowerCase();
    if (cursor.at < cursor.html.length && !/[ \t\r\n\v>]/.test(cursor.html.charAt(cursor.at))) {
      const offset = byteOffset(cursor, valueAt);
      throw unparsable(`Unexpected end of name token at byte offset ${offset}`);
    }
    return [name, value];
  }
  cursor.at += 1;
  let value = '';
  while (cursor.at < cursor.html.length && cursor.html.charAt(cursor.at) !== quote) {
    const character = cursor.html.charAt(cursor.at);
    if (character === '&') value += readCharacterReference(cursor);
    else {
      value += character;
      cursor.at += 1;
    }
  }
  cursor.at += 1;
  return [name, value];
}

function argumentOf(tag: string, [name, value]: readonly [string, string]): string | undefined {
  if (tag === 'a' && name === 'href') return value;
  if (tag === 'blockquote' && name === 'expandable') return 'expandable';
  if (tag === 'code' && name === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && name === 'class' && value.startsWith('tg-')) return value.slice(3);
  return undefined;
}

function readEndTag(cursor: Cursor, open: OpenTag[]): OpenTag {
  const where = `at byte offset ${byteOffset(cursor, cursor.at)}`;
  const tag = open.pop();
  if (!tag) throw unparsable(`Unexpected end tag ${where}`);
  cursor.at += 2;
  const name = take(cursor, /[^ \t\r\n\v>]*/y).toLowerCase();
  take(cursor, /[ \t\r\n\v]*/y);
  if (cursor.html.charAt(cursor.at) !== '>') throw unparsable(`Unclosed end tag ${where}`);
  cursor.at += 1;
  // Telegram takes </> as the end of whatever is open.
  if (name !== '' && name !== tag.name) {
    throw unparsable(`Unmatched end tag ${where}, expected "</${tag.name}>", found "</${name}>"`);
  }
  return tag;
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.html)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function byteOffset(cursor: Cursor, at: number): number {
  return Buffer.byteLength(cursor.html.slice(0, at));
}

function unparsable(problem: string): Error {
  return badRequest(`can't parse entities: ${problem}`);
}
