import { normalize } from '../../language/normalize.js';
import type { Article } from '../article.js';
import type { ReadEntry } from '../feed-reader.js';
import { FetchError } from '../fetch/error.js';

/** In UTF-16 units: a description that is longer is the text and no summary of it. */
const LONGEST_SUMMARY = 1500;
/** Of an entry's words, the share that its page must have, or it is some other page. */
const LEAST_SHARED = 0.6;

/** An entry with all of its text; `whole` is false where the page may be had another time. */
export interface FilledEntry {
  /** Null where what is held stays as it is until then. */
  readonly article: Article | null;
  readonly whole: boolean;
}

/**
 * An entry that is only a summary gets the text of the page that it links to, where that is longer and
 * the same article: what a page asks instead of showing it (a login, cookies) is not. A page that cannot be
 * had takes away no text that it gave before.
 *
 * @param fetchArticle - the article of a page; null where the page is another feed
 * @param heldText - what the page gave the last time that it could be had; null where it never could
 */
export async function withWholeText(
  { article, isSummary }: ReadEntry,
  fetchArticle: (url: string) => Promise<Article | null>,
  heldText: () => Promise<Article | null>,
): Promise<FilledEntry> {
  const { url } = article;
  if (!isSummary || url === null || lengthOf(article) > LONGEST_SUMMARY) {
    return { article, whole: true };
  }
  const { page, whole } = await pageAt(url, fetchArticle);
  if (page !== null && fills(article, page)) return { article: joined(article, page), whole };
  const held = await heldText();
  if (held === null) return { article, whole };
  if (!whole) return { article: null, whole };
  return { article: fills(article, held) ? joined(article, held) : article, whole };
}

async function pageAt(
  url: string,
  fetchArticle: (url: string) => Promise<Article | null>,
): Promise<{ readonly page: Article | null; readonly whole: boolean }> {
  try {
    return { page: await fetchArticle(url), whole: true };
  } catch (error) {
    return { page: null, whole: !mayPass(error) };
  }
}

function fills(entry: Article, text: Article): boolean {
  return lengthOf(text) > lengthOf(entry) && isSame(entry, text);
}

function joined(entry: Article, page: Article): Article {
  const { id, url, source, category } = entry;
  const date = page.date === null ? entry : page;
  const { date: _, dateText: __, ...rest } = page;
  return {
    ...rest,
    id,
    url,
    source: source ?? page.source,
    category: category ?? page.category,
    date: date.date,
    ...(date.dateText === undefined ? {} : { dateText: date.dateText }),
  };
}

/** In UTF-16 units, of the body alone. */
function lengthOf({ blocks }: Article): number {
  return blocks.reduce((sum, { role, text }) => sum + (role === 'body' ? text.length : 0), 0);
}

function isSame(entry: Article, page: Article): boolean {
  const wanted = wordsOf(entry);
  const there = wordsOf(page);
  const shared = [...wanted].filter((word) => there.has(word)).length;
  return shared >= LEAST_SHARED * wanted.size;
}

function wordsOf({ title, blocks }: Article): ReadonlySet<string> {
  const texts = [title, ...blocks.filter(({ role }) => role === 'body').map(({ text }) => text)];
  return new Set(normalize(texts.join(' ')).match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Whether another time may bring what failed: no rule of ours and no word of the server says no. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof FetchError)) return error instanceof DOMException;
  if (error.refused) return false;
  const { status } = error;
  return status === null || status >= 500 || status === 408 || status === 429;
}
