import type { MessageEntity } from 'grammy/types';

/** A text and what is marked in it; offsets and lengths are UTF-16 units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** A tag that was opened and closed around `length` UTF-16 units of text. */
export interface ClosedTag {
  readonly name: string;
  /** The attribute that counts: a link's href, code's language, an expandable blockquote. */
  readonly argument: string;
  readonly offset: number;
  readonly length: number;
}

const STYLES: Readonly<Record<string, MessageEntity.CommonMessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

/** Every tag that is understood. Telegram also has tg-emoji and tg-time, which are not emulated. */
export const TAGS: ReadonlySet<string> = new Set([
  ...Object.keys(STYLES),
  'a',
  'blockquote',
  'code',
  'pre',
]);

/** The entities that closed tags stand for, in the order in which the tags were closed. */
export function tagEntities(tags: readonly ClosedTag[], text: string): readonly MessageEntity[] {
  return tags.flatMap((tag) => tagEntity(tag, tags, text) ?? []);
}

function tagEntity(
  tag: ClosedTag,
  tags: readonly ClosedTag[],
  text: string,
): MessageEntity | undefined {
  const range = { offset: tag.offset, length: tag.length };
  const style = STYLES[tag.name];
  if (style) return { type: style, ...range };
  if (tag.name === 'blockquote') {
    return { type: tag.argument ? 'expandable_blockquote' : 'blockquote', ...range };
  }
  if (tag.name === 'a') {
    const url = linkTarget(tag.argument || text.slice(tag.offset, tag.offset + tag.length));
    return url === undefined ? undefined : { type: 'text_link', ...range, url };
  }
  const twin = tags.find((other) => isTwin(tag, other));
  if (tag.name === 'code') return twin && tag.argument ? undefined : { type: 'code', ...range };
  return { type: 'pre', ...range, ...(twin?.argument ? { language: twin.argument } : {}) };
}

/** <pre><code class="language-x"> is one entity: pre with a language. */
function isTwin(tag: ClosedTag, other: ClosedTag): boolean {
  const names = `${tag.name} ${other.name}`;
  const sameRange = tag.offset === other.offset && tag.length === other.length;
  return sameRange && (names === 'pre code' || names === 'code pre');
}

/** A link that Telegram would follow; other links are dropped without an error. */
function linkTarget(href: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `http://${href}`;
  if (!/^(?:https?|tg|ton):\/\//i.test(url) || !URL.canParse(url)) return undefined;
  return url;
}
