/**
 * The embedded engine with 100,000 passages:
 * `node dist/bench/scale.js --data DIR --work DIR [--passages N] [--real N]`.
 *
 * The first run builds what --work keeps: the corpus (scale/corpus.ts says of what), the vectors of
 * `real` passages as the encoder makes them, the others mixed of those (scale/vectors.ts), and the
 * indexes. Measured are the search without its encoding, how long it holds the event loop, memory,
 * the start of the program, an article added, and how much of the nearest the graph finds.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { quantile } from '../src/eval/metrics.js';
import { readPack } from '../src/models/pack.js';
import { measure } from './scale/measure.js';
import { layoutOf, prepare } from './scale/prepare.js';
import { scaleQuestions } from './scale/questions.js';

const STARTS = 5;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    work: { type: 'string' },
    passages: { type: 'string', default: '100000' },
    real: { type: 'string', default: '5000' },
    // What is built takes room that would count as the engine's: a process of its own measures.
    prepared: { type: 'boolean', default: false },
  },
});
const { data, work } = values;
if (data === undefined || work === undefined) throw new Error('--data or --work is missing');
const { packFolder } = readConfig({});
const pack = await readPack(packFolder);
const questions = await scaleQuestions(data, join(packFolder, '..', 'training', 'questions'));

if (values.prepared) await measure(pack, questions, work);
else {
  const [passages, real] = [Number(values.passages), Number(values.real)];
  await prepare(pack, { data, questions, work, passages, real });
  const own = process.argv[1] ?? '';
  const args = [own, '--data', data, '--work', work, '--prepared'];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`measuring ended with ${status}`);
  starts(work, questions[0]?.question ?? '');
}

function starts(work: string, question: string): void {
  const { corpus, index } = layoutOf(work);
  const args = ['scripts/mostanad.mjs', 'ask', '--corpus', corpus, '--data', index, '--', question];
  const times = Array.from({ length: STARTS }, () => {
    const from = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - from;
  });
  console.log(
    `process start to printed answer: median ${quantile(times, 0.5).toFixed(0)} ms, ` +
      `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`,
  );
}
