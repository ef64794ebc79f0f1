/**
 * Speed of the whole product on this machine:
 * `node dist/bench/speed.js --corpus PATH --questions FILE [--runs N]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { quantile } from '../src/eval/metrics.js';
import { readQuestions } from '../src/eval/questions.js';
import { openMostanad } from '../src/mostanad.js';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: 'corpus' },
    questions: { type: 'string' },
    runs: { type: 'string', default: '9' },
  },
});
if (values.questions === undefined) throw new Error('--questions is missing');

const data = mkdtempSync(join(tmpdir(), 'mostanad-speed-'));
const questions = (await readQuestions(values.questions)).map(({ question }) => question);

const bot = await openMostanad(readConfig({ corpus: [values.corpus], data }));
await bot.ask('آماده');
const started = performance.now();
const { passages } = await bot.sync();
const seconds = (performance.now() - started) / 1000;
console.log(
  `index: ${passages} passages in ${seconds.toFixed(2)} s, ${(passages / seconds).toFixed(1)} a second`,
);

// The first questions meet cold code; what a running process does is measured after them.
for (const question of questions.slice(0, 20)) await bot.ask(question);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const timings: Record<string, number>[] = [];
for (const question of questions) timings.push((await bot.ask(question)).timings);
delay.disable();
for (const stage of Object.keys(timings[0] ?? {})) {
  const times = timings.flatMap((timing) => timing[stage] ?? []);
  console.log(
    `${stage}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`,
  );
}
console.log(
  `event loop held: p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, at most ${(delay.max / 1e6).toFixed(1)} ms`,
);
await bot.close();

const walls = Array.from({ length: Number(values.runs) }, () => {
  const from = performance.now();
  const args = [
    'scripts/mostanad.mjs',
    'ask',
    '--corpus',
    values.corpus,
    '--data',
    data,
    '--',
    questions[0] ?? '',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - from;
});
console.log(
  `process start to printed answer: median ${quantile(walls, 0.5).toFixed(0)} ms, ` +
    `${Math.min(...walls).toFixed(0)} to ${Math.max(...walls).toFixed(0)}`,
);
rmSync(data, { recursive: true, force: true });
