import type Database from 'better-sqlite3';
import type { Report } from '../engine.js';

/** What is printed everywhere («این خبر به‌روز می‌شود») would name thousands. */
const MOST_REPORTS = 50;

/** Opens what finds, for an article, the others that are paired with it in the stories' tables. */
export function openReports(database: Database.Database): (articleId: string) => readonly Report[] {
  const find = database.prepare(`
    SELECT article.id AS articleId, title, source, article.date AS date, url
    FROM (
      SELECT other FROM story_pair WHERE story = (SELECT id FROM story WHERE article_id = ?)
      ORDER BY other LIMIT ${MOST_REPORTS}
    )
    JOIN story ON story.id = other
    JOIN article ON article.id = story.article_id
    ORDER BY article.date IS NULL, article.date, article.id`);
  return (articleId) => find.all(articleId) as Report[];
}
