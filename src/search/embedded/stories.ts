import type Database from 'better-sqlite3';
import type { StoredStory, StoryStore } from '../duplicates/stories.js';

/** The tables of {@link openStories}; a pair stands in both directions. */
export const STORIES_SCHEMA = `
  CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    date TEXT,
    signature BLOB NOT NULL
  ) STRICT;

  CREATE TABLE story_key (
    key INTEGER NOT NULL,
    story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    PRIMARY KEY (key, story)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX story_key_story ON story_key (story);

  CREATE TABLE story_pair (
    story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    PRIMARY KEY (story, other)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX story_pair_other ON story_pair (other);
`;

/** Opens the stories in a database that has {@link STORIES_SCHEMA} and minds foreign keys. */
export function openStories(database: Database.Database): StoryStore {
  const insert = database.prepare(
    'INSERT INTO story (article_id, date, signature) VALUES (?, ?, ?)',
  );
  const insertKey = database.prepare('INSERT OR IGNORE INTO story_key VALUES (?, ?)');
  const find = database.prepare(`
    SELECT article_id AS articleId, date, signature FROM (
      SELECT story, COUNT(*) AS shared FROM story_key
      WHERE key IN (SELECT value FROM json_each(?)) GROUP BY story
    ) JOIN story ON story.id = story
    ORDER BY shared DESC, article_id LIMIT ?`);
  const pair = database.prepare(`
    INSERT OR IGNORE INTO story_pair
    SELECT a.id, b.id FROM story a, story b
    WHERE (a.article_id = @one AND b.article_id = @other)
       OR (a.article_id = @other AND b.article_id = @one)`);
  const remove = database.prepare('DELETE FROM story WHERE article_id = ?');
  return {
    put({ articleId, date, signature }, keys) {
      const { lastInsertRowid } = insert.run(articleId, date, signature);
      for (const key of keys) insertKey.run(key, lastInsertRowid);
    },
    lookup: (keys, limit) => find.all(JSON.stringify(keys), limit) as StoredStory[],
    pair: (one, other) => void pair.run({ one, other }),
    remove: (articleId) => void remove.run(articleId),
  };
}
