import type { MessageEntity } from 'grammy/types';
import { arrangeEntities } from './entities.js';
import { badRequest } from './errors.js';
import { parseHtml } from './html.js';
import type { FormattedText } from './html-tags.js';
import { type Payload, readObjects, readText } from './payload.js';

/** Telegram counts characters after parsing; UTF-16 units are the stricter reading. */
export const MAX_TEXT = 4096;

/** Telegram ignores what a bot marks beyond this. */
const MAX_ENTITIES = 100;

/** Invisible characters alone do not make a message. */
const BLANK = /^[\s\p{Cf}\p{Cc}\u2800\u3164]*$/u;

/**
 * Reads a call's text with its `parse_mode` or `entities`, as it would stand on the message.
 * `tooLong` is the wording for more than 4,096 characters, which differs between methods.
 * @throws BotApiError 400 for an empty or too long text, bad HTML or an unknown parse_mode
 */
export function readFormattedText(
  payload: Payload,
  names: { readonly text: string; readonly tooLong: string; readonly mayBeEmpty?: boolean },
): FormattedText {
  const raw = readText(payload, names.text);
  if (raw === '' && !names.mayBeEmpty) throw badRequest('message text is empty');
  const mode = readText(payload, 'parse_mode').toLowerCase();
  if (mode !== '' && mode !== 'html') {
    throw badRequest(`unsupported parse_mode (the emulator knows HTML only, not "${mode}")`);
  }
  const given = readObjects(payload, 'entities') ?? [];
  const parsed = mode === 'html' ? parseHtml(raw) : { text: raw, entities: given.map(asEntity) };
  const formatted = standingText(parsed);
  if (formatted.text === '' && !names.mayBeEmpty) throw badRequest('text must be non-empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest(names.tooLong);
  return formatted;
}

/**
 * What Telegram makes of a text from anyone: control characters become spaces, carriage returns,
 * bidi embeddings and overrides (U+202A to U+202E) and line separators vanish, the ends are trimmed,
 * and mentions, commands, links and hashtags are marked. Empty where nothing visible is left.
 */
export function standingText({ text, entities }: FormattedText): FormattedText {
  const clean = cleanText(text);
  const moved = entities.slice(0, MAX_ENTITIES).map((entity) => {
    const offset = clean.position(entity.offset);
    return { ...entity, offset, length: clean.position(entity.offset + entity.length) - offset };
  });
  if (BLANK.test(clean.text)) return { text: '', entities: [] };
  const firstMark = Math.min(...moved.map((entity) => entity.offset), clean.text.length);
  const lead = Math.min(/^[ \n]*/.exec(clean.text)?.[0].length ?? 0, firstMark);
  const trimmed = clean.text.slice(lead).replace(/[ \n]+$/, '');
  const fitted = moved.map((entity) => {
    const offset = Math.min(entity.offset - lead, trimmed.length);
    return { ...entity, offset, length: Math.min(entity.length, trimmed.length - offset) };
  });
  return { text: trimmed, entities: arrangeEntities(fitted, trimmed) };
}

/** Drops and replaces characters; `position` maps an offset in the original to the result. */
function cleanText(original: string): { text: string; position: (offset: number) => number } {
  const positions: number[] = [];
  let text = '';
  for (const unit of original.split('')) {
    positions.push(text.length);
    if (/[\u0000-\u0008\u0009\u000b\u000c\u000e-\u001f]/.test(unit)) text += ' ';
    else if (!/[\r\u2028-\u202e\u0333\u033f\u030a]/.test(unit)) text += unit;
  }
  return { text, position: (offset) => positions[offset] ?? text.length };
}

function asEntity(given: Payload): MessageEntity {
  const { type, offset, length } = given;
  if (typeof type !== 'string' || !isCount(offset) || !isCount(length)) {
    throw badRequest(`can't parse MessageEntity: ${JSON.stringify(given)}`);
  }
  return given as unknown as MessageEntity;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
