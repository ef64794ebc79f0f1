/**
 * A sync that is killed again and again, while questions are asked:
 * `node dist/bench/kills.js --data DIR [--articles 500] [--kills 200] [--seed 6]`, with the articles of
 * news/fars and news/varzesh3 in DIR, or with `--corpus FILE`, a .jsonl file. Exit status 1 where
 * anything was wrong.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from '../test/support/kills/corpus.js';
import { type Kill, runKills } from '../test/support/kills/kills.js';
import { type NewsRow, readRows } from '../training/data.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    corpus: { type: 'string' },
    articles: { type: 'string', default: '500' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '6' },
  },
});

const rows = articles().slice(0, Number(values.articles));
const folder = mkdtempSync(join(tmpdir(), 'mostanad-kills-'));
const started = performance.now();
try {
  const plan = { folder, rows, kills: Number(values.kills), seed: Number(values.seed) };
  const { kills, asked, answered, cited, faults } = await runKills(plan, print);
  table(kills);
  console.log(`questions meanwhile: ${asked}, answered ${answered}, citations checked ${cited}`);
  for (const fault of faults) console.log(`WRONG: ${fault}`);
  console.log(`${faults.length} faults, ${secondsSince(started)} s`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function articles(): readonly Row[] {
  if (values.corpus !== undefined) {
    const lines = readFileSync(values.corpus, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Row);
  }
  const { data } = values;
  if (data === undefined) throw new Error('--data or --corpus is missing');
  return ['fars', 'varzesh3'].flatMap((name) => readRows<NewsRow>(data, `news/${name}`));
}

function print({ phase, killed, articles, passages, vectors }: Kill): void {
  const what = `${killed ? 'killed' : 'ended before'} while ${phase}`;
  const held = `${articles} articles, ${passages} passages, ${vectors} vectors`;
  console.log(`${secondsSince(started)} s: ${what}: ${held}`);
}

function table(kills: readonly Kill[]): void {
  console.log('phase | killed | ended before');
  for (const phase of ['starting', 'reading', 'encoding', 'storing', 'closing', 'anything']) {
    const of = kills.filter((kill) => kill.phase === phase);
    const killed = of.filter((kill) => kill.killed).length;
    console.log([phase, killed, of.length - killed].join(' | '));
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
