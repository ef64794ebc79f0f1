/** The encoder's thread: tokenizer and ONNX session live here, so that the event loop never waits. */
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf } from '../errors.js';
import type { EncodeRequest, WorkerReply } from './encoder-protocol.js';
import { type Pack, readPackFile } from './pack.js';
import { createTokenizer, type Tokenize } from './tokenizer.js';
import { poolWindows, windowsOf } from './windows.js';

const START = 0;
const PAD = 1;
const END = 2;
const BATCH = 16;

interface Loaded {
  readonly tokenize: Tokenize;
  readonly session: InferenceSession;
}

async function load(pack: Pack): Promise<Loaded> {
  const [model, tokenizer] = await Promise.all([
    readPackFile(pack, 'encoder.onnx'),
    readPackFile(pack, 'tokenizer.json'),
  ]);
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: Math.min(availableParallelism(), 4),
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  return { session, tokenize: createTokenizer(pack, tokenizer.toString('utf8')) };
}

async function encode(
  { tokenize, session }: Loaded,
  pack: Pack,
  { kind, texts }: EncodeRequest,
): Promise<readonly Float32Array[]> {
  const prefix = kind === 'query' ? pack.queryPrefix : pack.passagePrefix;
  const prefixLength = tokenize(prefix).length;
  const windows = texts.map((text) => {
    const ids = tokenize(prefix + text);
    const room = pack.maxTokens - 2;
    if (ids.length <= room) return [ids];
    // Every window after the first gets the prefix that the first one starts with.
    const head = ids.slice(0, prefixLength);
    return windowsOf(ids.slice(prefixLength), room - prefixLength).map((part) => [
      ...head,
      ...part,
    ]);
  });
  const flat = windows.flat();
  const vectors = await encodeWindows(session, flat);
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
  session: InferenceSession,
  windows: readonly (readonly number[])[],
): Promise<readonly Float32Array[]> {
  const order = windows
    .map((ids, index) => ({ ids, index }))
    .sort((a, b) => a.ids.length - b.ids.length);
  const vectors: Float32Array[] = new Array(windows.length);
  for (let at = 0; at < order.length; at += BATCH) {
    const batch = order.slice(at, at + BATCH);
    const rows = await runBatch(
      session,
      batch.map(({ ids }) => ids),
    );
    batch.forEach(({ index }, row) => {
      vectors[index] = rows[row] as Float32Array;
    });
  }
  return vectors;
}

async function runBatch(
  session: InferenceSession,
  batch: readonly (readonly number[])[],
): Promise<readonly Float32Array[]> {
  const length = Math.max(...batch.map((ids) => ids.length)) + 2;
  const ids = new BigInt64Array(batch.length * length).fill(BigInt(PAD));
  const mask = new BigInt64Array(batch.length * length);
  batch.forEach((tokens, row) => {
    [START, ...tokens, END].forEach((id, column) => {
      ids[row * length + column] = BigInt(id);
      mask[row * length + column] = 1n;
    });
  });
  const shape = [batch.length, length];
  const { embedding } = await session.run({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
  });
  if (embedding === undefined) throw new Error('encoder.onnx has no output "embedding"');
  const values = embedding.data as Float32Array;
  const width = values.length / batch.length;
  return batch.map((_, row) => values.slice(row * width, (row + 1) * width));
}

async function main(): Promise<void> {
  if (parentPort === null) throw new Error('encoder-worker runs as a worker thread only');
  const port = parentPort;
  const reply = (message: WorkerReply) => port.postMessage(message);
  const pack = workerData as Pack;
  const loaded = await load(pack);
  reply({ kind: 'ready' });
  port.on('message', async (request: EncodeRequest) => {
    try {
      reply({ kind: 'vectors', vectors: await encode(loaded, pack, request) });
    } catch (error) {
      reply({ kind: 'failed', reason: messageOf(error) });
    }
  });
}

await main();
