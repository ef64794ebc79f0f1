import type { Article } from '../corpus/article.js';
import { periodOf } from '../corpus/periods.js';
import { detectLanguage } from '../language/detect.js';
import { labelKey } from '../language/label-key.js';
import { type Filter, languageCode } from './filter.js';

/** What of an article a filter is compared with; null where the article does not say. */
export interface Facets {
  /** As {@link labelKey} writes them. */
  readonly source: string | null;
  readonly category: string | null;
  /** The language's subtag of BCP 47. */
  readonly language: string;
  /** The days of its date, ISO: one day, or the first and last of a month or year. */
  readonly first: string | null;
  readonly last: string | null;
}

/** A filter in the letters that facets have. Of an empty list everything is taken. */
export interface WantedFacets {
  readonly sources: readonly string[];
  readonly categories: readonly string[];
  readonly languages: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** What an article is told by its language from, in UTF-16 units. */
const SAMPLE = 500;

type Described = Pick<
  Article,
  'title' | 'date' | 'dateText' | 'source' | 'category' | 'language' | 'blocks'
>;

/** What a filter is compared with of an article. Every engine keeps it with the article's passages. */
export function facetsOf(article: Described): Facets {
  const { date, dateText, source, category } = article;
  // A month of the Jalali calendar has no ISO date, but a first and a last day.
  const period = periodOf(date ?? dateText ?? '');
  return {
    source: keyOf(source),
    category: keyOf(category),
    language: languageOf(article),
    first: period?.first ?? null,
    last: period?.last ?? null,
  };
}

/** A filter as it is compared with facets. */
export function wantedFacets({ sources, categories, languages, from, to }: Filter): WantedFacets {
  return {
    sources: sources.map(labelKey),
    categories: categories.map(labelKey),
    languages,
    from,
    to,
  };
}

/** Whether an article is within a filter: what every engine finds. */
export function isWithin(filter: Filter, article: Described): boolean {
  const { source, category, language, first, last } = facetsOf(article);
  const { sources, categories, languages, from, to } = wantedFacets(filter);
  const isOneOf = (value: string | null, wanted: readonly string[]) =>
    wanted.length === 0 || (value !== null && wanted.includes(value));
  return (
    isOneOf(source, sources) &&
    isOneOf(category, categories) &&
    isOneOf(language, languages) &&
    (from === null || (first !== null && first >= from)) &&
    (to === null || (last !== null && last <= to))
  );
}

function keyOf(name: string | null): string | null {
  return (name && labelKey(name)) || null;
}

/**
 * The language of an article. Of those that the text itself tells, it does: sites name the language of
 * their template. Any other is taken as the page says.
 */
function languageOf({ title, language, blocks }: Described): string {
  const declared = language === undefined ? null : languageCode(language);
  if (declared !== null && !['fa', 'ar', 'en'].includes(declared)) return declared;
  const texts = [title, ...blocks.filter(({ role }) => role === 'body').map(({ text }) => text)];
  const told = detectLanguage(texts.join('\n').slice(0, SAMPLE));
  return told === 'fa-Latn' ? 'fa' : told;
}
