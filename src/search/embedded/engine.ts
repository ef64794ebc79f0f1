import Database from 'better-sqlite3';
import type { Engine, KnownArticle, KnownFile } from '../engine.js';
import { deleteArticle, insertArticle, readPassages } from './articles.js';
import { openDatabase, storageError } from './database.js';
import { openKeywords } from './keyword.js';
import { openVectors } from './vectors.js';

/**
 * Opens the embedded engine: SQLite with FTS5 for articles, vectors and keywords, and an HNSW graph
 * as a cache over the stored vectors.
 *
 * @param folder - the data folder; made where it is missing
 * @param dimensions - the length of the encoder's vectors
 * @throws MostanadError `storage` where the data folder cannot be used
 */
export function openEmbeddedEngine(folder: string, dimensions: number): Engine {
  const database = openDatabase(folder);
  const keywords = openKeywords(database);
  const vectors = openVectors(database, folder, dimensions);
  const engine: Engine = {
    async knownFiles() {
      return database.prepare('SELECT path, stamp FROM file').all() as KnownFile[];
    },
    async knownArticles() {
      return database.prepare('SELECT id, hash, file FROM article').all() as KnownArticle[];
    },
    async putArticle(indexed) {
      write(database, () => {
        deleteArticle(database, indexed.article.id);
        insertArticle(database, indexed);
        countGeneration(database);
      });
    },
    async assignArticles(places) {
      write(database, () => {
        const assign = database.prepare('UPDATE article SET file = ? WHERE id = ?');
        for (const { id, file } of places) assign.run(file, id);
      });
    },
    async removeArticles(ids) {
      write(database, () => {
        for (const id of ids) deleteArticle(database, id);
        countGeneration(database);
      });
    },
    async putFile({ path, stamp }) {
      write(database, () => {
        database.prepare('INSERT OR REPLACE INTO file VALUES (?, ?)').run(path, stamp);
      });
    },
    async removeFiles(paths) {
      write(database, () => {
        const remove = database.prepare('DELETE FROM file WHERE path = ?');
        for (const path of paths) remove.run(path);
      });
    },
    async passageCount() {
      return database.prepare('SELECT count(*) FROM passage').pluck().get() as number;
    },
    async documentFrequencies(terms) {
      return terms.map(keywords.documentFrequency);
    },
    async termsByName(keys) {
      const find = database.prepare('SELECT term FROM name_key WHERE key = ?').pluck();
      return keys.map((key) => find.all(key) as string[]);
    },
    async keyword(terms, limit) {
      return keywords.find(terms, limit);
    },
    nearest: (vector, limit) => vectors.nearest(vector, limit),
    async cosines(vector, ids) {
      return vectors.cosines(vector, ids);
    },
    async passages(ids) {
      return readPassages(database, ids);
    },
    async paragraph(articleId, paragraph) {
      const find = database.prepare(
        'SELECT text FROM block WHERE article_id = ? AND paragraph = ?',
      );
      return (find.pluck().get(articleId, paragraph) as string | undefined) ?? null;
    },
    async close() {
      try {
        await vectors.save();
      } finally {
        database.close();
      }
    },
  };
  return guarded(engine, database.name);
}

/** Has every call say which index failed, where SQLite does. */
function guarded(engine: Engine, path: string): Engine {
  const wrap = (call: (...args: unknown[]) => Promise<unknown>) =>
    async function guardedCall(...args: unknown[]): Promise<unknown> {
      try {
        return await call(...args);
      } catch (error) {
        throw error instanceof Database.SqliteError ? storageError(path, error) : error;
      }
    };
  const calls = Object.entries(engine).map(([name, call]) => [name, wrap(call)]);
  return Object.fromEntries(calls) as Engine;
}

/** Runs a change as one transaction that waits for other writers. */
function write(database: Database.Database, change: () => void): void {
  database.transaction(change).immediate();
}

function countGeneration(database: Database.Database): void {
  database.prepare("UPDATE meta SET value = value + 1 WHERE key = 'generation'").run();
}
