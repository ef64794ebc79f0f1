import { setImmediate as nextTurn } from 'node:timers/promises';
import { bandKeys } from '../duplicates/bands.js';
import { datesAgree } from '../duplicates/dates.js';
import { isSameStory } from '../duplicates/same-story.js';
import { signatureFromBytes } from '../duplicates/signature.js';
import type { Report } from '../engine.js';
import type { Cluster } from './cluster.js';
import { readFrom } from './documents.js';
import { articleKey } from './heads.js';

/** As in the embedded engine: those that share most keys are compared, and one is named with fifty others. */
const [MOST_CANDIDATES, MOST_REPORTS] = [64, 50];
const FIELDS = ['id', 'first', 'signature', ...facts('title', 'source', 'date', 'url')];

interface StoryDocument {
  readonly id: string;
  /** Its first passage's id: those that were stored later have larger ones. */
  readonly first: number;
  readonly signature: { readonly bytes: string };
  readonly article: Omit<Report, 'articleId'>;
}

/**
 * For each article, the others that tell its story. They are compared when they are asked for, not when
 * they are stored: so processes that store at once need not know of each other.
 */
export async function reportsOf(
  cluster: Cluster,
  articleIds: readonly string[],
): Promise<readonly (readonly Report[])[]> {
  const { connection, searches, names } = cluster;
  const keys = articleIds.map(articleKey);
  const read = await readFrom<StoryDocument>(connection, names.articles, keys, FIELDS);
  const candidates = await Promise.all(
    read.map(async (one) => {
      if (one === null) return [];
      const keys = bandKeys(signatureOf(one._source));
      if (keys.length === 0) return [];
      const { hits } = await searches.run<StoryDocument>(names.articles, {
        size: MOST_CANDIDATES + 1,
        _source: FIELDS,
        query: {
          bool: {
            should: keys.map((key) => ({
              constant_score: { filter: { term: { story: `${key}` } } },
            })),
          },
        },
        sort: ['_score', { id: 'asc' }],
      });
      return hits.hits.map(({ _source }) => _source);
    }),
  );
  const found: (readonly Report[])[] = [];
  for (const [at, one] of read.entries()) {
    found.push(one === null ? [] : sameStory(one._source, candidates[at] ?? []));
    await nextTurn();
  }
  return found;
}

function sameStory(one: StoryDocument, candidates: readonly StoryDocument[]): readonly Report[] {
  const signature = signatureOf(one);
  return candidates
    .filter(({ id }) => id !== one.id)
    .slice(0, MOST_CANDIDATES)
    .filter(({ article }) => datesAgree(one.article.date, article.date))
    .filter((other) => isSameStory(signature, signatureOf(other)))
    .sort((a, b) => a.first - b.first)
    .slice(0, MOST_REPORTS)
    .map(({ id, article: { title, source, date, url } }) => {
      return { articleId: id, title, source, date, url };
    })
    .sort(byDate);
}

function byDate(a: Report, b: Report): number {
  const [one, other] = [a, b].map(({ date, articleId }) => `${date ?? '~'}\n${articleId}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function signatureOf({ signature }: StoryDocument) {
  return signatureFromBytes(Buffer.from(signature.bytes, 'base64'));
}

function facts(...names: readonly string[]): readonly string[] {
  return names.map((name) => `article.${name}`);
}
