import { type Page, shownText } from './page.js';

/** What a page's schema.org JSON-LD says about its article. */
export interface LinkedArticle {
  readonly headline: string | null;
  readonly date: string | null;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly language: string | null;
}

interface Data {
  readonly '@type'?: unknown;
  readonly '@graph'?: unknown;
  readonly headline?: unknown;
  readonly datePublished?: unknown;
  readonly author?: unknown;
  readonly publisher?: unknown;
  readonly articleSection?: unknown;
  readonly inLanguage?: unknown;
  readonly name?: unknown;
}

/** Reads the first article of a page's JSON-LD. Data that is no JSON counts as none. */
export function linkedArticle(page: Page): LinkedArticle {
  const scripts = [...page.querySelectorAll('script[type="application/ld+json"]')];
  const article: Data =
    scripts.flatMap((script) => itemsOf(parse(script.textContent))).find(isArticle) ?? {};
  return {
    headline: nameOf(article.headline),
    date: nameOf(article.datePublished),
    author: nameOf(article.author),
    publisher: nameOf(article.publisher),
    section: nameOf(article.articleSection),
    language: nameOf(article.inLanguage),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It only adds to what the page shows.
    return null;
  }
}

function itemsOf(value: unknown): readonly Data[] {
  const items = (Array.isArray(value) ? value : [value]).filter(isData);
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item['@graph']) ? item['@graph'].filter(isData) : []),
  ]);
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

function isArticle(item: Data): boolean {
  return [item['@type']].flat().some((type) => /(?:Article|BlogPosting)$/u.test(String(type)));
}

/** A text, or the name of a thing or of the first of several. */
function nameOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const name = isData(first) ? first.name : first;
  return typeof name === 'string' ? shownText(name) || null : null;
}
