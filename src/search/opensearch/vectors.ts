import type { EncodablePassage, Hit, PassageVector } from '../engine.js';
import type { Filter } from '../filter.js';
import type { Cluster } from './cluster.js';
import { readFrom } from './documents.js';
import { clausesOf } from './filtering.js';
import { isAlive, readHeads } from './heads.js';
import { ensureVectors, servingSpace, shortened, vectorIndices } from './layout.js';
import { encodedText, type StoredPassageDocument } from './passages.js';
import { removePassages } from './removal.js';
import { isLost } from './sweep.js';
import { type Write, write } from './writes.js';

/** How many passages the graph looks at in each segment: as the embedded engine's. */
const BREADTH = 600;
/** Passages looked through in one go for those that wait. */
const LOOKED_AT = 500;

const indexOf = ({ names, space }: Cluster) => names.vectors(shortened(space.fingerprint));

/**
 * The passages, within a filter, that are nearest to a unit vector, best first, scored by cosine. Lucene
 * goes through its graph past what is not within the filter, and compares each that is where that takes
 * fewer comparisons: a narrow filter costs no recall.
 */
export async function nearest(
  { searches, ...cluster }: Cluster,
  vector: readonly number[],
  limit: number,
  filter: Filter | null,
): Promise<readonly Hit[]> {
  const method_parameters = { ef_search: Math.max(BREADTH, limit) };
  const { hits } = await searches.run(indexOf({ searches, ...cluster }), {
    size: limit,
    _source: false,
    query: {
      knn: {
        vector: {
          vector,
          k: limit,
          method_parameters,
          ...(filter !== null && { filter: { bool: { filter: clausesOf(filter) } } }),
        },
      },
    },
  });
  return hits.hits
    .map(({ _id, _score }) => ({ id: Number(_id), score: cosineOf(_score) }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
}

/** No score may be negative, so the cluster gives half of 1 more than the cosine. */
function cosineOf(score: number | null): number {
  return 2 * (score ?? 0) - 1;
}

/** The exact cosine of a unit vector and each of the passages that have one. */
export async function cosines(
  cluster: Cluster,
  vector: readonly number[],
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map();
  const params = { field: 'vector', query_value: vector, space_type: 'cosinesimil' };
  const script = { lang: 'knn', source: 'knn_score', params };
  const { hits } = await cluster.searches.run(indexOf(cluster), {
    size: ids.length,
    _source: false,
    query: { script_score: { query: { ids: { values: ids.map(String) } }, script } },
  });
  return new Map(hits.hits.map(({ _id, _score }) => [Number(_id), cosineOf(_score)]));
}

/** The passages that have no vector yet, by id. On its way it removes those of no article. */
export async function withoutVector(
  cluster: Cluster,
  after: number,
  limit: number,
): Promise<readonly EncodablePassage[]> {
  const { connection, searches, names } = cluster;
  const uuid = await ensureSpace(cluster);
  const found: EncodablePassage[] = [];
  for (let from = after; found.length < limit; ) {
    const { hits } = await searches.run<StoredPassageDocument>(names.passages, {
      size: Math.min(LOOKED_AT, limit),
      _source: ['id', 'article', 'written', 'citation'],
      query: {
        bool: {
          filter: { range: { id: { gt: from } } },
          must_not: { term: { encoded: uuid } },
        },
      },
      sort: [{ id: 'asc' }],
    });
    const passages = hits.hits.map(({ _source }) => _source);
    const last = passages.at(-1);
    if (last === undefined) break;
    const keys = [...new Set(passages.map(({ article }) => article))];
    const heads = await readHeads({ ...cluster, connection }, keys);
    const alive = new Map(keys.map((key, at) => [key, heads[at]?._source ?? null]));
    const headOf = ({ article }: StoredPassageDocument) => alive.get(article) ?? null;
    found.push(
      ...passages
        .filter((passage) => isAlive(headOf(passage), passage.id))
        .map((passage) => ({ id: passage.id, text: encodedText(passage) })),
    );
    const now = await cluster.now();
    const lost = passages.filter((passage) => isLost(passage, headOf(passage), now));
    await removePassages(
      cluster,
      lost.map(({ id }) => id),
    );
    from = last.id;
  }
  return found.slice(0, limit);
}

/** How many passages have no vector yet. */
export async function withoutVectorCount(cluster: Cluster): Promise<number> {
  const uuid = await ensureSpace(cluster);
  const { hits } = await cluster.searches.run(cluster.names.passages, {
    size: 0,
    track_total_hits: true,
    query: { bool: { must_not: { term: { encoded: uuid } } } },
  });
  return hits.total?.value ?? 0;
}

/**
 * Stores vectors, and then writes down that their passages have one: killed between, they are made
 * again.
 */
export async function putVectors(
  cluster: Cluster,
  vectors: readonly PassageVector[],
): Promise<void> {
  const { connection, searches, names } = cluster;
  const uuid = await ensureSpace(cluster);
  const index = indexOf(cluster);
  // Where another process stores at the same moment, what has changed is looked at again.
  for (let waiting = vectors; waiting.length > 0; ) {
    const read = await readFrom<Pick<StoredPassageDocument, 'encoded' | 'facets'>>(
      connection,
      names.passages,
      waiting.map(({ id }) => id),
      ['encoded', 'facets'],
    );
    const missing = waiting.flatMap(({ id, vector }, at) => {
      const passage = read[at];
      return passage && !passage._source.encoded.includes(uuid) ? [{ id, vector, passage }] : [];
    });
    const stored = missing.map(({ id, vector, passage }): Write => {
      const document = { vector, facets: passage._source.facets };
      return { index, id: String(id), kind: 'index', document };
    });
    await write(connection, searches, stored);
    const noted = missing.map(({ id, passage }): Write => {
      const document = { encoded: [...passage._source.encoded, uuid] };
      return { index: names.passages, id: String(id), kind: 'update', document, version: passage };
    });
    const statuses = await write(connection, searches, noted);
    const gone = missing.filter((_, row) => statuses[row] === 404);
    await write(
      connection,
      searches,
      gone.map(({ id }): Write => ({ index, id: String(id), kind: 'delete' })),
    );
    waiting = missing.filter((_, row) => statuses[row] === 409);
  }
}

/** Has questions answered with this space's vectors from now on, in every process, and no other's. */
export async function serve(cluster: Cluster): Promise<void> {
  const { connection, names } = cluster;
  await ensureSpace(cluster);
  const others = { index: names.vectors('*'), alias: names.serving, must_exist: false };
  const actions = [{ remove: others }, { add: { index: indexOf(cluster), alias: names.serving } }];
  await connection.send({ method: 'POST', path: '/_aliases', body: { actions } });
}

export async function isServing({ connection, names, space }: Cluster): Promise<boolean> {
  return (await servingSpace(connection, names)) === shortened(space.fingerprint);
}

/** Removes the vectors of every other space. Their templates stay: a process of that space may be writing. */
export async function forgetOthers(cluster: Cluster): Promise<void> {
  const { connection, names } = cluster;
  const own = indexOf(cluster);
  for (const index of (await vectorIndices(connection, names)).keys()) {
    if (index === own) continue;
    await connection.send({ method: 'DELETE', path: `/${index}`, accept: [404] });
  }
}

/** Makes the index of the vectors where another process has removed it. @returns its UUID */
async function ensureSpace({ connection, names, space, shards }: Cluster): Promise<string> {
  const known = (await vectorIndices(connection, names)).get(
    names.vectors(shortened(space.fingerprint)),
  );
  return known ?? ensureVectors(connection, names, space, shards);
}
