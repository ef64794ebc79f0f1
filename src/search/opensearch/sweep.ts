import { STORING } from './articles.js';
import type { Cluster } from './cluster.js';
import { type Alive, isAlive, readHeads } from './heads.js';
import type { StoredPassageDocument } from './passages.js';
import { removePassages } from './removal.js';

const A_PAGE = 2_000;

type Looked = Pick<StoredPassageDocument, 'id' | 'article' | 'written'>;

/**
 * Whether a passage is what a process that was killed has left behind. Its id tells nothing of its age: each
 * process has numbers of its own.
 *
 * @param now - by the clock of the cluster
 */
export function isLost({ id, written }: Looked, head: Alive | null, now: number): boolean {
  return !isAlive(head, id) && now - written > STORING;
}

/** Opens what removes passages that no article names: not more often than some may have become lost. */
export function openSweep(cluster: Cluster): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - last < STORING) return;
    last = performance.now();
    await sweep(cluster);
  };
}

/** Looks through all passages, where the numbers say that there may be some. */
async function sweep(cluster: Cluster): Promise<void> {
  const { searches, names } = cluster;
  const [stored, alive] = await Promise.all([
    storedCount(cluster, names.passages),
    aliveCount(cluster),
  ]);
  if (stored === alive) return;
  for (let after = 0; ; ) {
    const { hits } = await searches.run<Looked>(names.passages, {
      size: A_PAGE,
      _source: ['id', 'article', 'written'],
      query: { range: { id: { gt: after } } },
      sort: [{ id: 'asc' }],
    });
    const passages = hits.hits.map(({ _source }) => _source);
    const last = passages.at(-1);
    if (last === undefined) return;
    const keys = [...new Set(passages.map(({ article }) => article))];
    const heads = await readHeads(cluster, keys);
    const known = new Map(keys.map((key, at) => [key, heads[at]?._source ?? null]));
    const now = await cluster.now();
    const lost = passages.filter((one) => isLost(one, known.get(one.article) ?? null, now));
    await removePassages(
      cluster,
      lost.map(({ id }) => id),
    );
    after = last.id;
  }
}

/** How many passages the articles have. */
export async function aliveCount({ searches, names }: Cluster): Promise<number> {
  const { aggregations } = await searches.run<never, { readonly sum: { readonly value: number } }>(
    names.articles,
    { size: 0, aggs: { sum: { sum: { field: 'count' } } } },
  );
  return aggregations?.sum.value ?? 0;
}

/** How many documents an index has. */
export async function storedCount({ searches }: Cluster, index: string): Promise<number> {
  const { hits } = await searches.run(index, { size: 0, track_total_hits: true });
  return hits.total?.value ?? 0;
}
