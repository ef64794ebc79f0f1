/**
 * A cluster that loses a node: `node dist/bench/node-loss.js --data DIR [--articles N]`.
 *
 * Three nodes, three shards, one replica. While a sync stores articles and 500 questions are asked, the node that
 * manages the cluster is killed (SIGKILL). Does any question fail, is anything lost that was
 * acknowledged, and how long until every shard has its replica again? Then the node comes back.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { Embeddings } from '@langchain/core/embeddings';
import { messageOf } from '../src/errors.js';
import { quantile } from '../src/eval/metrics.js';
import type { Engine, VectorSpace } from '../src/search/engine.js';
import { openOpenSearchEngine } from '../src/search/opensearch/engine.js';
import { search } from '../src/search/search.js';
import { sync } from '../src/search/sync.js';
import { type NewsRow, type QuestionRow, readRows, spread } from '../training/data.js';
import { seededRandom } from './stories/random.js';

const QUESTIONS = 500;
/** The node is killed when so many have been asked. */
const KILLED_AT = 100;
/** Between two questions, in milliseconds: they last as long as the cluster takes to notice. */
const PAUSE = 60;
const SPACE: VectorSpace = { fingerprint: 'a-bench-of-384-x', dimensions: 384 };

interface ClusterNode {
  readonly name: string;
  readonly url: string;
  kill(signal: string): Promise<void>;
  restart(): void;
}

interface Cluster {
  readonly nodes: readonly ClusterNode[];
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Any vectors do: what is measured is whether they stay. */
class RandomEmbeddings extends Embeddings {
  constructor() {
    super({});
  }
  override async embedQuery(text: string): Promise<number[]> {
    const random = seededRandom(crc32(text));
    const vector = Array.from({ length: SPACE.dimensions }, () => random() - 0.5);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }
  override embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, articles: { type: 'string', default: '400' } },
});
if (values.data === undefined) throw new Error('--data is missing');
const news = spread(readRows<NewsRow>(values.data, 'news/fars'), Number(values.articles));
const questions = spread(
  readRows<QuestionRow>(values.data, 'qa/pquad-validation').map(({ question }) => question),
  QUESTIONS,
);
const folder = mkdtempSync(join(tmpdir(), 'mostanad-node-loss-'));
const corpus = join(folder, 'news.jsonl');
const lines = news.map(({ id, title, text }) => JSON.stringify({ id, title, text }));
writeFileSync(corpus, lines.join('\n'));

const { startCluster } = (await import(
  new URL('../../scripts/opensearch.mjs', import.meta.url).href
)) as { startCluster(count: number): Promise<Cluster> };
const started = performance.now();
const cluster = await startCluster(3);
console.log(`three nodes ready in ${seconds(performance.now() - started)} s`);
try {
  await loseNode(cluster);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function loseNode({ nodes, urls }: Cluster): Promise<void> {
  const where = { urls, login: null, caFile: null, shards: 3 };
  const settings = { ...where, folder, prefix: 'bench-node-loss' };
  const embeddings = new RandomEmbeddings();
  const [reader, writer] = [
    await openOpenSearchEngine(settings, SPACE),
    await openOpenSearchEngine(settings, SPACE),
  ];
  await until(urls, 'green');
  const acknowledged = ledger(writer);
  let syncEnded: number | null = null;
  const syncing = sync({ engine: acknowledged.engine, embeddings }, [corpus]).then((summary) => {
    syncEnded = performance.now();
    return summary;
  });
  const manager = await managerOf(urls);
  const killed = nodes.find(({ name }) => name === manager) as ClusterNode;
  let killedAt = 0;
  let green: Promise<number> | null = null;
  let yellow: Promise<number> | null = null;
  const times: number[] = [];
  const failures: string[] = [];
  for (const [at, question] of questions.entries()) {
    if (at === KILLED_AT) {
      console.log(
        `killed ${killed.name}, the manager: ${acknowledged.articles.size} articles acknowledged`,
      );
      const dead = killed.kill('SIGKILL');
      killedAt = performance.now();
      const living = urls.filter((url) => url !== killed.url);
      yellow = until(living, 'yellow', 2);
      green = until(living, 'green', 2);
      await dead;
    }
    const from = performance.now();
    try {
      await search(reader, question, await embeddings.embedQuery(question), 5);
    } catch (error) {
      failures.push(messageOf(error));
    }
    times.push(performance.now() - from);
    await pause(PAUSE);
  }
  const after = times.slice(KILLED_AT);
  console.log(`${questions.length} questions, failed: ${failures.length} ${failures[0] ?? ''}`);
  console.log(`  before the kill: ${spreadOf(times.slice(0, KILLED_AT))}`);
  console.log(
    `  after it: ${spreadOf(after)}; longest: ${(Math.max(...after) / 1000).toFixed(1)} s`,
  );
  const summary = await syncing;
  console.log(`sync: ${summary.added} articles added, ${summary.passages} vectors stored`);
  console.log(`  ended ${seconds((syncEnded ?? 0) - killedAt)} s after the kill`);
  console.log(`every shard there again after ${seconds(((await yellow) ?? 0) - killedAt)} s`);
  console.log(
    `green after ${seconds(((await green) ?? 0) - killedAt)} s (replicas are made anew after a minute)`,
  );
  await check(reader, acknowledged);
  killed.restart();
  const back = performance.now();
  await until([killed.url], 'green', 3);
  console.log(`the node back, three and green: ${seconds(performance.now() - back)} s`);
  await check(reader, acknowledged);
  await Promise.all([reader.close(), writer.close()]);
}

/** An engine that writes down what it acknowledged. */
function ledger(inner: Engine) {
  const articles = new Map<string, string>();
  const vectors = new Map<number, readonly number[]>();
  const engine: Engine = {
    ...inner,
    async putArticle(indexed) {
      await inner.putArticle(indexed);
      articles.set(indexed.article.id, indexed.hash);
    },
    async putVectors(some) {
      await inner.putVectors(some);
      for (const { id, vector } of some) vectors.set(id, vector);
    },
  };
  return { engine, articles, vectors };
}

async function check(engine: Engine, { articles, vectors }: ReturnType<typeof ledger>) {
  let lost = 0;
  for (const [id, hash] of articles) {
    const stored = await engine.article(id);
    if (stored?.indexed.hash !== hash || stored.vectors.some((vector) => vector === null))
      lost += 1;
  }
  const some = [...vectors].filter((_, at) => at % 10 === 0);
  const [, sample] = some[0] ?? [0, []];
  const found = await engine.cosines(
    sample,
    some.map(([id]) => id),
  );
  const known = await engine.knownArticles();
  console.log(
    `acknowledged: ${articles.size} articles, ${vectors.size} vectors; lost: ${lost} articles, ` +
      `${some.length - found.size} of ${some.length} vectors looked at; listed: ${known.length} articles`,
  );
}

async function managerOf(urls: readonly string[]): Promise<string> {
  const reply = await fetch(`${urls[0]}/_cat/cluster_manager?h=node`);
  return (await reply.text()).trim();
}

/** Waits for a state of the cluster, asked of whichever node answers. @returns when that was */
async function until(urls: readonly string[], status: string, nodes = 0): Promise<number> {
  for (let at = 0; ; at += 1) {
    try {
      const wanted = `wait_for_status=${status}${nodes > 0 ? `&wait_for_nodes=${nodes}` : ''}`;
      const reply = await fetch(`${urls[at % urls.length]}/_cluster/health?${wanted}&timeout=2s`);
      const body = (await reply.json()) as { readonly timed_out?: boolean };
      if (reply.ok && body.timed_out === false) return performance.now();
    } catch {
      // It is just being killed, or not up yet.
    }
    await pause(100);
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function spreadOf(times: readonly number[]): string {
  const [half, most] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(0));
  return `p50 ${half}, p95 ${most} ms`;
}
