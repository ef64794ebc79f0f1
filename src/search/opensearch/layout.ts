import { MostanadError } from '../../errors.js';
import type { VectorSpace } from '../engine.js';
import type { Connection } from './connection.js';
import { FACETS } from './filtering.js';
import { ensureIndex, KEYWORD, makeIndex, NUMBER, STORED, VALUE } from './indices.js';
import type { OpenSearchSettings } from './settings.js';

/** Raised when the mappings change: those of another layout then stand beside these. */
const LAYOUT = 2;

/** The names of a bot's indices. */
export interface Names {
  /** Articles, whole: what an article is, and which of its passages are alive. */
  readonly articles: string;
  /** Passages with their terms, one document each. */
  readonly passages: string;
  /** Terms by the key of the name that they spell. */
  readonly terms: string;
  /** The corpus's files, the number that the next passage gets, and who syncs. */
  readonly state: string;
  /** Points to the vectors that questions are answered with. */
  readonly serving: string;
  /** Of a space's vectors. */
  vectors(fingerprint: string): string;
}

export function namesOf({ prefix }: Pick<OpenSearchSettings, 'prefix'>): Names {
  const name = (part: string) => `${prefix}-${LAYOUT}-${part}`;
  return {
    articles: name('articles'),
    passages: name('passages'),
    terms: name('terms'),
    state: name('state'),
    serving: name('serving'),
    vectors: (fingerprint) => name(`vectors-${fingerprint}`),
  };
}

/** A fingerprint as it is stored: enough to tell two apart. */
export function shortened(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}

/** Our analyser's terms with spaces between: no engine cuts or folds them again. */
const TERMS = { type: 'text', analyzer: 'whitespace' } as const;

const ARTICLE = {
  id: KEYWORD,
  hash: VALUE,
  file: VALUE,
  /** The id of the article's first passage that is alive, and how many follow each other from there. */
  first: NUMBER,
  count: NUMBER,
  /** The keys under which the same story is found. */
  story: { type: 'keyword', doc_values: false },
  signature: STORED,
  article: STORED,
};

const PASSAGE = {
  id: NUMBER,
  /** Its article's document. */
  article: VALUE,
  /** When it was written, in milliseconds since 1970, by the clock of the cluster. */
  written: { type: 'long', index: false },
  own: { ...TERMS, copy_to: 'anywhere' },
  context: { ...TERMS, norms: false, copy_to: 'anywhere' },
  /** For counting. */
  anywhere: { ...TERMS, norms: false, index_options: 'docs' },
  length: { type: 'integer', index: false },
  /** The indices, by UUID, that have its vector: one that is made anew has another. */
  encoded: { type: 'keyword', doc_values: false },
  facets: FACETS,
  citation: STORED,
};

const TERM = { key: KEYWORD, term: VALUE };
const STATE = {
  path: VALUE,
  stamp: VALUE,
  next: { type: 'long', index: false },
  /** Who syncs (turn.ts), of whose corpora (corpora.ts), and the time (clock.ts). */
  sync: STORED,
};

/** As in the embedded engine, whose graph has the same recall with them. */
const GRAPH = { m: 16, ef_construction: 200 };

/** Makes the indices that are not there. Several processes may do so at once. */
export async function ensureLayout(
  connection: Connection,
  names: Names,
  { shards }: Pick<OpenSearchSettings, 'shards'>,
): Promise<void> {
  await ensureIndex(connection, names.state, STATE, 1);
  // One that was made by an earlier version has not all of them.
  const path = `/${names.state}/_mapping`;
  await connection.send({ method: 'PUT', path, body: { properties: STATE } });
  await ensureIndex(connection, names.terms, TERM, shards);
  await ensureIndex(connection, names.passages, PASSAGE, shards);
  await ensureIndex(connection, names.articles, ARTICLE, shards);
}

/**
 * Makes the index of a space's vectors where it is not there, or not made for vectors.
 *
 * @returns its UUID: where it was removed and made anew, another
 */
export async function ensureVectors(
  connection: Connection,
  names: Names,
  { fingerprint, dimensions }: VectorSpace,
  shards: number,
): Promise<string> {
  const name = names.vectors(shortened(fingerprint));
  const method = { name: 'hnsw', engine: 'lucene', space_type: 'cosinesimil', parameters: GRAPH };
  const vector = { type: 'knn_vector', dimension: dimensions, method };
  const meta = { fingerprint: shortened(fingerprint) };
  // A search of vectors is filtered by what stands beside them.
  const properties = { vector, facets: FACETS };
  const ensure = () => makeIndex(connection, name, properties, shards, meta, { 'index.knn': true });
  await ensure();
  if (!(await isOfVectors(connection, name))) {
    // A write has made it that found no index and no template: what is in it serves no question.
    await connection.send({ method: 'DELETE', path: `/${name}`, accept: [404] });
    await ensure();
  }
  const made = (await vectorIndices(connection, names)).get(name);
  if (made === undefined)
    throw new MostanadError('busy', `OpenSearch: index ${name} is gone again`);
  return made;
}

async function isOfVectors(connection: Connection, name: string): Promise<boolean> {
  const { body } = await connection.send<
    Record<string, { readonly settings: { readonly index?: { readonly knn?: string } } }>
  >({ method: 'GET', path: `/${name}/_settings/index.knn`, accept: [404] });
  return body[name]?.settings.index?.knn === 'true';
}

/** The indices of all spaces' vectors, each with its UUID. */
export async function vectorIndices(
  connection: Connection,
  names: Names,
): Promise<ReadonlyMap<string, string>> {
  const { body } = await connection.send<
    Record<string, { readonly settings: { readonly index: { readonly uuid: string } } }>
  >({ method: 'GET', path: `/${names.vectors('*')}/_settings/index.uuid` });
  return new Map(Object.entries(body).map(([name, { settings }]) => [name, settings.index.uuid]));
}

/** The beginning of the fingerprint whose vectors serve; null where none do. */
export async function servingSpace(connection: Connection, names: Names): Promise<string | null> {
  const { status, body } = await connection.send<
    Record<string, { readonly mappings: { readonly _meta?: { readonly fingerprint?: string } } }>
  >({ method: 'GET', path: `/${names.serving}/_mapping`, accept: [404] });
  if (status === 404) return null;
  return Object.values(body)[0]?.mappings._meta?.fingerprint ?? null;
}
