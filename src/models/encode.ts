import { type Model, runBatch } from './serve.js';
import { END, START } from './tokenizer.js';
import { poolWindows, windowsOf } from './windows.js';

/** The largest batch, in tokens with their padding: larger ones are slower and take more memory. */
const TOKENS_A_BATCH = 2048;

/** Texts to encode, as what they are. */
export interface EncodeRequest {
  readonly kind: 'query' | 'passage';
  readonly texts: readonly string[];
}

/**
 * Runs the encoder on texts, in this thread, which it holds up: a long text in windows whose vectors
 * are pooled.
 *
 * @returns a unit vector for each text, in the texts' order
 * @throws the signal's reason, after the batch in which it aborts
 */
export async function encode(
  { tokenizer, session, pack }: Model,
  { kind, texts }: EncodeRequest,
  signal?: AbortSignal,
): Promise<readonly Float32Array[]> {
  const prefix = kind === 'query' ? pack.queryPrefix : pack.passagePrefix;
  const prefixLength = tokenizer.ids(prefix).length;
  const windows = texts.map((text) => {
    const ids = tokenizer.ids(prefix + text);
    const room = pack.maxTokens - 2;
    if (ids.length <= room) return [ids];
    // Every window after the first gets the prefix that the first one starts with.
    const head = ids.slice(0, prefixLength);
    return windowsOf(ids.slice(prefixLength), room - prefixLength).map((part) => [
      ...head,
      ...part,
    ]);
  });
  const vectors = await encodeWindows(session, windows.flat(), signal);
  let next = 0;
  return windows.map((parts) => {
    const from = next;
    next += parts.length;
    return poolWindows(
      vectors.slice(from, next),
      parts.map((part) => part.length),
    );
  });
}

/** Windows of like length share a batch, so that little of it is padding. */
async function encodeWindows(
  session: Model['session'],
  windows: readonly (readonly number[])[],
  signal: AbortSignal | undefined,
): Promise<readonly Float32Array[]> {
  const order = windows
    .map((ids, index) => ({ ids: [START, ...ids, END], index }))
    .sort((a, b) => a.ids.length - b.ids.length);
  const vectors: Float32Array[] = new Array(windows.length);
  for (let at = 0; at < order.length; ) {
    signal?.throwIfAborted();
    const batch = batchFrom(order, at);
    at += batch.length;
    const rows = batch.map(({ ids }) => ids);
    const { values } = await runBatch(session, rows, 'embedding');
    const width = values.length / batch.length;
    batch.forEach(({ index }, row) => {
      vectors[index] = values.slice(row * width, (row + 1) * width);
    });
  }
  return vectors;
}

/** As many rows, from one on and ever longer, as a batch takes; at least one. */
function batchFrom<Row extends { readonly ids: readonly number[] }>(
  rows: readonly Row[],
  from: number,
): readonly Row[] {
  let to = from + 1;
  while (to < rows.length && (to + 1 - from) * (rows[to]?.ids.length ?? 0) <= TOKENS_A_BATCH)
    to += 1;
  return rows.slice(from, to);
}
