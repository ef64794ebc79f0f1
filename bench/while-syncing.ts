/**
 * How questions fare while articles come in:
 * `node dist/bench/while-syncing.js --data SHARED_DATA --questions FILE [--articles N]`.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readConfig } from '../src/config.js';
import { quantile } from '../src/eval/metrics.js';
import { readQuestions } from '../src/eval/questions.js';
import { type Mostanad, openMostanad } from '../src/mostanad.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    questions: { type: 'string' },
    articles: { type: 'string', default: '150' },
  },
});
const { data, questions: questionsFile } = values;
if (data === undefined || questionsFile === undefined) {
  throw new Error('--data and --questions are needed');
}

/** Between two questions, as people leave it; without it nothing would be left for the sync. */
const PAUSE_MS = 100;

const work = mkdtempSync(join(tmpdir(), 'mostanad-while-'));
const corpus = join(work, 'corpus');
mkdirSync(corpus);
cpSync('corpus/seed-article.txt', join(corpus, 'seed-article.txt'));
const questions = (await readQuestions(questionsFile)).map(({ question }) => question);
const bot = await openMostanad(readConfig({ corpus: [corpus], data: join(work, 'data') }));
await bot.sync();
for (const question of questions) await bot.ask(question);

console.log('| | questions | p50 ms | p95 ms | event loop held at most, ms |');
console.log('|---|---|---|---|---|');
const idle = await askUntil(bot, questions.length * 2);
row('idle', idle);
const news = gunzipSync(readFileSync(join(data, 'news', 'fars.jsonl.gz'))).toString('utf8');
const lines = news.split('\n').filter(Boolean).slice(0, Number(values.articles));
writeFileSync(join(corpus, 'news.jsonl'), `${lines.join('\n')}\n`);
let syncing = true;
const started = performance.now();
const sync = bot.sync({ behind: true }).finally(() => {
  syncing = false;
});
const during = await askUntil(bot, Number.POSITIVE_INFINITY, () => !syncing);
const { added, passages } = await sync;
row('while syncing', during);
row('idle again', await askUntil(bot, questions.length * 2));
const seconds = (performance.now() - started) / 1000;
console.log(
  `\n${added} articles, ${passages} passages, ${seconds.toFixed(0)} s with questions beside them`,
);
const ratio = quantile(during.times, 0.95) / quantile(idle.times, 0.95);
console.log(`p95 while syncing against idle: ${ratio.toFixed(2)}`);
await bot.close();
rmSync(work, { recursive: true });

interface Timed {
  readonly times: readonly number[];
  readonly held: number;
}

async function askUntil(asked: Mostanad, most: number, done = () => false): Promise<Timed> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: number[] = [];
  while (times.length < most && !done()) {
    const from = performance.now();
    await asked.ask(questions[times.length % questions.length] ?? '');
    times.push(performance.now() - from);
    await pause(PAUSE_MS);
  }
  delay.disable();
  return { times, held: delay.max / 1e6 };
}

function row(name: string, { times, held }: Timed): void {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.log(
    `| ${name} | ${times.length} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${held.toFixed(0)} |`,
  );
}
