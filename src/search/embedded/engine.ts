import Database from 'better-sqlite3';
import { MostanadError } from '../../errors.js';
import type { Engine, KnownArticle, KnownFile, VectorSpace } from '../engine.js';
import { deleteArticle, readPassages, replaceArticle } from './articles.js';
import type { Calls, CallThread } from './call-thread.js';
import { indexError, onIndex, openDatabase } from './database.js';
import { openGraph } from './graph.js';
import { openKeywordThread } from './keyword-thread.js';
import { readArticle } from './read-article.js';
import { reclaim } from './reclaim.js';
import { openReports } from './reports.js';
import { openVectors, servingSpace, shortened } from './vectors.js';

/**
 * Opens the embedded engine: SQLite with FTS5 for articles, vectors and keywords, and an HNSW graph
 * as a cache over the stored vectors. Keywords and graph are searched in a thread each, which start
 * with the first need of them: there a search may take what would hold up the event loop.
 *
 * @param folder - the data folder; made where it is missing
 * @param space - what makes the vectors that are stored and asked for
 * @throws MostanadError `storage` where the data folder cannot be used
 */
export function openEmbeddedEngine(folder: string, space: VectorSpace): Engine {
  const database = openDatabase(folder);
  const { vectors, reportsOf } = openParts(database, space);
  const graph = startedWhenNeeded(() => openGraph(folder, space));
  const keywords = startedWhenNeeded(() => openKeywordThread(folder));
  const engine: Engine = {
    // One corpus has the data folder's index, and its lock goes round about a sync.
    takeTurn: async () => ({ lost: new AbortController().signal, end: async () => {} }),
    ownership: async () => () => true,
    claim: async () => {},
    async knownFiles() {
      return database.prepare('SELECT path, stamp FROM file').all() as KnownFile[];
    },
    async knownArticles() {
      return database.prepare('SELECT id, hash, file FROM article').all() as KnownArticle[];
    },
    async putArticle(indexed) {
      write(database, () => {
        replaceArticle(database, indexed);
        countGeneration(database);
      });
    },
    async withoutVector(after, limit) {
      return vectors.without(after, limit);
    },
    async withoutVectorCount() {
      return vectors.withoutCount();
    },
    async putVectors(found) {
      write(database, () => vectors.put(found));
    },
    async serve() {
      write(database, vectors.serve);
    },
    async isServing() {
      return servingSpace(database) === shortened(space.fingerprint);
    },
    async forgetOtherSpaces() {
      if (await vectors.forgetOthers()) await reclaim(database);
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
      await reclaim(database);
    },
    async putFiles(files) {
      write(database, () => {
        const put = database.prepare('INSERT OR REPLACE INTO file VALUES (?, ?)');
        for (const { path, stamp } of files) put.run(path, stamp);
      });
    },
    async removeFiles(paths) {
      write(database, () => {
        const remove = database.prepare('DELETE FROM file WHERE path = ?');
        for (const path of paths) remove.run(path);
      });
    },
    async articleCount() {
      return database.prepare('SELECT count(*) FROM article').pluck().get() as number;
    },
    async passageCount() {
      const count = database.prepare("SELECT value FROM meta WHERE key = 'passages'");
      return count.pluck().get() as number;
    },
    documentFrequencies: (terms) => keywords.get().call('documentFrequencies', terms),
    async termsByName(keys) {
      const find = database.prepare('SELECT term FROM name_key WHERE key = ?').pluck();
      return keys.map((key) => find.all(key) as string[]);
    },
    keyword: (terms, limit, filter = null) => keywords.get().call('find', terms, limit, filter),
    nearest: (vector, limit, filter = null) => graph.get().call('nearest', vector, limit, filter),
    async cosines(vector, ids) {
      return vectors.cosines(vector, ids);
    },
    async passages(ids) {
      return readPassages(database, ids);
    },
    async passagesOf(articleId) {
      const find = database.prepare(
        'SELECT id FROM passage WHERE article_id = ? ORDER BY paragraph, start',
      );
      return readPassages(database, find.pluck().all(articleId) as number[]);
    },
    async article(id) {
      return readArticle(database, space, id);
    },
    async paragraph(articleId, paragraph) {
      const find = database.prepare(
        'SELECT text FROM block WHERE article_id = ? AND paragraph = ?',
      );
      return (find.pluck().get(articleId, paragraph) as string | undefined) ?? null;
    },
    async tidy() {
      database.prepare("INSERT INTO keyword (keyword) VALUES ('optimize')").run();
    },
    async ready() {
      await Promise.all([
        graph.get().call('ready'),
        keywords.get().call('documentFrequencies', []),
      ]);
    },
    async reportsOf(articleIds) {
      return articleIds.map(reportsOf);
    },
    async close() {
      // The database is closed when neither thread writes any more.
      const ends = await Promise.allSettled([graph.close(), keywords.close()]);
      database.close();
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
  return guarded(engine, database.name);
}

/** A thread that may never be needed. One that failed is started anew with the next call, a closed one never. */
function startedWhenNeeded<Thread extends Pick<CallThread<Calls>, 'close' | 'hasFailed'>>(
  start: () => Thread,
) {
  let started: Thread | null = null;
  let isClosed = false;
  return {
    get(): Thread {
      if (isClosed) throw new MostanadError('storage', 'index: it was closed');
      if (started === null || started.hasFailed()) started = start();
      return started;
    },
    async close(): Promise<void> {
      isClosed = true;
      await started?.close();
    },
  };
}

function openParts(database: Database.Database, space: VectorSpace) {
  try {
    return onIndex(database, () => ({
      vectors: openVectors(database, space),
      reportsOf: openReports(database),
    }));
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The beginning of the fingerprint whose vectors an index answers from; null where it has none.
 *
 * @throws MostanadError `storage` where the data folder cannot be used
 */
export function servingSpaceIn(folder: string): string | null {
  const database = openDatabase(folder);
  try {
    return onIndex(database, () => servingSpace(database));
  } finally {
    database.close();
  }
}

/** Has every call say which index failed, where SQLite does. */
function guarded(engine: Engine, path: string): Engine {
  const wrap = (call: (...args: unknown[]) => Promise<unknown>) =>
    async function guardedCall(...args: unknown[]): Promise<unknown> {
      try {
        return await call(...args);
      } catch (error) {
        throw error instanceof Database.SqliteError ? indexError(path, error) : error;
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
