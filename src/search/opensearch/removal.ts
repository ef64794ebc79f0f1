import type { Cluster } from './cluster.js';
import { articleKey, idsOf, readHeads } from './heads.js';
import { vectorIndices } from './layout.js';
import { type Write, write } from './writes.js';

/** Articles removed in one go. */
const AT_ONCE = 200;

/**
 * Removes articles, each of them whole.
 *
 * @throws the signal's reason where that aborts; what was removed until then is gone
 */
export async function removeArticles(
  cluster: Cluster,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    let keys = ids.slice(at, at + AT_ONCE).map(articleKey);
    // One that changes meanwhile is read again.
    while (keys.length > 0) {
      signal?.throwIfAborted();
      keys = await removeOnce(cluster, keys);
    }
  }
}

/** @returns those that changed since they were read */
async function removeOnce(cluster: Cluster, keys: readonly string[]): Promise<string[]> {
  const heads = await readHeads(cluster, keys);
  const known = keys.flatMap((key, at) => {
    const head = heads[at];
    return head ? [{ key, head }] : [];
  });
  const statuses = await write(
    cluster.connection,
    cluster.searches,
    known.map(({ key, head }) => ({
      index: cluster.names.articles,
      id: key,
      kind: 'delete',
      version: head,
    })),
  );
  const gone = known.filter((_, row) => statuses[row] !== 409);
  await removePassages(
    cluster,
    gone.flatMap(({ head }) => idsOf(head._source)),
  );
  return known.filter((_, row) => statuses[row] === 409).map(({ key }) => key);
}

/** Removes passages and their vectors of every space. */
export async function removePassages(cluster: Cluster, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { connection, searches, names } = cluster;
  const indices = [names.passages, ...(await vectorIndices(connection, names)).keys()];
  const writes = ids.flatMap((id) =>
    indices.map((index): Write => ({ index, id: String(id), kind: 'delete' })),
  );
  await write(connection, searches, writes);
}
