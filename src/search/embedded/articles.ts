import type Database from 'better-sqlite3';
import { withContext } from '../../corpus/passages.js';
import { nameKey } from '../../language/name-key.js';
import { addStory } from '../duplicates/stories.js';
import type { IndexedArticle, StoredPassage } from '../engine.js';
import { putFacets } from './facets.js';
import { openStories } from './stories.js';
import { type StoredVector, vectorsByText } from './vectors.js';

/**
 * Stores an article with its passages and terms in the place of an earlier one with its id, whose
 * vectors stay with the passages that read as before. Runs inside the caller's transaction.
 */
export function replaceArticle(database: Database.Database, indexed: IndexedArticle): void {
  const kept = vectorsByText(database, indexed.article.id);
  deleteArticle(database, indexed.article.id);
  insertArticle(database, indexed, kept);
}

function insertArticle(
  database: Database.Database,
  indexed: IndexedArticle,
  kept: ReadonlyMap<string, readonly StoredVector[]>,
): void {
  const { article, hash, file } = indexed;
  const { id, title, date, source, url, category, dateText, language, direction } = article;
  const page = [dateText ?? null, language ?? null, direction ?? null];
  database
    .prepare(`
      INSERT INTO article (id, hash, file, title, date, source, url, category, date_text, language,
                           direction)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(id, hash, file, title, date, source, url, category, ...page);
  putFacets(database, article);
  const insertBlock = database.prepare('INSERT INTO block VALUES (?, ?, ?, ?)');
  for (const { paragraph, role, text } of article.blocks)
    insertBlock.run(id, paragraph, role, text);
  insertPassages(database, indexed, kept);
  addStory(openStories(database), { articleId: id, date, signature: indexed.signature });
}

function insertPassages(
  database: Database.Database,
  { article, passages }: IndexedArticle,
  kept: ReadonlyMap<string, readonly StoredVector[]>,
): void {
  const insertPassage = database.prepare(
    `INSERT INTO passage
     (article_id, paragraph, start, end, speaker, terms, context_terms, term_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertTerms = database.prepare(
    'INSERT INTO keyword (rowid, terms, context_terms) VALUES (?, ?, ?)',
  );
  const insertVector = database.prepare(
    'INSERT OR IGNORE INTO vector (passage_id, pack, data) VALUES (?, ?, ?)',
  );
  const insertKey = database.prepare('INSERT OR IGNORE INTO name_key VALUES (?, ?)');
  for (const term of new Set(
    passages.flatMap(({ terms, contextTerms }) => [...terms, ...contextTerms]),
  )) {
    const key = nameKey(term);
    if (key !== null) insertKey.run(key, term);
  }
  for (const { passage, terms, contextTerms } of passages) {
    const { paragraph, start, end, speaker } = passage;
    const own = terms.join(' ');
    const around = contextTerms.join(' ');
    const place = [article.id, paragraph, start, end, speaker];
    const row = insertPassage.run(...place, own, around, terms.length);
    insertTerms.run(row.lastInsertRowid, own, around);
    for (const { pack, data } of kept.get(withContext(passage)) ?? []) {
      insertVector.run(row.lastInsertRowid, pack, data);
    }
  }
}

/** Deletes an article and all that hangs on it. Runs inside the caller's transaction. */
export function deleteArticle(database: Database.Database, id: string): void {
  // The keyword table knows no foreign keys.
  database
    .prepare('DELETE FROM keyword WHERE rowid IN (SELECT id FROM passage WHERE article_id = ?)')
    .run(id);
  openStories(database).remove(id);
  database.prepare('DELETE FROM article WHERE id = ?').run(id);
}

/** Reads passages by id, in the ids' order; unknown ids are left out. */
export function readPassages(
  database: Database.Database,
  ids: readonly number[],
): readonly StoredPassage[] {
  const find = database.prepare(`
    SELECT passage.id, article_id AS articleId, paragraph, start, end, speaker, role,
           block.text AS text, title, date, source, url
    FROM passage JOIN block USING (article_id, paragraph) JOIN article ON article.id = article_id
    WHERE passage.id = ?`);
  return ids.flatMap((id) => {
    const row = find.get(id) as (StoredPassage & { readonly role: string }) | undefined;
    if (row === undefined) return [];
    const { role, ...passage } = row;
    return [{ ...passage, text: row.text.slice(row.start, row.end) }];
  });
}
