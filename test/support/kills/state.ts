import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Article, Block } from '../../../src/corpus/article.js';
import { passagesOf } from '../../../src/corpus/passages.js';

/** What an index held at one moment. */
export interface IndexState {
  readonly articles: ReadonlyMap<string, Article>;
  /** Of each article, by id, and whether each has a vector. */
  readonly passages: ReadonlyMap<string, ReadonlyMap<number, boolean>>;
  readonly passageCount: number;
  readonly vectorCount: number;
}

export const EMPTY: IndexState = {
  articles: new Map(),
  passages: new Map(),
  passageCount: 0,
  vectorCount: 0,
};

/** What a sound index has none of. */
const COUNTS: Readonly<Record<string, string>> = {
  'passages without a keyword row':
    'SELECT count(*) FROM (SELECT id FROM passage EXCEPT SELECT id FROM keyword_docsize)',
  'keyword rows without a passage':
    'SELECT count(*) FROM (SELECT id FROM keyword_docsize EXCEPT SELECT id FROM passage)',
  'passages that are there twice':
    'SELECT count(*) FROM (SELECT 1 FROM passage GROUP BY article_id, paragraph, start HAVING count(*) > 1)',
  'articles without a story':
    'SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM story)',
  'stories without an article':
    'SELECT count(*) FROM story WHERE article_id NOT IN (SELECT id FROM article)',
  'too many passages in the totals':
    "SELECT value - (SELECT count(*) FROM passage) FROM meta WHERE key = 'passages'",
  'too many terms in the totals':
    "SELECT value - (SELECT sum(term_count) FROM passage) FROM meta WHERE key = 'terms' AND (SELECT count(*) FROM passage) > 0",
  'vectors of a wrong length':
    'SELECT count(*) FROM vector WHERE length(data) <> (SELECT max(length(data)) FROM vector)',
};

/** Reads an index and finds what is wrong with it in itself. */
export function inspect(data: string): {
  readonly state: IndexState;
  readonly faults: readonly string[];
} {
  const database = new Database(join(data, 'index.sqlite'), { timeout: 10_000 });
  try {
    if (database.pragma('user_version', { simple: true }) === 0)
      return { state: EMPTY, faults: [] };
    const state = database.transaction(() => stateOf(database))();
    return { state, faults: [...faultsOf(database), ...halfArticles(database, state)] };
  } finally {
    database.close();
  }
}

function faultsOf(database: Database.Database): readonly string[] {
  const integrity = String(database.pragma('integrity_check', { simple: true }));
  const foreign = database.pragma('foreign_key_check') as readonly unknown[];
  const counted = Object.entries(COUNTS).flatMap(([what, query]) => {
    const count = (database.prepare(query).pluck().get() as number | undefined) ?? 0;
    return count === 0 ? [] : [`${what}: ${count}`];
  });
  return [
    ...(integrity === 'ok' ? [] : [integrity]),
    ...(foreign.length === 0 ? [] : [`broken foreign keys: ${foreign.length}`]),
    ...keywordFaults(database),
    ...counted,
  ];
}

function keywordFaults(database: Database.Database): readonly string[] {
  try {
    database.exec("INSERT INTO keyword (keyword) VALUES ('integrity-check')");
    return [];
  } catch (error) {
    return [`keyword index: ${error}`];
  }
}

/** An article is stored with all of its passages or not at all. */
function halfArticles(database: Database.Database, { articles }: IndexState): readonly string[] {
  const stored = database.prepare(
    'SELECT paragraph, start, end FROM passage WHERE article_id = ? ORDER BY paragraph, start',
  );
  return [...articles.values()].flatMap((article) => {
    const wanted = passagesOf(article).map(({ paragraph, start, end }) => ({
      paragraph,
      start,
      end,
    }));
    const found = stored.all(article.id);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`half of ${article.id}`];
  });
}

function stateOf(database: Database.Database): IndexState {
  const blocks = grouped(
    database
      .prepare('SELECT article_id AS article, paragraph, role, text FROM block ORDER BY 1, 2')
      .all() as (Block & { readonly article: string })[],
  );
  const articles = database
    .prepare('SELECT id, title, date, source, url, category FROM article')
    .all() as Omit<Article, 'blocks'>[];
  const passages = database
    .prepare(
      'SELECT id, article_id AS article, EXISTS (SELECT 1 FROM vector WHERE passage_id = passage.id) AS encoded FROM passage',
    )
    .all() as { readonly id: number; readonly article: string; readonly encoded: number }[];
  const byArticle = grouped(passages);
  return {
    articles: new Map(
      articles.map((article) => [article.id, { ...article, blocks: blocks.get(article.id) ?? [] }]),
    ),
    passages: new Map(
      [...byArticle].map(([article, rows]) => [
        article,
        new Map(rows.map(({ id, encoded }) => [id, encoded === 1])),
      ]),
    ),
    passageCount: passages.length,
    vectorCount: passages.filter(({ encoded }) => encoded === 1).length,
  };
}

function grouped<Row extends { readonly article: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.article);
    if (group) group.push(row);
    else groups.set(row.article, [row]);
  }
  return groups;
}
