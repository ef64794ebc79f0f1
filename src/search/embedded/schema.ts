/** Raised when the tables change: an index of another version is made anew from the corpus. */
export const SCHEMA_VERSION = 1;

/**
 * The embedded engine's tables. SQLite is the truth; `identity` is drawn at
 * random, so that a graph of another index is recognised; `generation` counts the changes, so that an
 * open index follows those of another process. `name_key` may keep terms that no passage holds
 * any more: document frequencies tell. Passage ids are never given twice: they are the graph's labels.
 */
export const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO meta VALUES ('identity', abs(random() >> 12)), ('generation', 0);

  CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT;

  CREATE TABLE article (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    source TEXT,
    url TEXT,
    category TEXT
  ) STRICT;
  CREATE INDEX article_by_file ON article (file);

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

  CREATE TABLE vector (
    passage_id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    data BLOB NOT NULL
  ) STRICT;

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

  PRAGMA user_version = ${SCHEMA_VERSION};
`;
