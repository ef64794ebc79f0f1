import type { MessageEntity } from 'grammy/types';

type Range = Pick<MessageEntity, 'offset' | 'length'>;

const BLOCKQUOTES: ReadonlySet<string> = new Set(['blockquote', 'expandable_blockquote']);
const STYLES: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
]);
const CODE: ReadonlySet<string> = new Set(['code', 'pre']);

/** What Telegram marks by itself, in users' texts and in the bot's. */
const DETECTED = [
  ['mention', /(?<![\p{L}\p{N}_@/.])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\p{L}\p{N}_])/gu],
  [
    'bot_command',
    /(?<![\p{L}\p{N}_<>/])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
  ],
  ['url', /(?<![\p{L}\p{N}_@/.])https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]،؛؟»]/gu],
  ['hashtag', /(?<![\p{L}\p{N}_&#/])#(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_\u200c]{1,256}/gu],
] as const;

/**
 * The entities as they would stand on the message: what may not nest is dropped or split, and
 * mentions, commands, links and hashtags in the text are marked.
 *
 * The rules are those of https://core.telegram.org/bots/api#formatting-options: blockquotes do not
 * nest, links and code exclude each other, and styles end where code begins.
 */
export function arrangeEntities(
  entities: readonly MessageEntity[],
  text: string,
): readonly MessageEntity[] {
  const sorted = entities.filter((entity) => entity.length > 0).toSorted(byPosition);
  const quotes = withoutOverlaps(sorted.filter((entity) => BLOCKQUOTES.has(entity.type)));
  const solid = withoutOverlaps([
    ...sorted.filter((entity) => !BLOCKQUOTES.has(entity.type) && !STYLES.has(entity.type)),
  ]).filter((entity) => quotes.every((quote) => disjoint(quote, entity) || inside(entity, quote)));
  const detected = detectEntities(text).filter((entity) =>
    solid.every((other) => disjoint(other, entity)),
  );
  const code = solid.filter((entity) => CODE.has(entity.type));
  const styles = sorted
    .filter((entity) => STYLES.has(entity.type))
    .flatMap((style) => splitAround(style, code));
  return [...quotes, ...solid, ...detected, ...styles].toSorted(byPosition);
}

function detectEntities(text: string): readonly MessageEntity[] {
  const found = DETECTED.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      type,
      offset: match.index,
      length: match[0].length,
    })),
  );
  return withoutOverlaps(found.toSorted(byPosition));
}

function withoutOverlaps<T extends MessageEntity>(sorted: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const entity of sorted) {
    const last = kept.at(-1);
    if (!last || disjoint(last, entity)) kept.push(entity);
  }
  return kept;
}

function splitAround(style: MessageEntity, holes: readonly Range[]): readonly MessageEntity[] {
  const pieces: MessageEntity[] = [];
  const end = style.offset + style.length;
  let from = style.offset;
  for (const hole of holes.filter((range) => !disjoint(range, style))) {
    if (hole.offset > from) pieces.push({ ...style, offset: from, length: hole.offset - from });
    from = Math.max(from, hole.offset + hole.length);
  }
  if (from < end) pieces.push({ ...style, offset: from, length: end - from });
  return pieces;
}

function disjoint(a: Range, b: Range): boolean {
  return a.offset + a.length <= b.offset || b.offset + b.length <= a.offset;
}

function inside(inner: Range, outer: Range): boolean {
  return inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
}

function byPosition(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length || a.type.localeCompare(b.type);
}
