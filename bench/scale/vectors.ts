import { crc32 } from 'node:zlib';
import { Embeddings } from '@langchain/core/embeddings';
import type { Encoder } from '../../src/models/encoder.js';
import { CachedEmbeddings } from '../../training/cached-embeddings.js';
import { pick, seededRandom } from '../stories/random.js';

type Vector = readonly number[];

/** Passages between two writes of what is encoded: a run that is killed goes on from there. */
const PASSAGES_A_ROUND = 256;

/**
 * The real vectors of the passages, from the cache in `folder` or encoded now (minutes).
 *
 * @returns one vector for each text
 */
export async function encodePassages(
  encoder: Encoder,
  folder: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, Vector>> {
  const cached = new CachedEmbeddings(encoder, folder);
  const vectors = new Map<string, Vector>();
  for (let at = 0; at < texts.length; at += PASSAGES_A_ROUND) {
    const round = texts.slice(at, at + PASSAGES_A_ROUND);
    const started = performance.now();
    (await cached.embedDocuments(round)).forEach((vector, row) => {
      vectors.set(round[row] ?? '', vector);
    });
    // Nothing was encoded where it took no time.
    if (performance.now() - started < 100) continue;
    cached.save();
    console.error(`encoded ${vectors.size} of ${texts.length}`);
  }
  return vectors;
}

/** The same for questions. */
export async function encodeQuestions(
  encoder: Encoder,
  folder: string,
  questions: readonly string[],
): Promise<readonly Vector[]> {
  const cached = new CachedEmbeddings(encoder, folder);
  const vectors: Vector[] = [];
  for (const question of questions) vectors.push(await cached.embedQuery(question));
  cached.save();
  return vectors;
}

/** How much of each of three real vectors is in a made one; the squares sum to 1. */
const SHARES = [0.8, 0.5, Math.sqrt(0.11)];

/**
 * Real vectors where there are some; for another text, always the same mixture of three real ones.
 * Mixed are their differences from the mean, with shares whose squares sum to 1: so the made ones
 * scatter as the real ones do, in the same directions, rather than gather in the middle.
 */
export class PreparedEmbeddings extends Embeddings {
  readonly #known: ReadonlyMap<string, Vector>;
  readonly #sources: readonly Vector[];
  readonly #mean: Vector;

  /** @param sources - the vectors that are mixed */
  constructor(known: ReadonlyMap<string, Vector>, sources: readonly Vector[]) {
    super({});
    this.#known = known;
    this.#sources = sources;
    this.#mean = (sources[0] ?? []).map(
      (_, axis) => sources.reduce((sum, vector) => sum + (vector[axis] ?? 0), 0) / sources.length,
    );
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => [...(this.#known.get(text) ?? this.#made(text))]);
  }

  override embedQuery(): Promise<number[]> {
    throw new Error('questions have their vectors');
  }

  #made(text: string): Vector {
    const random = seededRandom(crc32(text));
    const parts = SHARES.map((share) => ({ share, vector: pick(random, this.#sources) }));
    const mixed = this.#mean.map((center, axis) =>
      parts.reduce(
        (sum, { share, vector }) => sum + share * ((vector[axis] ?? 0) - center),
        center,
      ),
    );
    const length = Math.hypot(...mixed);
    return mixed.map((value) => value / length);
  }
}
