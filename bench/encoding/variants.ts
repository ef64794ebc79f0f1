import { readFileSync } from 'node:fs';
import { InferenceSession } from 'onnxruntime-node';
import { runBatch } from '../../src/models/serve.js';
import { sessionOptions } from '../../src/models/session-options.js';

/** A way to run a graph over rows of token ids. */
export interface Variant {
  readonly name: string;
  readonly graph: string;
  readonly options: InferenceSession.SessionOptions;
  /** A batch's size: rows, or tokens with their padding. */
  readonly batch: { readonly rows: number } | { readonly tokens: number };
}

/** What one turn of a variant took and made. */
export interface Turn {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly vectors: readonly ArrayLike<number>[];
}

const usual: InferenceSession.SessionOptions = { ...sessionOptions(), intraOpNumThreads: 2 };

/** The usual entries stay: what a processor needs to add up whole is one. */
function withEntry(name: string, value: string): InferenceSession.SessionOptions {
  return { extra: { ...usual.extra, [`session.${name}`]: value } };
}

/** The pack's graph by batch size, threads and session options, and other graphs as it runs. */
export function variants(graph: string, others: readonly string[]): readonly Variant[] {
  const tokens = 2048;
  const plain = { graph, options: usual, batch: { tokens } };
  const sessions: readonly (readonly [string, InferenceSession.SessionOptions])[] = [
    ['one thread', { intraOpNumThreads: 1 }],
    ['no spinning', withEntry('intra_op.allow_spinning', '0')],
    ['operators side by side', { executionMode: 'parallel', interOpNumThreads: 2 }],
    ['no prepacking', withEntry('disable_prepacking', '1')],
    ['basic optimisations', { graphOptimizationLevel: 'basic' }],
  ];
  return [
    { ...plain, name: '16 rows', batch: { rows: 16 } },
    ...[512, 1024, 2048, 4096, 8192].map((tokens) => ({
      ...plain,
      name: `${tokens} tokens`,
      batch: { tokens },
    })),
    ...sessions.map(([name, options]) => ({
      ...plain,
      name: `${tokens} tokens, ${name}`,
      options: { ...usual, ...options },
    })),
    ...others.map((other) => ({ ...plain, name: other.split('/').at(-1) ?? other, graph: other })),
  ];
}

/** Opens the variant and runs all rows once. */
export async function runVariant(
  { graph, options, batch }: Variant,
  rows: readonly (readonly number[])[],
): Promise<Turn> {
  const session = await InferenceSession.create(readFileSync(graph), options);
  const batches = batchesOf(rows, batch);
  // The first run allocates.
  await runBatch(session, rows.slice(0, 2), 'embedding');
  const vectors: Float32Array[] = new Array(rows.length);
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (const own of batches) {
    const { values } = await runBatch(
      session,
      own.map((at) => rows[at] ?? []),
      'embedding',
    );
    const width = values.length / own.length;
    own.forEach((at, row) => {
      vectors[at] = values.slice(row * width, (row + 1) * width);
    });
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await session.release();
  return { seconds, cpuSeconds: (user + system) / 1e6, vectors };
}

function batchesOf(
  rows: readonly (readonly number[])[],
  batch: Variant['batch'],
): readonly (readonly number[])[] {
  const lengthOf = (at: number) => rows[at]?.length ?? 0;
  const batches: number[][] = [];
  for (const at of rows.map((_, index) => index).sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const open = batches.at(-1);
    const size = open === undefined ? 0 : open.length + 1;
    const fits = 'rows' in batch ? size <= batch.rows : size * lengthOf(at) <= batch.tokens;
    if (open !== undefined && fits) open.push(at);
    else batches.push([at]);
  }
  return batches;
}
