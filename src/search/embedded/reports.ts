import type Database from 'better-sqlite3';
import type { Report } from '../engine.js';

/** What is printed everywhere («این خبر به‌روز می‌شود») would name thousands. */
const MOST_REPORTS = 50;

/** Opens what finds, for an article, the others that are paired with it in the stories' tables. */
export function openReports(database: Database.Database): (articleId: string) => readonly Report[] {
  const find = database.prepare(`
    SELECT article.id AS articleId, title, source, article.date AS date, url
    FROM story AS asked
    JOIN story_pair ON story_pair.story = asked.id
    JOIN story AS told ON told.id = story_pair.other
    JOIN article ON article.id = told.article_id
    WHERE asked.article_id = ?
    ORDER BY article.date IS NULL, article.date, article.id LIMIT ${MOST_REPORTS}`);
  return (articleId) => find.all(articleId) as Report[];
}
