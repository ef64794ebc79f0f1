import type { Cluster } from './cluster.js';
import { idOf, type Read, readFrom } from './documents.js';

/** The passages of an article that are alive: their ids follow each other. */
export interface Alive {
  readonly first: number;
  readonly count: number;
}

/** An article's document. */
export interface ArticleHead extends Alive {
  readonly hash: string;
  readonly file: string;
}

/** The ids of an article's passages. */
export function idsOf({ first, count }: Alive): readonly number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

/** Whether a passage is one of its article's. */
export function isAlive(alive: Alive | null | undefined, id: number): boolean {
  return alive != null && id >= alive.first && id < alive.first + alive.count;
}

const HEAD = ['first', 'count', 'hash', 'file'] as const;

/** The document id of an article. */
export function articleKey(articleId: string): string {
  return idOf(articleId);
}

/** The articles' documents as they are now; null for each that is not there. */
export function readHeads(
  { connection, names }: Cluster,
  keys: readonly string[],
): Promise<readonly (Read<ArticleHead> | null)[]> {
  return readFrom<ArticleHead>(connection, names.articles, keys, HEAD);
}
