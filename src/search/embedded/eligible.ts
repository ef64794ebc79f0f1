import type Database from 'better-sqlite3';
import { dot } from '../../models/dot.js';
import type { Hit, VectorSpace } from '../engine.js';
import type { Filter } from '../filter.js';
import { conditionOf } from './facets.js';
import { floatsOf, spaceOf } from './vectors.js';

/**
 * Up to so many passages within a filter are compared one by one. For a graph to look at as many eligible
 * ones as it does without a filter it has to look up about 1,100 / share of all, each at the cost of a
 * comparison (bench/README.md): both take as long where sqrt(1,100 * all) are eligible, which of 100,000
 * are about these. Of fewer the graph is slower and slower, until it looks up all; and only as long as the
 * links between nodes lead everywhere does it find as well as one by one.
 */
const FEW = 10_000;

/** SQLite is told the order: it might go through all passages, or vectors, and look for their articles. */
const FROM_ARTICLES = 'article CROSS JOIN passage ON passage.article_id = article.id';

/** The passages within a condition on their articles. */
const within = (condition: string) => `SELECT passage.id FROM ${FROM_ARTICLES} WHERE ${condition}`;

/** Whether the passage with an id is among them. */
const isWithin = (id: string, condition: string) =>
  `SELECT 1 FROM passage CROSS JOIN article ON article.id = passage.article_id
   WHERE passage.id = ${id} AND ${condition}`;

/** A condition on rows of a table with a column of passage ids, and the values of its placeholders. */
interface PassageCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Whether so few passages are within a filter that they are looked at one by one. */
export function isNarrow(database: Database.Database, filter: Filter): boolean {
  const { sql, values } = conditionOf(filter);
  const count = database.prepare(`SELECT count(*) FROM (${within(sql)} LIMIT ${FEW + 1})`);
  return (count.pluck().get(...values) as number) <= FEW;
}

/**
 * What a passage's id has to be for its article to be within a filter.
 *
 * @param column - where the id stands
 * @param isFew - see {@link isNarrow}: they are put together once; many are looked up as they come
 */
export function passageCondition(filter: Filter, column: string, isFew: boolean): PassageCondition {
  const { sql, values } = conditionOf(filter);
  // With the plus FTS5 is not asked anew for every id.
  if (isFew) return { sql: `+${column} IN (${within(sql)})`, values };
  return { sql: `EXISTS (${isWithin(column, sql)})`, values };
}

/** Whether a passage is within a filter, for asking of many. */
export function eligibility(database: Database.Database, filter: Filter): (id: number) => boolean {
  const { sql, values } = conditionOf(filter);
  const find = database.prepare(isWithin('?', sql)).pluck();
  return (id) => find.get(id, ...values) !== undefined;
}

/** The passages within a filter that are nearest to a unit vector: each of them is compared. */
export function nearestOfFew(
  database: Database.Database,
  space: VectorSpace,
  filter: Filter,
  vector: readonly number[],
  limit: number,
): readonly Hit[] {
  const { sql, values } = conditionOf(filter);
  const rows = database
    .prepare(`
      SELECT vector.passage_id AS id, vector.data AS data
      FROM ${FROM_ARTICLES} CROSS JOIN vector ON vector.passage_id = passage.id
      WHERE vector.pack = ? AND ${sql}`)
    .iterate(spaceOf(database, space), ...values) as Iterable<{ id: number; data: Buffer }>;
  return Array.from(rows, ({ id, data }): Hit => ({ id, score: dot(vector, floatsOf(data)) }))
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, limit);
}
