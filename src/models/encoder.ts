import { Worker } from 'node:worker_threads';
import { Embeddings } from '@langchain/core/embeddings';
import { MostanadError, messageOf } from '../errors.js';
import type { EncodeRequest, WorkerReply } from './encoder-protocol.js';
import type { Pack } from './pack.js';

/** Passages go to the thread in small batches, so that a question never waits behind a whole file. */
const PASSAGES_A_REQUEST = 16;
/** More waiting requests than this mean that the machine cannot keep up: the caller is told. */
const LONGEST_QUEUE = 1000;

interface Job {
  readonly request: EncodeRequest;
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The model pack's encoder as LangChain's Embeddings: unit vectors of `pack.dimensions` numbers,
 * made in a worker thread, questions before passages. Close it to let the process end.
 */
export class Encoder extends Embeddings {
  readonly pack: Pack;
  readonly #worker: Worker;
  readonly #waiting: { readonly query: Job[]; readonly passage: Job[] } = {
    query: [],
    passage: [],
  };
  #running: Job | null = null;
  #ready = false;
  #failure: MostanadError | null = null;

  /** Starts loading at once; calls made before it is done wait for it. */
  constructor(pack: Pack) {
    super({});
    this.pack = pack;
    this.#worker = new Worker(new URL('./encoder-worker.js', import.meta.url), {
      workerData: pack,
      name: 'encoder',
    });
    this.#worker.on('message', (reply: WorkerReply) => this.#onReply(reply));
    this.#worker.on('error', (error) => this.#fail(messageOf(error), error));
    this.#worker.on('exit', () => this.#fail('the encoder was closed'));
  }

  /** @throws MostanadError `pack` where the pack is damaged, `busy` where too many wait */
  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#encode({ kind: 'query', texts: [text] });
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
      const encoded = await this.#encode({
        kind: 'passage',
        texts: part.map((index) => texts[index] ?? ''),
      });
      part.forEach((index, row) => {
        vectors[index] = Array.from(encoded[row] ?? []);
      });
    }
    return vectors;
  }

  /** Ends the thread; what still waits is refused. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #encode(request: EncodeRequest): Promise<readonly Float32Array[]> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const queue = this.#waiting[request.kind];
      if (queue.length >= LONGEST_QUEUE) {
        return reject(new MostanadError('busy', `encoder: ${queue.length} requests wait already`));
      }
      queue.push({ request, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (!this.#ready || this.#running) return;
    this.#running = this.#waiting.query.shift() ?? this.#waiting.passage.shift() ?? null;
    if (this.#running) this.#worker.postMessage(this.#running.request);
  }

  #onReply(reply: WorkerReply): void {
    if (reply.kind === 'ready') this.#ready = true;
    else if (reply.kind === 'vectors') this.#running?.resolve(reply.vectors);
    else this.#running?.reject(new MostanadError('pack', `encoder: ${reply.reason}`));
    this.#running = null;
    this.#next();
  }

  #fail(reason: string, cause?: unknown): void {
    this.#failure ??= new MostanadError('pack', reason, { cause });
    const lost = [this.#running, ...this.#waiting.query, ...this.#waiting.passage];
    this.#running = null;
    this.#waiting.query.length = 0;
    this.#waiting.passage.length = 0;
    for (const job of lost) job?.reject(this.#failure);
  }
}

function lengthOf(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
