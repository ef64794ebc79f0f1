import type Database from 'better-sqlite3';
import { FACETS, fillFacets } from './facets.js';
import { STORIES_SCHEMA } from './stories.js';

/** Raised when the tables change, together with a migration from the version before. */
export const SCHEMA_VERSION = 3;

/**
 * Vectors are kept apart by the model pack that made them, in the order in which they came (`seq`); what goes is
 * written down. So a graph knows by two numbers what it has seen, and a new pack's vectors gather
 * beside the old ones, which serve until then (`serving`).
 */
const VECTORS = `
  CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    serving INTEGER NOT NULL DEFAULT 0,
    forgotten INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE vector (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    passage_id INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    pack INTEGER NOT NULL REFERENCES pack (id),
    data BLOB NOT NULL,
    UNIQUE (passage_id, pack)
  ) STRICT;

  CREATE TABLE vector_gone (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    passage_id INTEGER NOT NULL,
    pack INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER vector_goes AFTER DELETE ON vector BEGIN
    INSERT INTO vector_gone (passage_id, pack) VALUES (old.passage_id, old.pack);
  END;
`;

/** What ranking needs of the whole collection, kept in step: counting it anew reads every passage. */
const TOTALS = `
  INSERT INTO meta
    SELECT 'passages', count(*) FROM passage UNION ALL
    SELECT 'terms', coalesce(sum(term_count), 0) FROM passage;
  CREATE TRIGGER passage_comes AFTER INSERT ON passage BEGIN
    UPDATE meta SET value = value + 1 WHERE key = 'passages';
    UPDATE meta SET value = value + new.term_count WHERE key = 'terms';
  END;
  CREATE TRIGGER passage_goes AFTER DELETE ON passage BEGIN
    UPDATE meta SET value = value - 1 WHERE key = 'passages';
    UPDATE meta SET value = value - old.term_count WHERE key = 'terms';
  END;
`;

/** A number that JSON holds exactly. */
const ANY = 'abs(random() >> 12)';

/** Has graphs of an index not be taken for its copy's, which goes its own way. */
export const NEW_IDENTITY = `UPDATE meta SET value = ${ANY} WHERE key = 'identity'`;

/**
 * The embedded engine's tables. SQLite is the truth; `identity` is drawn at
 * random, so that a graph of another index is recognised; `generation` counts the changes, so that an
 * open index follows those of another process. `name_key` may keep terms that no passage holds
 * any more: document frequencies tell. Passage ids are never given twice: they are the graph's labels.
 */
export const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO meta VALUES ('identity', ${ANY}), ('generation', 0);

  CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT;

  CREATE TABLE article (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    source TEXT,
    url TEXT,
    category TEXT,
    date_text TEXT,
    language TEXT,
    direction TEXT
  ) STRICT;
  CREATE INDEX article_by_file ON article (file);
  ${FACETS}

  CREATE TABLE block (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id, paragraph)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    speaker TEXT,
    terms TEXT NOT NULL,
    context_terms TEXT NOT NULL,
    term_count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX passage_by_article ON passage (article_id);

  CREATE TABLE name_key (
    key TEXT NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (key, term)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE keyword USING fts5 (
    terms, context_terms,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
  );
  CREATE VIRTUAL TABLE keyword_by_row USING fts5vocab (keyword, row);
  CREATE VIRTUAL TABLE keyword_by_column USING fts5vocab (keyword, col);
  ${VECTORS}
  ${TOTALS}
  ${STORIES_SCHEMA}
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * What brings an index of each version to the next. From 1: its vectors were all of one pack, which
 * the files' stamps name by the beginning of its fingerprint; where no file was read whole, they are
 * made again.
 */
export const MIGRATIONS: Readonly<Record<number, (database: Database.Database) => void>> = {
  1: (database) =>
    void database.exec(`
    ALTER TABLE article ADD COLUMN date_text TEXT;
    ALTER TABLE article ADD COLUMN language TEXT;
    ALTER TABLE article ADD COLUMN direction TEXT;
    ALTER TABLE vector RENAME TO vector_1;
    ${VECTORS}
    INSERT INTO pack (fingerprint, serving) SELECT substr(stamp, -16), 1 FROM file LIMIT 1;
    INSERT INTO vector (passage_id, pack, data)
      SELECT passage_id, pack.id, data FROM vector_1, pack ORDER BY passage_id;
    DROP TABLE vector_1;
    ${TOTALS}
    ${STORIES_SCHEMA}
    PRAGMA user_version = 2;
  `),
  2(database) {
    database.exec(FACETS);
    fillFacets(database);
    database.pragma('user_version = 3');
  },
};
