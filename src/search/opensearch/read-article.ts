import type { Article } from '../../corpus/article.js';
import { signatureOf } from '../duplicates/signature.js';
import type { StoredArticle } from '../engine.js';
import type { Cluster } from './cluster.js';
import { type Read, readDocuments, readFrom } from './documents.js';
import { removeFiles } from './files.js';
import { type Alive, articleKey, idsOf } from './heads.js';
import { shortened } from './layout.js';
import type { StoredPassageDocument } from './passages.js';
import { write } from './writes.js';

const FIELDS = ['hash', 'file', 'first', 'count', 'article'];

interface ArticleDocument extends Alive {
  readonly hash: string;
  readonly file: string;
  readonly article: Article;
}

/**
 * Reads all of an article, as it was put, with its vectors of this space. One that lacks a passage (a cluster
 * that was restored in part) is none, and the next sync stores it anew.
 */
export async function readArticle(cluster: Cluster, id: string): Promise<StoredArticle | null> {
  const wanted = { index: cluster.names.articles, id: articleKey(id), fields: FIELDS };
  for (let before: Alive | null = null; ; ) {
    const [read = null] = await readDocuments<ArticleDocument>(cluster.connection, [wanted]);
    if (read === null) return null;
    // Only one that was replaced since it was read may be whole now.
    if (read._source.first === before?.first) {
      await haveStoredAnew(cluster, read);
      return null;
    }
    const whole = await wholeArticle(cluster, read._source);
    if (whole !== null) return whole;
    before = read._source;
  }
}

/** The article of a document; null where a passage is not there. */
async function wholeArticle(
  { connection, names, space }: Cluster,
  { hash, file, article, ...alive }: ArticleDocument,
): Promise<StoredArticle | null> {
  const ids = idsOf(alive);
  const [passages, vectors] = await Promise.all([
    readFrom<StoredPassageDocument>(connection, names.passages, ids, [
      'own',
      'context',
      'citation',
    ]),
    readFrom<{ readonly vector: readonly number[] }>(
      connection,
      names.vectors(shortened(space.fingerprint)),
      ids,
      ['vector'],
    ),
  ]);
  const stored = passages.flatMap((one) => (one ? [one._source] : []));
  if (stored.length < ids.length) return null;
  return {
    indexed: {
      article,
      hash,
      file,
      passages: stored.map(indexedPassage),
      signature: signatureOf(article),
    },
    // The cluster writes as few digits as tell 32-bit floats apart.
    vectors: vectors.map((one) => one?._source.vector.map(Math.fround) ?? null),
  };
}

/** Has an article count as changed, and its file as not read. */
async function haveStoredAnew(
  cluster: Cluster,
  { _source: { article, file }, ...version }: Read<ArticleDocument>,
): Promise<void> {
  const { connection, searches, names } = cluster;
  const document = { hash: '' };
  const at = { index: names.articles, id: articleKey(article.id) };
  await write(connection, searches, [{ ...at, kind: 'update', document, version }]);
  await removeFiles(cluster, [file]);
}

function indexedPassage({ own, context, citation }: StoredPassageDocument) {
  const { isHeadline, articleId, paragraph, start, end, text, speaker } = citation;
  const title = isHeadline ? '' : citation.title;
  const passage = { articleId, paragraph, start, end, text, title, speaker };
  return { passage, terms: termsIn(own), contextTerms: termsIn(context) };
}

function termsIn(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(' ');
}
