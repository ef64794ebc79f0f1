import type Database from 'better-sqlite3';
import type { Article, Block } from '../../corpus/article.js';
import { signatureOf } from '../duplicates/signature.js';
import type { StoredArticle, VectorSpace } from '../engine.js';
import { floatsOf, spaceOf } from './vectors.js';

interface ArticleRow extends Omit<Article, 'blocks' | 'dateText' | 'language' | 'direction'> {
  readonly hash: string;
  readonly file: string;
  readonly dateText: string | null;
  readonly language: string | null;
  readonly direction: 'rtl' | 'ltr' | null;
}

interface PassageRow {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly speaker: string | null;
  readonly terms: string;
  readonly contextTerms: string;
  readonly data: Buffer | null;
}

/** Reads all of an article, as it was put, with its vectors of a space. */
export function readArticle(
  database: Database.Database,
  space: VectorSpace,
  id: string,
): StoredArticle | null {
  return database.transaction(() => {
    const row = database
      .prepare(`
        SELECT id, hash, file, title, date, source, url, category, date_text AS dateText, language,
               direction
        FROM article WHERE id = ?`)
      .get(id) as ArticleRow | undefined;
    if (row === undefined) return null;
    const { hash, file, dateText, language, direction, ...facts } = row;
    const blocks = database
      .prepare('SELECT paragraph, role, text FROM block WHERE article_id = ? ORDER BY paragraph')
      .all(id) as Block[];
    const article: Article = {
      ...facts,
      ...(dateText !== null && { dateText }),
      ...(language !== null && { language }),
      ...(direction !== null && { direction }),
      blocks,
    };
    const rows = database
      .prepare(`
        SELECT paragraph, start, end, speaker, terms, context_terms AS contextTerms, data
        FROM passage LEFT JOIN vector ON passage_id = passage.id AND pack = ?
        WHERE article_id = ? ORDER BY passage.id`)
      .all(spaceOf(database, space), id) as PassageRow[];
    const passages = rows.map((passage) => indexedPassage(article, passage));
    const indexed = { article, hash, file, passages, signature: signatureOf(article) };
    return { indexed, vectors: rows.map(({ data }) => data && [...floatsOf(data)]) };
  })();
}

function indexedPassage({ id, title, blocks }: Article, row: PassageRow) {
  const { paragraph, start, end, speaker } = row;
  const block = blocks.find((one) => one.paragraph === paragraph);
  return {
    passage: {
      articleId: id,
      paragraph,
      start,
      end,
      text: block?.text.slice(start, end) ?? '',
      title: block?.role === 'headline' ? '' : title,
      speaker,
    },
    terms: termsIn(row.terms),
    contextTerms: termsIn(row.contextTerms),
  };
}

function termsIn(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(' ');
}
