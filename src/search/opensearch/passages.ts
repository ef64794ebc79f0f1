import { withContext } from '../../corpus/passages.js';
import type { StoredPassage } from '../engine.js';
import type { Facets } from '../facets.js';
import type { Cluster } from './cluster.js';
import { readFrom } from './documents.js';
import { articleKey, idsOf, isAlive, readHeads } from './heads.js';

/** A passage as it is stored. */
export interface StoredPassageDocument {
  readonly id: number;
  readonly article: string;
  readonly written: number;
  readonly own: string;
  readonly context: string;
  readonly length: number;
  readonly encoded: readonly string[];
  readonly facets: Facets;
  readonly citation: Omit<StoredPassage, 'id'> & { readonly isHeadline: boolean };
}

/** A passage as it is encoded, with what stands around it. */
export function encodedText({ citation }: Pick<StoredPassageDocument, 'citation'>): string {
  const { isHeadline, title, speaker, text } = citation;
  return withContext({ title: isHeadline ? '' : title, speaker, text });
}

/**
 * The passages with these ids, in the ids' order, of articles as they are now: what was replaced, and
 * what is not whole yet, is left out.
 */
export async function readPassages(
  cluster: Cluster,
  ids: readonly number[],
): Promise<readonly StoredPassage[]> {
  const { connection, names } = cluster;
  const fields = ['article', 'citation'];
  const read = await readFrom<Pick<StoredPassageDocument, 'article' | 'citation'>>(
    connection,
    names.passages,
    ids,
    fields,
  );
  const keys = [...new Set(read.flatMap((one) => (one ? [one._source.article] : [])))];
  const heads = await readHeads(cluster, keys);
  const alive = new Map(keys.map((key, at) => [key, heads[at]?._source]));
  return ids.flatMap((id, at) => {
    const passage = read[at]?._source;
    if (passage === undefined || !isAlive(alive.get(passage.article), id)) return [];
    const { isHeadline: _only, ...citation } = passage.citation;
    return [{ id, ...citation }];
  });
}

/** The passages of an article, in its order: they have their ids in it. */
export async function readPassagesOf(
  cluster: Cluster,
  articleId: string,
): Promise<readonly StoredPassage[]> {
  const [head] = await readHeads(cluster, [articleKey(articleId)]);
  return head ? readPassages(cluster, idsOf(head._source)) : [];
}

/** A paragraph's whole text; null where there is none. */
export async function readParagraph(
  { connection, names }: Cluster,
  articleId: string,
  paragraph: number,
): Promise<string | null> {
  const [read] = await readFrom<{
    readonly article: {
      readonly blocks: readonly { readonly paragraph: number; readonly text: string }[];
    };
  }>(connection, names.articles, [articleKey(articleId)], ['article.blocks']);
  return read?._source.article.blocks.find((one) => one.paragraph === paragraph)?.text ?? null;
}
