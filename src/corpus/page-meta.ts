import { isoDate } from './dates.js';
import { LOST } from './encoding.js';
import { type LinkedArticle, linkedArticle } from './linked-data.js';
import { type Page, type PageElement, shownText } from './page.js';

/** What a page says about its article; null where it does not. Read before the page is cleaned. */
export interface PageMeta {
  readonly title: string | null;
  /** The date as it is written; see `readDate`. */
  readonly date: string | null;
  readonly author: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly category: string | null;
  readonly language: string | null;
  readonly direction: 'rtl' | 'ltr' | null;
}

/** Reads a page's meta elements, its schema.org JSON-LD and what is shown around the headline. */
export function pageMeta(page: Page): PageMeta {
  const linked = linkedArticle(page);
  const meta = metaOf(page);
  const root = page.documentElement;
  const dir = (root.getAttribute('dir') ?? page.body.getAttribute('dir') ?? '').toLowerCase();
  return {
    title: titleOf(page, linked, meta),
    date: dateOf(page, linked, meta),
    author:
      linked.author ??
      meta('author', 'dc.creator') ??
      textOf(page, '[itemprop="author"] [itemprop="name"], [itemprop="author"], [rel="author"]'),
    source: meta('og:site_name') ?? linked.publisher ?? meta('dc.publisher', 'publisher'),
    url: urlOf(page, meta),
    category: linked.section ?? meta('article:section'),
    language: root.getAttribute('lang')?.trim() || linked.language,
    direction: dir === 'rtl' || dir === 'ltr' ? dir : null,
  };
}

type Meta = (...names: readonly string[]) => string | null;

function metaOf(page: Page): Meta {
  const values = new Map<string, string>();
  for (const element of page.querySelectorAll('meta')) {
    const name = ['property', 'name', 'itemprop']
      .map((key) => element.getAttribute(key))
      .find(Boolean);
    const value = shownText(element.getAttribute('content') ?? '');
    const key = name?.toLowerCase();
    // Programs cut what they write here in the middle of a letter.
    const says = value !== '' && !value.includes(LOST);
    if (key !== undefined && says && !values.has(key)) values.set(key, value);
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value) ?? null;
}

function textOf(page: PageElement, selector: string): string | null {
  return shownText(page.querySelector(selector)?.textContent ?? '') || null;
}

/** What stands between a headline and the site's name in a page's title. */
const PARTING = /\s+[|\-–—»:·]\s+|\s*\|\s*/u;

/**
 * The headline: the h1 that says what the longest part of the page's title does, since titles carry the
 * site's name, and so do some h1; where there is none, what the page tells other programs, or its title.
 */
function titleOf(page: Page, linked: LinkedArticle, meta: Meta): string | null {
  const told = linked.headline ?? meta('og:title', 'twitter:title') ?? textOf(page, 'title');
  const headings = [...page.querySelectorAll('h1')]
    .map((heading) => shownText(heading.textContent))
    .filter((text) => text !== '');
  if (told === null) return headings[0] ?? null;
  const longest = told.split(PARTING).reduce((a, b) => (b.length > a.length ? b : a));
  const same = headings.find((heading) => longest.includes(heading) || heading.includes(longest));
  const site = meta('og:site_name') ?? linked.publisher;
  return same ?? withoutSite(told, site);
}

function withoutSite(title: string, site: string | null): string {
  const parts = title.split(PARTING);
  if (site === null || parts.length < 2) return title;
  if (parts.at(-1) === site) return title.slice(0, -site.length).replace(/[\s|\-–—»:·]+$/u, '');
  return parts[0] === site ? title.slice(site.length).replace(/^[\s|\-–—»:·]+/u, '') : title;
}

/** «تاریخ انتشار:», «نشر في», "Published": what stands before the date that a page shows. */
const DATE_LABEL =
  /^(?:تاریخ انتشار|تاريخ النشر|تاریخ خبر|زمان انتشار|نشر في|تم النشر في|published(?: on)?|publish date)\s*:?\s*/iu;

function dateOf(page: Page, linked: LinkedArticle, meta: Meta): string | null {
  const time = page.querySelector('article time, main time, [itemprop="datePublished"], time');
  const candidates = [
    meta('article:published_time', 'og:published_time'),
    linked.date,
    meta('datepublished', 'dc.date.issued', 'dc.date', 'dcterms.created', 'pubdate', 'date'),
    time?.getAttribute('datetime') ?? time?.getAttribute('content') ?? null,
    time === null ? null : shownText(time.textContent),
    labelledDate(page),
  ].filter((text) => text !== null && text !== '');
  return candidates.find((text) => isoDate(text ?? '') !== null) ?? candidates[0] ?? null;
}

function labelledDate(page: Page): string | null {
  for (const element of page.querySelectorAll('span, div, p, li, td')) {
    // Only what is short is looked at: a page's outer elements hold all of its text.
    const text = element.childNodes.length > 8 ? '' : shownText(element.textContent);
    if (text.length <= 100 && DATE_LABEL.test(text)) {
      const rest = text.replace(DATE_LABEL, '');
      if (isoDate(rest) !== null) return rest;
    }
  }
  return null;
}

function urlOf(page: Page, meta: Meta): string | null {
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  return [canonical, meta('og:url')].find((url) => url && /^https?:\/\//iu.test(url)) ?? null;
}
