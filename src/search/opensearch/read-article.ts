import type { Article } from '../../corpus/article.js';
import { signatureOf } from '../duplicates/signature.js';
import type { StoredArticle } from '../engine.js';
import type { Cluster } from './cluster.js';
import { readDocuments } from './documents.js';
import { type Alive, articleKey, idsOf } from './heads.js';
import { shortened } from './layout.js';
import type { StoredPassageDocument } from './passages.js';

interface ArticleDocument extends Alive {
  readonly hash: string;
  readonly file: string;
  readonly article: Article;
}

/** Reads all of an article, as it was put, with its vectors of this space. */
export async function readArticle(cluster: Cluster, id: string): Promise<StoredArticle | null> {
  const { connection, names, space } = cluster;
  const wanted = { index: names.articles, id: articleKey(id) };
  const fields = ['hash', 'file', 'first', 'count', 'article'];
  const [read] = await readDocuments<ArticleDocument>(connection, [{ ...wanted, fields }]);
  if (!read) return null;
  const { hash, file, article, ...alive } = read._source;
  const ids = idsOf(alive).map(String);
  const inIndex = (index: string, fields: readonly string[]) =>
    ids.map((id) => ({ index, id, fields }));
  const [passages, vectors] = await Promise.all([
    readDocuments<StoredPassageDocument>(
      connection,
      inIndex(names.passages, ['own', 'context', 'citation']),
    ),
    readDocuments<{ readonly vector: readonly number[] }>(
      connection,
      inIndex(names.vectors(shortened(space.fingerprint)), ['vector']),
    ),
  ]);
  const stored = passages.flatMap((one) => (one ? [one._source] : []));
  // Replaced since it was read: as it is now.
  if (stored.length < ids.length) return readArticle(cluster, id);
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

function indexedPassage({ own, context, citation }: StoredPassageDocument) {
  const { isHeadline, articleId, paragraph, start, end, text, speaker } = citation;
  const title = isHeadline ? '' : citation.title;
  const passage = { articleId, paragraph, start, end, text, title, speaker };
  return { passage, terms: termsIn(own), contextTerms: termsIn(context) };
}

function termsIn(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(' ');
}
