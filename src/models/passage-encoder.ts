import { Embeddings } from '@langchain/core/embeddings';
import { encode } from './encode.js';
import type { Pack } from './pack.js';
import { loadModel, type Model } from './serve.js';

/**
 * The pack's encoder in this very thread, for a thread that does nothing but index. It is loaded
 * with the first text: most syncs have none.
 */
export class PassageEncoder extends Embeddings {
  readonly #pack: Pack;
  readonly #signal: AbortSignal;
  #model: Promise<Model> | null = null;

  constructor(pack: Pack, signal: AbortSignal) {
    super({});
    this.#pack = pack;
    this.#signal = signal;
  }

  override async embedQuery(text: string): Promise<number[]> {
    return (await this.#encode('query', [text]))[0] ?? [];
  }

  /** @throws MostanadError `pack` where the pack is damaged; the signal's reason where that aborts */
  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#encode('passage', texts);
  }

  async #encode(kind: 'query' | 'passage', texts: readonly string[]): Promise<number[][]> {
    this.#model ??= loadModel(this.#pack, 'encoder.onnx');
    const vectors = await encode(await this.#model, { kind, texts }, this.#signal);
    return vectors.map((vector) => Array.from(vector));
  }
}
