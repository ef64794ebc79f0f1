import { Embeddings } from '@langchain/core/embeddings';
import type { EncodeRequest } from './encode.js';
import type { Pack } from './pack.js';
import { type ModelThread, openThread } from './thread.js';

/**
 * What goes to the thread at once, so that a question never waits behind a whole file: rows times the
 * longest of them, in UTF-16 units (about 1,000 tokens, the padding too): more at once is no faster.
 */
const UNITS_A_REQUEST = 3500;

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
    const vectors: number[][] = new Array(texts.length);
    for (const part of requestsOf(texts)) {
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

/** The texts' indexes in requests; alike in length within one: a batch costs as much as its longest. */
function requestsOf(texts: readonly string[]): readonly (readonly number[])[] {
  const lengthOf = (index: number) => texts[index]?.length ?? 0;
  const requests: number[][] = [];
  for (const index of [...texts.keys()].sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const open = requests.at(-1);
    if (open && (open.length + 1) * lengthOf(index) <= UNITS_A_REQUEST) open.push(index);
    else requests.push([index]);
  }
  return requests;
}
