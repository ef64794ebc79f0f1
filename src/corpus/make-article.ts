import type { Article, Block } from './article.js';
import { agencyOf } from './blocks.js';
import { readDate } from './dates.js';

/** What a file says of its article; `date` and `url` as they are written there. */
export interface ArticleFacts
  extends Pick<Article, 'id' | 'title' | 'source' | 'url' | 'category'> {
  readonly date: string | null;
}

/**
 * An article of its facts and blocks: the date is read, a dateline names a source that no fact does, and
 * an address that people cannot follow (`javascript:`, a path) is none.
 */
export function makeArticle(facts: ArticleFacts, blocks: readonly Block[]): Article {
  const { id, title, date, source, url, category } = facts;
  return {
    id,
    title,
    ...readDate(date),
    source: source ?? agencyOf(blocks),
    url: url !== null && isWebUrl(url) ? url : null,
    category,
    blocks,
  };
}

function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);
}
