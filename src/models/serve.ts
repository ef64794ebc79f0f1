import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf } from '../errors.js';
import { type Pack, type PackFileName, readPackFile } from './pack.js';
import { sessionOptions } from './session-options.js';
import { END_OF_REQUESTS, type ThreadReply } from './thread.js';
import { createTokenizer, type Tokenizer } from './tokenizer.js';

const PAD = 1;

/** A graph of the pack with its tokenizer. */
export interface Model {
  readonly pack: Pack;
  readonly tokenizer: Tokenizer;
  readonly session: InferenceSession;
}

/** The thread's side of `openThread`: loads the graph, then answers requests one by one. */
export async function serve<Request, Result>(
  graph: PackFileName,
  answer: (model: Model, request: Request) => Promise<Result>,
): Promise<void> {
  if (parentPort === null) throw new Error(`${graph} is served by a worker thread only`);
  const port = parentPort;
  const reply = (message: ThreadReply<Result>) => port.postMessage(message);
  const model = await loadModel(workerData as Pack, graph);
  reply({ kind: 'ready' });
  port.on('message', async (request: Request | typeof END_OF_REQUESTS) => {
    if (request === END_OF_REQUESTS) return port.close();
    try {
      reply({ kind: 'done', result: await answer(model, request) });
    } catch (error) {
      reply({ kind: 'failed', reason: messageOf(error) });
    }
  });
}

/**
 * Loads a graph of the pack into this thread.
 *
 * @throws MostanadError `pack` where a file is missing or damaged
 */
export async function loadModel(pack: Pack, graph: PackFileName): Promise<Model> {
  const [bytes, tokenizer] = await Promise.all([
    readPackFile(pack, graph),
    readPackFile(pack, 'tokenizer.json'),
  ]);
  const session = await InferenceSession.create(bytes, sessionOptions());
  return { pack, session, tokenizer: createTokenizer(pack, tokenizer.toString('utf8')) };
}

/**
 * Runs one batch of token ids, padded to the longest.
 *
 * @returns the named output: its rows one after another
 */
export async function runBatch(
  session: InferenceSession,
  rows: readonly (readonly number[])[],
  output: string,
): Promise<{ readonly values: Float32Array; readonly length: number }> {
  const length = Math.max(...rows.map((ids) => ids.length));
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(PAD));
  const mask = new BigInt64Array(rows.length * length);
  rows.forEach((tokens, row) => {
    tokens.forEach((id, column) => {
      ids[row * length + column] = BigInt(id);
      mask[row * length + column] = 1n;
    });
  });
  const shape = [rows.length, length];
  const outputs = await session.run(
    {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    },
    [output],
  );
  const tensor = outputs[output];
  if (tensor === undefined) throw new Error(`the graph has no output ${output}`);
  return { values: tensor.data as Float32Array, length };
}
