import { setTimeout as pause } from 'node:timers/promises';
import { withContext } from '../../corpus/passages.js';
import { MostanadError, messageOf } from '../../errors.js';
import { bandKeys } from '../duplicates/bands.js';
import { signatureToBytes } from '../duplicates/signature.js';
import type { IndexedArticle } from '../engine.js';
import { facetsOf } from '../facets.js';
import type { Cluster } from './cluster.js';
import { type Read, readDocuments, readFrom } from './documents.js';
import { isUnstorable } from './failure.js';
import { type Alive, type ArticleHead, articleKey, idsOf, readHeads } from './heads.js';
import { keptVectors } from './kept-vectors.js';
import type { StoredPassageDocument } from './passages.js';
import { removePassages } from './removal.js';
import { type Write, write } from './writes.js';

/** Passages of no article that are younger may be of one that is just being stored. In milliseconds. */
export const STORING = 10 * 60 * 1000;
/** Tries against others that store the same article at the same moment. */
const MOST_TRIES = 20;
/** The longest pause after the first of them, in milliseconds; it doubles, a few times, so that one gets through. */
const [PAUSE, DOUBLED] = [20, 6];
/** The longest that Lucene keeps as one value, of up to four bytes a unit. */
const LONGEST_ID = 8_000;
const LONGEST_SHOWN = 50;

/**
 * Stores an article in the place of an earlier one. Its passages come first, under new ids; then its
 * document, which alone says which passages are alive, is exchanged, only where no one else did
 * meanwhile: that is the moment from which it counts. What was alive before is removed last. Killed
 * anywhere, it leaves the old article or the new one, and passages that no article names (sweep.ts). One
 * that is there as it is given stays.
 *
 * @throws MostanadError `corpus` where the cluster will never take it: the old article stays
 */
export async function putArticle(cluster: Cluster, indexed: IndexedArticle): Promise<void> {
  const { id } = indexed.article;
  if (id.length > LONGEST_ID) {
    const reason = `its id has ${id.length} letters, at most ${LONGEST_ID} are stored`;
    throw new MostanadError('corpus', `article ${shown(id)}: ${reason}`);
  }
  const key = articleKey(id);
  const { hash, file } = indexed;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [before = null] = await readHeads(cluster, [key]);
    if (before?._source.hash === hash && (await isWhole(cluster, before._source))) {
      if (before._source.file !== file) await assignArticles(cluster, [{ id, file }]);
      return;
    }
    const begun = Date.now();
    const first = await cluster.numbers.take(Math.max(1, indexed.passages.length));
    const alive = { first, count: indexed.passages.length };
    // Held up for longer (a machine that slept), its passages may be gone already.
    const isInTime = () => Date.now() - begun < STORING / 2;
    if (await storeAs(cluster, key, indexed, alive, before, isInTime)) {
      if (before !== null) await removePassages(cluster, idsOf(before._source));
      return;
    }
    await removePassages(cluster, idsOf(alive));
    await pause(Math.random() * PAUSE * 2 ** Math.min(tries, DOUBLED));
  }
  throw new MostanadError('busy', `article ${shown(id)}: other processes store it again and again`);
}

/**
 * Writes an article's passages and then its document; false where another process changed that meanwhile,
 * or the passages took too long.
 *
 * @throws MostanadError `corpus` where the cluster will never take it; then nothing of it is left
 */
async function storeAs(
  cluster: Cluster,
  key: string,
  indexed: IndexedArticle,
  alive: Alive,
  before: Read<ArticleHead> | null,
  isInTime: () => boolean,
): Promise<boolean> {
  try {
    await writePassages(cluster, key, indexed, alive, before?._source ?? null);
    return isInTime() && (await exchange(cluster, key, indexed, alive, before));
  } catch (error) {
    if (!isUnstorable(error)) throw error;
    await removePassages(cluster, idsOf(alive));
    const message = `article ${shown(indexed.article.id)}: ${messageOf(error)}`;
    throw new MostanadError('corpus', message, { cause: error });
  }
}

/** Whether all passages of an article are there: someone may have removed their index. */
async function isWhole({ connection, names }: Cluster, head: ArticleHead): Promise<boolean> {
  const passages = await readFrom(connection, names.passages, idsOf(head), ['encoded']);
  return passages.every((passage) => passage !== null);
}

/** An article's id in a message. */
function shown(id: string): string {
  return id.length > LONGEST_SHOWN ? `"${id.slice(0, LONGEST_SHOWN)}…"` : `"${id}"`;
}

/** Records that articles, unchanged, stand in another file now. */
export async function assignArticles(
  { connection, searches, names }: Cluster,
  places: readonly { readonly id: string; readonly file: string }[],
): Promise<void> {
  const writes = places.map(({ id, file }): Write => {
    return { index: names.articles, id: articleKey(id), kind: 'update', document: { file } };
  });
  await write(connection, searches, writes);
}

/** Exchanges an article's document for a new one; false where it is not as it was read. */
async function exchange(
  { connection, searches, names }: Cluster,
  key: string,
  { article, hash, file, signature }: IndexedArticle,
  alive: Alive,
  before: Read<ArticleHead> | null,
): Promise<boolean> {
  const document = {
    id: article.id,
    hash,
    file,
    ...alive,
    story: bandKeys(signature).map(String),
    signature: { bytes: signatureToBytes(signature).toString('base64') },
    article,
  };
  const to = { index: names.articles, id: key, document };
  const one: Write =
    before === null ? { ...to, kind: 'create' } : { ...to, kind: 'index', version: before };
  const [status] = await write(connection, searches, [one]);
  if (status !== 409 && status !== 404) return true;
  // Where a first try came through and its reply was lost, the second meets it.
  const [now] = await readDocuments<Alive>(connection, [
    { index: names.articles, id: key, fields: ['first'] },
  ]);
  return now?._source.first === alive.first;
}

async function writePassages(
  cluster: Cluster,
  key: string,
  { article, passages }: IndexedArticle,
  alive: Alive,
  before: Alive | null,
): Promise<void> {
  const { connection, searches, names } = cluster;
  const kept = before === null ? null : await keptVectors(cluster, before);
  const written = await cluster.now();
  const facets = facetsOf(article);
  const vectors: Write[] = [];
  const writes = passages.map(({ passage, terms, contextTerms }, at): Write => {
    const { articleId, paragraph, start, end, text, speaker } = passage;
    const { title, date, source, url } = article;
    const place = { articleId, paragraph, start, end, text, title, speaker, date, source, url };
    const id = alive.first + at;
    const found = kept?.get(withContext(passage)) ?? [];
    for (const { index, vector } of found) {
      vectors.push({ index, id: String(id), kind: 'index', document: { vector, facets } });
    }
    const document: StoredPassageDocument = {
      id,
      article: key,
      written,
      own: terms.join(' '),
      context: contextTerms.join(' '),
      length: terms.length,
      encoded: found.map(({ uuid }) => uuid),
      facets,
      citation: { ...place, isHeadline: passage.title === '' },
    };
    return { index: names.passages, id: String(id), kind: 'index', document };
  });
  await write(connection, searches, [...vectors, ...writes]);
  if (before === null) return;
  // What replaces must be found by every process before what it replaces is found no more.
  const touched = [...writes.slice(0, 1), ...vectors].map(({ index }) => index);
  if (touched.length > 0) await searches.refresh([...new Set(touched)]);
}
