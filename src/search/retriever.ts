import type { DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Engine } from './engine.js';
import type { Filter } from './filter.js';
import { search } from './search.js';
import { documentOf } from './vector-store.js';

/** What the retriever searches with. */
export interface PassageRetrieverInput extends BaseRetrieverInput {
  readonly engine: Engine;
  readonly embeddings: EmbeddingsInterface;
  /** How many passages at most. */
  readonly limit: number;
  /** What of the corpus is searched; by default all of it. */
  readonly filter?: Filter;
}

/** The fused search as LangChain's retriever: passages as documents, with `score` in their metadata. */
export class PassageRetriever extends BaseRetriever {
  override lc_namespace = ['mostanad', 'retrievers'];
  readonly #input: PassageRetrieverInput;

  constructor(input: PassageRetrieverInput) {
    super(input);
    this.#input = input;
  }

  override async _getRelevantDocuments(question: string): Promise<DocumentInterface[]> {
    const { engine, embeddings, limit, filter } = this.#input;
    const vector = await embeddings.embedQuery(question);
    const { candidates } = await search(engine, question, vector, limit, filter);
    return candidates.map(({ passage, score }) => {
      const document = documentOf(passage);
      return { ...document, metadata: { ...document.metadata, score } };
    });
  }
}
