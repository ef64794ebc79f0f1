import { Embeddings } from '@langchain/core/embeddings';
import type { EncodeRequest } from './encode.js';
import type { Pack } from './pack.js';
import { type ModelThread, openThread } from './thread.js';

/** Passages go to the thread in small batches, so that a question never waits behind a whole file. */
const PASSAGES_A_REQUEST = 16;

/**
 * The model pack's encoder as LangChain's Embeddings: unit vectors of `pack.dimensions` numbers,
 * made in a worker thread, questions before passages. Close it to let the process end.
 */
export class Encoder extends Embeddings {
  readonly pack: Pack;
  readonly #thread: ModelThread<EncodeRequest, readonly Float32Array[]>;

  /** Starts loading at once; calls made before it is done wait for it. */
  constructor(pack: Pack) {
    super({});
    this.pack = pack;
    this.#thread = openThread('./encoder-worker.js', 'encoder', pack);
  }

  /** @throws MostanadError `pack` where the pack is damaged, `busy` where too many wait */
  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#thread.run({ kind: 'query', texts: [text] }, 'urgent');
    return Array.from(vector ?? []);
  }

  /** @throws MostanadError `pack` where the pack is damaged, `busy` where too many wait */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    // Alike in length within a request: a batch costs as much as its longest text.
    const order = texts
      .map((_, index) => index)
      .sort((a, b) => lengthOf(texts, a) - lengthOf(texts, b));
    const vectors: number[][] = new Array(texts.length);
    for (let at = 0; at < order.length; at += PASSAGES_A_REQUEST) {
      const part = order.slice(at, at + PASSAGES_A_REQUEST);
      const encoded = await this.#thread.run(
        { kind: 'passage', texts: part.map((index) => texts[index] ?? '') },
        'patient',
      );
      part.forEach((index, row) => {
        vectors[index] = Array.from(encoded[row] ?? []);
      });
    }
    return vectors;
  }

  /** Ends the thread; what still waits is refused. */
  async close(): Promise<void> {
    await this.#thread.close();
  }
}

function lengthOf(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
