import type { KnownArticle, KnownFile } from '../engine.js';
import type { Cluster } from './cluster.js';
import { idOf } from './documents.js';
import type { SearchReply } from './searches.js';
import { type Write, write } from './writes.js';

/** Documents read in one go. */
const A_PAGE = 5_000;

/** The files whose articles are all stored. */
export async function knownFiles(cluster: Cluster): Promise<readonly KnownFile[]> {
  const found = await readAll<KnownFile, 'path'>(cluster, cluster.names.state, 'path', [
    'path',
    'stamp',
  ]);
  return found.map(({ path, stamp }) => ({ path, stamp }));
}

/** The articles that are stored. */
export async function knownArticles(cluster: Cluster): Promise<readonly KnownArticle[]> {
  const fields = ['id', 'hash', 'file'];
  const found = await readAll<KnownArticle, 'id'>(cluster, cluster.names.articles, 'id', fields);
  return found.map(({ id, hash, file }) => ({ id, hash, file }));
}

export async function putFiles(
  { connection, searches, names }: Cluster,
  files: readonly KnownFile[],
): Promise<void> {
  const writes = files.map(({ path, stamp }): Write => {
    return { index: names.state, id: idOf(path), kind: 'index', document: { path, stamp } };
  });
  await write(connection, searches, writes);
}

export async function removeFiles(
  { connection, searches, names }: Cluster,
  paths: readonly string[],
): Promise<void> {
  const writes = paths.map((path): Write => {
    return { index: names.state, id: idOf(path), kind: 'delete' };
  });
  await write(connection, searches, writes);
}

/** Every document that has a field, in its order: one that changes meanwhile keeps its place. */
async function readAll<Source extends Record<Field, string>, Field extends string>(
  { searches }: Cluster,
  index: string,
  field: Field,
  fields: readonly string[],
): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (let after: string | null = null; ; ) {
    const reply: SearchReply<Source> = await searches.run<Source>(index, {
      size: A_PAGE,
      _source: fields,
      query: { exists: { field } },
      sort: [{ [field]: 'asc' }],
      ...(after !== null && { search_after: [after] }),
    });
    found.push(...reply.hits.hits.map(({ _source }) => _source));
    const last = reply.hits.hits.at(-1)?._source;
    if (last === undefined || reply.hits.hits.length < A_PAGE) return found;
    after = last[field];
  }
}
