import type { AnyFeed, AtomFeed, RdfFeed, RssFeed } from 'feedsmith';

/** An entry of a feed of any kind; `title` and `text` are HTML, or text with HTML's entities. */
export interface FeedEntry {
  readonly id: string | null;
  readonly title: string | null;
  readonly text: string | null;
  /** Whether the feed gives a description or summary of it alone, which may yet be all of the text. */
  readonly isSummary: boolean;
  readonly date: string | null;
  readonly author: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly category: string | null;
}

/** The entries of a feed, in its order. */
export function entriesOf(parsed: AnyFeed): readonly FeedEntry[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => rssEntry(item, parsed.feed.title));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => rdfEntry(item, parsed.feed.title));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => atomEntry(entry, parsed.feed.title?.value));
    default:
      return [];
  }
}

/** The first value that says something. */
function first(...values: readonly (string | undefined)[]): string | null {
  return values.map((value) => value?.trim()).find(Boolean) ?? null;
}

function rssEntry(item: RssFeed.Item<string>, feed: string | undefined): FeedEntry {
  return {
    id: first(item.guid?.value, item.link),
    title: first(item.title),
    text: first(item.content?.encoded, item.description),
    isSummary: first(item.content?.encoded) === null,
    date: first(item.pubDate, item.dc?.dates?.[0]),
    author: first(item.dc?.creators?.[0], item.authors?.[0]?.name),
    source: first(item.source?.title, feed),
    url: first(item.link, item.guid?.isPermaLink ? item.guid.value : undefined),
    category: first(item.categories?.[0]?.name, item.dc?.subjects?.[0]),
  };
}

function rdfEntry(item: RdfFeed.Item<string>, feed: string | undefined): FeedEntry {
  return {
    id: first(item.rdf?.about, item.link),
    title: first(item.title),
    text: first(item.content?.encoded, item.description),
    isSummary: first(item.content?.encoded) === null,
    date: first(item.dc?.dates?.[0]),
    author: first(item.dc?.creators?.[0]),
    source: first(feed),
    url: first(item.link),
    category: first(item.dc?.subjects?.[0]),
  };
}

function atomEntry(entry: AtomFeed.Entry<string>, feed: string | undefined): FeedEntry {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
  const category = entry.categories?.[0];
  return {
    id: first(entry.id, link),
    title: atomText(entry.title),
    text: atomText(entry.content) ?? atomText(entry.summary),
    isSummary: atomText(entry.content) === null,
    date: first(entry.published, entry.updated),
    author: first(entry.authors?.[0]?.name),
    source: first(entry.source?.title?.value, feed),
    url: first(link),
    category: first(category?.label, category?.term),
  };
}

/** Atom's text without a type is plain (RFC 4287, 3.1.1): a `<` in it is no tag. */
function atomText(text: AtomFeed.Content | undefined): string | null {
  const value = first(text?.value);
  const isHtml = /html/u.test(text?.type ?? '');
  return value === null || isHtml ? value : value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
