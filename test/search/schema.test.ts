import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { temporaryFolder } from '../support/folders.js';

const SPACE = { fingerprint: '0123456789abcdef and more', dimensions: 4 };

const from = (source: string) => {
  return { sources: [source], from: null, to: null, categories: [], languages: [] };
};

/** The tables of version 1 as its program wrote them, with one article of one passage. */
function indexOfVersion1(): string {
  const folder = temporaryFolder();
  const database = new Database(join(folder, 'index.sqlite'));
  database.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    INSERT INTO meta VALUES ('identity', 7), ('generation', 3);
    CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT;
    CREATE TABLE article (id TEXT PRIMARY KEY, hash TEXT NOT NULL, file TEXT NOT NULL,
      title TEXT NOT NULL, date TEXT, source TEXT, url TEXT, category TEXT) STRICT;
    CREATE INDEX article_by_file ON article (file);
    CREATE TABLE block (article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      paragraph INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (article_id, paragraph)) STRICT, WITHOUT ROWID;
    CREATE TABLE passage (id INTEGER PRIMARY KEY AUTOINCREMENT,
      article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      paragraph INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, speaker TEXT,
      terms TEXT NOT NULL, context_terms TEXT NOT NULL, term_count INTEGER NOT NULL) STRICT;
    CREATE INDEX passage_by_article ON passage (article_id);
    CREATE TABLE vector (passage_id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
      data BLOB NOT NULL) STRICT;
    CREATE TABLE name_key (key TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (key, term)) STRICT,
      WITHOUT ROWID;
    CREATE VIRTUAL TABLE keyword USING fts5 (terms, context_terms,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
    CREATE VIRTUAL TABLE keyword_by_row USING fts5vocab (keyword, row);
    CREATE VIRTUAL TABLE keyword_by_column USING fts5vocab (keyword, col);
    INSERT INTO file VALUES ('/corpus/a.txt', '10:20:1:0123456789abcdef');
    INSERT INTO article VALUES ('a', 'h', '/corpus/a.txt', 'تیتر', NULL, 'سانا', NULL, NULL);
    INSERT INTO block VALUES ('a', 0, 'headline', 'تیتر'), ('a', 1, 'body', 'حجم تجارت');
    INSERT INTO passage VALUES (5, 'a', 1, 0, 9, NULL, 'حجم تجارت', 'تیتر', 2);
    INSERT INTO keyword (rowid, terms, context_terms) VALUES (5, 'حجم تجارت', 'تیتر');
    PRAGMA user_version = 1;
  `);
  const vector = Buffer.from(Float32Array.from([1, 0, 0, 0]).buffer);
  database.prepare('INSERT INTO vector VALUES (5, ?)').run(vector);
  database.close();
  return folder;
}

test('an index of version 1 is brought up to date with its articles and vectors', async () => {
  const folder = indexOfVersion1();
  for (const _again of [1, 2]) {
    const engine = openEmbeddedEngine(folder, SPACE);
    expect(await engine.passageCount()).toBe(1);
    expect(await engine.isServing()).toBe(true);
    expect(await engine.withoutVectorCount()).toBe(0);
    expect(await engine.nearest([1, 0, 0, 0], 3)).toEqual([{ id: 5, score: 1 }]);
    expect(await engine.keyword([[['تجارت']]], 3)).toMatchObject([{ id: 5 }]);
    // Filters look at what was worked out anew of articles that were there.
    expect(await engine.keyword([[['تجارت']]], 3, from('سانا'))).toMatchObject([{ id: 5 }]);
    expect(await engine.nearest([1, 0, 0, 0], 3, from('سانا'))).toEqual([{ id: 5, score: 1 }]);
    expect(await engine.nearest([1, 0, 0, 0], 3, from('ایسنا'))).toEqual([]);
    await engine.close();
  }
});

test('an index of a later version is refused by its number and left as it is', () => {
  const folder = indexOfVersion1();
  const path = join(folder, 'index.sqlite');
  const database = new Database(path);
  database.pragma('user_version = 99');
  database.close();
  expect(() => openEmbeddedEngine(folder, SPACE)).toThrow(/version 99, this program knows 3/);
  const after = new Database(path, { readonly: true });
  expect(after.prepare('SELECT id FROM article').pluck().all()).toEqual(['a']);
  after.close();
});

test('the totals that ranking needs stay in step with the passages', async () => {
  const folder = indexOfVersion1();
  const engine = openEmbeddedEngine(folder, SPACE);
  await engine.removeArticles(['a']);
  await engine.close();
  const database = new Database(join(folder, 'index.sqlite'), { readonly: true });
  const totals = database.prepare("SELECT key, value FROM meta WHERE key IN ('passages', 'terms')");
  expect(totals.all()).toEqual([
    { key: 'passages', value: 0 },
    { key: 'terms', value: 0 },
  ]);
  expect(database.prepare('SELECT passage_id, pack FROM vector_gone').all()).toEqual([
    { passage_id: 5, pack: 1 },
  ]);
  database.close();
});
