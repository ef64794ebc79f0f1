import type { Article } from '../article.js';
import { damageOf, titled } from '../damage.js';
import { decodeMarkup, type MarkupText } from '../encoding.js';
import { type ReadEntry, readEntries } from '../feed-reader.js';
import type { Page } from '../fetch/fetch.js';
import { readHtml } from '../html-reader.js';
import { ReasonError } from '../reason-error.js';
import { type Reason, reasonFor } from '../reasons.js';

/** What is read of a page that was fetched. */
export type CameIn = Pick<Page, 'url' | 'type' | 'charset' | 'bytes'>;

/** What a URL leads to: a feed with its newest entries, each once, or a page of one article. */
export type ReadPage =
  | {
      readonly kind: 'feed';
      readonly entries: readonly ReadEntry[];
      readonly bad: readonly Reason[];
    }
  | { readonly kind: 'page'; readonly article: Article };

/** Entries that are taken of a feed. */
const MOST_ENTRIES = 200;
/** In UTF-16 units. A book is as long; what comes out of the thread must not hold up the event loop. */
const LONGEST_ARTICLE = 1_000_000;
const ENDLESS = reasonFor('endless', { count: LONGEST_ARTICLE });

const FEEDS: readonly string[] = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
];
const PAGES: readonly string[] = ['text/html', 'application/xhtml+xml'];

/**
 * Reads a page or feed. What it is, its text says before its type: feeds are served as anything.
 *
 * @throws LineError, MostanadError `corpus` where it is neither, or there is no article in it
 */
export function readPage({ url, type, charset, bytes }: CameIn): ReadPage {
  const markup = decodeMarkup(bytes, charset);
  const { text, isDamaged } = markup;
  const root = rootOf(text);
  if (/^(?:rss|feed|rdf)$/u.test(root) || FEEDS.includes(type)) return feedAt(url, markup);
  if (root !== 'html' && !PAGES.includes(type)) {
    throw new ReasonError(reasonFor('not-taken', { type }));
  }
  const article = readHtml(url, text);
  const refused = refusalOf(article, isDamaged);
  if (refused !== null) throw new ReasonError(refused);
  return { kind: 'page', article: pageAt(url, article) };
}

function feedAt(url: string, { text, isDamaged }: MarkupText): ReadPage {
  const { entries, bad } = readEntries(text, url, MOST_ENTRIES);
  const first = new Map(entries.toReversed().map((entry) => [entry.article.id, entry]));
  const own = entries.filter((entry) => first.get(entry.article.id) === entry);
  const looked = own.map((entry) => ({ entry, reason: refusalOf(entry.article, isDamaged) }));
  return {
    kind: 'feed',
    entries: looked
      .filter(({ reason }) => reason === null)
      .map(({ entry }) => ({ ...entry, article: entryAt(url, entry.article) })),
    bad: [
      ...bad,
      ...looked.flatMap(({ entry, reason }) =>
        reason === null ? [] : [titled(entry.article, reason)],
      ),
    ],
  };
}

/** Why an article that was read is not taken; null where it is. */
function refusalOf(article: Article, isDamaged: boolean): Reason | null {
  if (isEndless(article)) return ENDLESS;
  return isDamaged ? damageOf(article) : null;
}

function isEndless({ blocks }: Article): boolean {
  return blocks.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_ARTICLE;
}

/** The name of the first element, without its namespace. */
function rootOf(text: string): string {
  const start = text.slice(0, 65_536).replace(/<!--[\s\S]*?(?:-->|$)/gu, '');
  return (/<(?:[a-z][\w.-]*:)?([a-z][\w.-]*)/iu.exec(start)?.[1] ?? '').toLowerCase();
}

/** A page may name another address as its own, but not one of another site. */
function pageAt(fetched: string, article: Article): Article {
  const own = article.url !== null && hostOf(article.url) === hostOf(fetched);
  return {
    ...article,
    url: own ? article.url : fetched,
    source: article.source ?? hostOf(fetched),
  };
}

function entryAt(feed: string, article: Article): Article {
  return { ...article, source: article.source ?? hostOf(feed) };
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./u, '') : null;
}
