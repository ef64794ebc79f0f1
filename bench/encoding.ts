/**
 * How many passages the pack's encoder makes vectors of in a second, beside onnxruntime in Python with
 * the same pack and texts, and how other ways to run it compare:
 * `node dist/bench/encoding.js --data DIR --python PATH [--passages N] [--rounds N] [--graphs DIR]`.
 *
 * All ways take turns; the best turn of each counts, and processor time beside it where other work
 * disturbs. Distances are cosine distances to the vectors of the product. `--graphs`: other forms of
 * the graph (encoding/graphs.py). The Python needs training/requirements.txt.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { dot } from '../src/models/dot.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack, readPackFile } from '../src/models/pack.js';
import { createTokenizer, END, START } from '../src/models/tokenizer.js';
import { type NewsRow, readRows, spread } from '../training/data.js';
import { runVariant, type Turn, variants } from './encoding/variants.js';
import { passageTexts } from './scale/corpus.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    python: { type: 'string' },
    passages: { type: 'string', default: '512' },
    rounds: { type: 'string', default: '3' },
    graphs: { type: 'string' },
  },
});
const { data, python, graphs } = values;
if (data === undefined || python === undefined) throw new Error('--data or --python is missing');
const rounds = Number(values.rounds);
const pack = await readPack(readConfig({}).packFolder);
const papers = ['fars', 'varzesh3'].flatMap((name) => readRows<NewsRow>(data, `news/${name}`));
const texts = spread(papers.flatMap(passageTexts), Number(values.passages));

const tokenizer = createTokenizer(pack, (await readPackFile(pack, 'tokenizer.json')).toString());
const tokenising = performance.now();
const rows = texts.map((text) => {
  const ids = tokenizer.ids(pack.passagePrefix + text).slice(0, pack.maxTokens - 2);
  return [START, ...ids, END];
});
const tokenised = performance.now() - tokenising;
const lengths = rows.map((row) => row.length);
console.log(
  `${rows.length} passages, tokens mean ${(sum(lengths) / rows.length).toFixed(0)}, ` +
    `at most ${Math.max(...lengths)}; cut into tokens in ${(tokenised / rows.length).toFixed(2)} ms each`,
);

const ways = variants(
  join(pack.folder, 'encoder.onnx'),
  graphs === undefined ? [] : readdirSync(graphs).map((name) => join(graphs, name)),
);
const encoder = new Encoder(pack);
const product = await throughProduct();
const best = new Map<string, Turn>();
for (let round = 0; round < rounds; round += 1) {
  keep('the product: tokens, thread and all', await throughProduct());
  for (const way of ways) keep(way.name, await runVariant(way, rows));
}
await encoder.close();
const twin = throughPython(python);

console.log('way | passages/s | processor ms a passage | distance, mean | largest');
row(`onnxruntime ${twin.version} in Python`, Math.min(...twin.seconds), null, twin.vectors);
for (const [name, { seconds, cpuSeconds, vectors }] of best)
  row(name, seconds, cpuSeconds, vectors);

function keep(name: string, turn: Turn): void {
  const before = best.get(name) ?? turn;
  const seconds = Math.min(turn.seconds, before.seconds);
  best.set(name, { ...turn, seconds, cpuSeconds: Math.min(turn.cpuSeconds, before.cpuSeconds) });
}

/** The encoder as a sync uses it. */
async function throughProduct() {
  await encoder.embedQuery('آماده');
  const cpu = process.cpuUsage();
  const started = performance.now();
  const vectors = await encoder.embedDocuments([...texts]);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, vectors };
}

interface Twin {
  readonly version: string;
  readonly seconds: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

function throughPython(program: string): Twin {
  const script = join(pack.folder, '..', 'bench', 'encoding', 'twin.py');
  const args = [script, '--pack', pack.folder, '--threads', '2', '--rounds', String(rounds)];
  const input = JSON.stringify(texts.map((text) => pack.passagePrefix + text));
  return JSON.parse(execFileSync(program, args, { input, maxBuffer: 2 ** 30 }).toString());
}

function row(
  name: string,
  seconds: number,
  cpuSeconds: number | null,
  vectors: Turn['vectors'],
): void {
  const distances = vectors.map((vector, at) =>
    Math.max(0, 1 - dot(product.vectors[at] ?? [], Float32Array.from(vector))),
  );
  const cells = [
    name,
    (texts.length / seconds).toFixed(1),
    cpuSeconds === null ? '' : ((1000 * cpuSeconds) / texts.length).toFixed(1),
    (sum(distances) / distances.length).toExponential(1),
    Math.max(...distances).toExponential(1),
  ];
  console.log(cells.join(' | '));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
