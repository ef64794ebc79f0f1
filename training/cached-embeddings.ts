import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import type { Encoder } from '../src/models/encoder.js';

/** The encoder with a memory on disk, so that a calibration can be run again in seconds. */
export class CachedEmbeddings extends Embeddings {
  readonly #encoder: Encoder;
  readonly #folder: string;
  readonly #vectors = new Map<string, number[]>();

  constructor(encoder: Encoder, folder: string) {
    super({});
    this.#encoder = encoder;
    this.#folder = folder;
    if (!existsSync(this.#path('json'))) return;
    const { fingerprint, keys } = JSON.parse(readFileSync(this.#path('json'), 'utf8'));
    if (fingerprint !== encoder.pack.fingerprint) return;
    const bytes = readFileSync(this.#path('f32'));
    const width = encoder.pack.dimensions;
    const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    (keys as string[]).forEach((key, row) => {
      this.#vectors.set(key, Array.from(values.subarray(row * width, (row + 1) * width)));
    });
  }

  override async embedQuery(text: string): Promise<number[]> {
    const key = `query ${text}`;
    const vector = this.#vectors.get(key) ?? (await this.#encoder.embedQuery(text));
    this.#vectors.set(key, vector);
    return vector;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const missing = [...new Set(texts)].filter((text) => !this.#vectors.has(`passage ${text}`));
    const vectors = await this.#encoder.embedDocuments(missing);
    missing.forEach((text, row) => {
      this.#vectors.set(`passage ${text}`, vectors[row] ?? []);
    });
    return texts.map((text) => this.#vectors.get(`passage ${text}`) ?? []);
  }

  /** Writes what was encoded for the next run. */
  save(): void {
    const { fingerprint } = this.#encoder.pack;
    const keys = [...this.#vectors.keys()];
    writeFileSync(this.#path('json'), JSON.stringify({ fingerprint, keys }));
    writeFileSync(this.#path('f32'), Float32Array.from([...this.#vectors.values()].flat()));
  }

  #path(ending: string): string {
    return join(this.#folder, `vectors.${ending}`);
  }
}
