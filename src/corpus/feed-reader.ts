import { type AnyFeed, parseFeed } from 'feedsmith';
import { messageOf } from '../errors.js';
import type { Article } from './article.js';
import { labelBlocks, splitBlocks, withByline } from './blocks.js';
import type { ReadContent } from './content.js';
import { isoDate } from './dates.js';
import { entriesOf, type FeedEntry } from './feed-entries.js';
import { fragmentBlocks } from './html-reader.js';
import { LineError } from './line-error.js';
import { makeArticle } from './make-article.js';
import { shownText } from './page.js';
import { reasonOf } from './reason-error.js';
import { inEnglish, type Reason, reasonFor } from './reasons.js';

/**
 * Reads one article an entry of an RSS, Atom or RDF feed. Its id is the feed's and the
 * entry's guid or id, else its link: two feeds may have the same. Its text is the entry's content, else
 * its description. An entry without an id or any text is told by its number, from 1, and the others are
 * still read.
 *
 * @param id - the feed's id, from its file's name
 * @throws LineError where the file is no such feed
 */
export function readFeed(id: string, xml: string): ReadContent {
  const { entries, bad } = readEntries(xml);
  return {
    articles: entries.map(({ article }) => ({
      line: null,
      article: { ...article, id: `${id}/${article.id}` },
    })),
    bad: bad.map((reason) => ({ line: null, reason: inEnglish(reason), id: null })),
  };
}

/** An entry of a feed as an article. */
export interface ReadEntry {
  readonly article: Article;
  /** See FeedEntry. */
  readonly isSummary: boolean;
}

/**
 * The same entry by entry, each by its own id alone, and no more than the newest of them.
 *
 * @param base - the address of the feed, which its links may be relative to; null where it has none
 * @throws LineError where the file is no such feed
 */
export function readEntries(
  xml: string,
  base: string | null = null,
  most = Number.POSITIVE_INFINITY,
): { readonly entries: readonly ReadEntry[]; readonly bad: readonly Reason[] } {
  const entries: ReadEntry[] = [];
  const bad: Reason[] = [];
  for (const { entry, number } of newest(entriesOf(parse(xml)), most)) {
    const read = tryEntry({ ...entry, url: absolute(entry.url, base) }, number);
    if ('code' in read) bad.push(read);
    else entries.push({ article: read, isSummary: entry.isSummary });
  }
  return { entries, bad };
}

function absolute(link: string | null, base: string | null): string | null {
  if (link === null || base === null) return link;
  return URL.canParse(link, base) ? new URL(link, base).href : null;
}

/** The newest entries, or, of the same day or without a date, those that the feed has first. */
function newest(entries: readonly FeedEntry[], most: number) {
  const numbered = entries.map((entry, index) => ({ entry, number: index + 1 }));
  if (numbered.length <= most) return numbered;
  const day = ({ date }: FeedEntry) => (date === null ? null : isoDate(date)) ?? '';
  return numbered
    .map((one) => ({ ...one, day: day(one.entry) }))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))
    .slice(0, most);
}

function parse(xml: string): AnyFeed {
  // The parser takes half an entry at the end of half a file for a whole one.
  const root = /<(?:\w+:)?(rss|feed|rdf)[\s>]/iu.exec(xml)?.[1];
  if (root === undefined) throw new LineError(null, reasonFor('not-feed'));
  if (!new RegExp(`</(?:\\w+:)?${root}\\s*>`, 'u').test(xml)) {
    throw new LineError(xml.split('\n').length, reasonFor('feed-cut', { tag: `</${root}>` }));
  }
  try {
    return parseFeed(xml);
  } catch (cause) {
    throw new LineError(null, reasonFor('feed-damaged', { cause: messageOf(cause) }), { cause });
  }
}

/** An entry that cannot be read is told, and no reason to leave out the others. */
function tryEntry(entry: FeedEntry, number: number): Article | Reason {
  try {
    return readEntry(entry, number);
  } catch (error) {
    return reasonFor('entry', { number, reason: reasonOf(error) });
  }
}

function readEntry(entry: FeedEntry, number: number): Article | Reason {
  const title = shownText(entry.title === null ? '' : blocksOf(entry.title).join(' '));
  const refused = (reason: Reason) =>
    title === ''
      ? reasonFor('entry', { number, reason })
      : reasonFor('entry-titled', { number, title, reason });
  if (entry.id === null) return refused(reasonFor('nameless'));
  const texts = entry.text === null ? [] : blocksOf(entry.text);
  if (title === '' && texts.length === 0) return refused(reasonFor('empty'));
  const blocks = withByline(labelBlocks(title, texts), entry.author);
  return makeArticle({ ...entry, id: entry.id, title }, blocks);
}

/** Text without a tag keeps its own paragraphs, and its entities are still read. */
function blocksOf(text: string): readonly string[] {
  if (/<[a-z!/]/iu.test(text)) return fragmentBlocks(text);
  return splitBlocks(text.replaceAll('\r\n', '\n')).flatMap((block) =>
    fragmentBlocks(`<p>${block.replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`),
  );
}
