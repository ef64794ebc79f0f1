import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import { MostanadError } from '../errors.js';
import type { Engine, StoredPassage } from './engine.js';
import type { Filter } from './filter.js';

/** The metadata of a passage as a LangChain document: all of it but the words. */
export type PassageMetadata = Omit<StoredPassage, 'text'>;

/** A passage as LangChain's Document: its words as content, its place and article as metadata. */
export function documentOf(passage: StoredPassage): Document<PassageMetadata> {
  const { text, ...metadata } = passage;
  return new Document({ id: String(passage.id), pageContent: text, metadata });
}

/**
 * An engine's vectors as LangChain's VectorStore, scored by cosine. It is read-only: passages enter
 * by a sync of the corpus, which alone knows their article and paragraph.
 */
export class PassageVectorStore extends VectorStore {
  declare FilterType: Filter;
  readonly #engine: Engine;

  constructor(embeddings: EmbeddingsInterface, engine: Engine) {
    super(embeddings, {});
    this.#engine = engine;
  }

  override _vectorstoreType(): string {
    return 'mostanad';
  }

  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: Filter,
  ): Promise<[DocumentInterface, number][]> {
    const hits = await this.#engine.nearest(query, k, filter);
    const scores = new Map(hits.map(({ id, score }) => [id, score]));
    const passages = await this.#engine.passages(hits.map(({ id }) => id));
    return passages.map((passage) => [documentOf(passage), scores.get(passage.id) ?? 0]);
  }

  override async addVectors(): Promise<never> {
    throw readOnly();
  }

  override async addDocuments(): Promise<never> {
    throw readOnly();
  }
}

function readOnly(): MostanadError {
  return new MostanadError('input', 'vector store: articles are added by a sync of the corpus');
}
