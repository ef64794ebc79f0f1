import type { Engine, VectorSpace } from '../engine.js';
import { assignArticles, putArticle } from './articles.js';
import { openClock } from './clock.js';
import type { Cluster } from './cluster.js';
import { connect } from './connection.js';
import { claim, ownership } from './corpora.js';
import { knownArticles, knownFiles, putFiles, removeFiles } from './files.js';
import { identityOf } from './identity.js';
import { openKeywords } from './keyword.js';
import { ensureLayout, ensureVectors, namesOf, servingSpace } from './layout.js';
import { openNameTerms } from './names.js';
import { openNumbers } from './numbers.js';
import { readParagraph, readPassages, readPassagesOf } from './passages.js';
import { withPlaces } from './places.js';
import { readArticle } from './read-article.js';
import { removeArticles } from './removal.js';
import { openSearches } from './searches.js';
import type { OpenSearchSettings } from './settings.js';
import { reportsOf } from './stories.js';
import { aliveCount, openSweep, storedCount } from './sweep.js';
import { takeTurn } from './turn.js';
import {
  cosines,
  forgetOthers,
  isServing,
  nearest,
  putVectors,
  serve,
  withoutVector,
  withoutVectorCount,
} from './vectors.js';

/**
 * Opens the engine on an OpenSearch cluster; its indices are made where they are missing. Any number of
 * processes may use it at once. What one stores, others find within a second.
 *
 * @throws MostanadError `storage` where the cluster cannot be reached or used
 */
export async function openOpenSearchEngine(
  settings: OpenSearchSettings,
  space: VectorSpace,
): Promise<Engine> {
  const { shards, folder } = settings;
  const owner = identityOf(folder);
  const connection = await connect(settings);
  const names = namesOf(settings);
  try {
    await ensureLayout(connection, names, settings);
    await ensureVectors(connection, names, space, shards);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const searches = openSearches(connection);
  const numbers = openNumbers(connection, names);
  const now = openClock(connection, names);
  const cluster: Cluster = { connection, searches, names, numbers, now, space, shards };
  const keywords = openKeywords(cluster);
  const nameTerms = openNameTerms(cluster);
  const sweep = openSweep(cluster);
  const engine: Engine = {
    async takeTurn(onWait, signal) {
      const turn = await takeTurn(connection, names, onWait, signal);
      // What who had it before has just written is to be seen by what is looked for next.
      for (const index of [names.state, names.articles]) searches.wrote(index);
      return turn;
    },
    ownership: (paths) => ownership({ ...cluster, owner }, paths),
    claim: (paths) => claim({ ...cluster, owner }, paths),
    knownFiles: () => knownFiles(cluster),
    knownArticles: () => knownArticles(cluster),
    async putArticle(indexed) {
      await nameTerms.add(indexed);
      await putArticle(cluster, indexed);
      keywords.changed();
    },
    withoutVector: (after, limit) => withoutVector(cluster, after, limit),
    withoutVectorCount: () => withoutVectorCount(cluster),
    putVectors: (vectors) => putVectors(cluster, vectors),
    serve: () => serve(cluster),
    isServing: () => isServing(cluster),
    async forgetOtherSpaces() {
      await forgetOthers(cluster);
      await sweep();
    },
    assignArticles: (places) => assignArticles(cluster, places),
    async removeArticles(ids, signal) {
      await removeArticles(cluster, ids, signal).finally(keywords.changed);
    },
    putFiles: (files) => putFiles(cluster, files),
    removeFiles: (paths) => removeFiles(cluster, paths),
    articleCount: () => storedCount(cluster, names.articles),
    passageCount: () => aliveCount(cluster),
    documentFrequencies: (terms) => keywords.frequencies(terms),
    termsByName: (keys) => nameTerms.find(keys),
    keyword: (terms, limit, filter = null) => keywords.find(terms, limit, filter),
    nearest: (vector, limit, filter = null) => nearest(cluster, vector, limit, filter),
    cosines: (vector, ids) => cosines(cluster, vector, ids),
    passages: (ids) => readPassages(cluster, ids),
    passagesOf: (articleId) => readPassagesOf(cluster, articleId),
    article: (id) => readArticle(cluster, id),
    paragraph: (articleId, paragraph) => readParagraph(cluster, articleId, paragraph),
    async tidy() {
      // The cluster does it by itself, and begins now.
      const path = `/${names.passages}/_forcemerge?only_expunge_deletes=true&wait_for_completion=false`;
      await connection.send({ method: 'POST', path });
    },
    async ready() {
      const path = `/_cluster/health/${names.passages},${names.articles}?wait_for_status=yellow&timeout=5s`;
      await connection.send({ method: 'GET', path });
    },
    reportsOf: (articleIds) => reportsOf(cluster, articleIds),
    close: () => connection.close(),
  };
  return withPlaces(engine, folder, owner);
}

/**
 * The beginning of the fingerprint whose vectors a cluster answers from; null where it has none.
 *
 * @throws MostanadError `storage` where the cluster cannot be reached or used
 */
export async function servingSpaceOf(settings: OpenSearchSettings): Promise<string | null> {
  const connection = await connect(settings);
  try {
    return await servingSpace(connection, namesOf(settings));
  } finally {
    await connection.close();
  }
}
