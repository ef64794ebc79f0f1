import type Database from 'better-sqlite3';
import type { Article, Block } from '../../corpus/article.js';
import { facetsOf, wantedFacets } from '../facets.js';
import type { Filter } from '../filter.js';

/** The columns of `article` that filters look at. Of a few languages each has too much for an index. */
export const FACETS = `
  ALTER TABLE article ADD COLUMN source_key TEXT;
  ALTER TABLE article ADD COLUMN category_key TEXT;
  ALTER TABLE article ADD COLUMN language_key TEXT;
  ALTER TABLE article ADD COLUMN first_day TEXT;
  ALTER TABLE article ADD COLUMN last_day TEXT;
  CREATE INDEX article_by_source ON article (source_key);
  CREATE INDEX article_by_category ON article (category_key);
  CREATE INDEX article_by_day ON article (first_day);
`;

/** Keeps what filters look at of an article that is stored. */
export function putFacets(
  database: Database.Database,
  article: Parameters<typeof facetsOf>[0] & Pick<Article, 'id'>,
): void {
  const { source, category, language, first, last } = facetsOf(article);
  database
    .prepare(`
      UPDATE article SET source_key = ?, category_key = ?, language_key = ?, first_day = ?, last_day = ?
      WHERE id = ?`)
    .run(source, category, language, first, last, article.id);
}

/** The same for all articles of an index that has these columns anew. */
export function fillFacets(database: Database.Database): void {
  const facts = database.prepare(
    'SELECT id, title, date, date_text, source, category, language FROM article WHERE id = ?',
  );
  const blocks = database.prepare(
    'SELECT paragraph, role, text FROM block WHERE article_id = ? ORDER BY paragraph',
  );
  type Facts = Pick<Article, 'id' | 'title' | 'date' | 'source' | 'category'> & {
    readonly language: string | null;
    readonly date_text: string | null;
  };
  for (const id of database.prepare('SELECT id FROM article').pluck().all()) {
    const { language, date_text: dateText, ...rest } = facts.get(id) as Facts;
    putFacets(database, {
      ...rest,
      blocks: blocks.all(id) as Block[],
      ...(language === null ? {} : { language }),
      ...(dateText === null ? {} : { dateText }),
    });
  }
}

/** A condition on rows of `article`, and the values of its placeholders in their order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** The articles within a filter. */
export function conditionOf(filter: Filter): Condition {
  const { sources, categories, languages, from, to } = wantedFacets(filter);
  const oneOf = (column: string, keys: readonly string[]) =>
    keys.length === 0
      ? []
      : [[`article.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(keys)] as const];
  const parts = [
    ...oneOf('source_key', sources),
    ...oneOf('category_key', categories),
    ...oneOf('language_key', languages),
    ...(from === null ? [] : [['article.first_day >= ?', from] as const]),
    ...(to === null ? [] : [['article.last_day <= ?', to] as const]),
  ];
  return {
    sql: parts.map(([sql]) => sql).join(' AND ') || 'TRUE',
    values: parts.map(([, value]) => value),
  };
}
