import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mean, quantile } from '../../src/eval/metrics.js';
import type { Encoder } from '../../src/models/encoder.js';
import { copyIndex } from '../../src/search/copy.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { search } from '../../src/search/search.js';
import { type Asked, timeParts, withVectors } from '../scale/asked.js';
import { layoutOf } from '../scale/prepare.js';
import { scaleQuestions } from '../scale/questions.js';

const LIMIT = 5;
/** Questions that meet cold code and caches, and are not counted. */
const WARM_UP = 40;
const SMALL = 10_000;

/** Times the search without its encoding in both engines, question by question in turn. */
export async function searchTimes(
  encoder: Encoder,
  cluster: Omit<OpenSearchSettings, 'prefix'>,
  data: string,
  large: string,
  work: string,
): Promise<void> {
  const { pack } = encoder;
  const layout = layoutOf(large);
  const questions = await scaleQuestions(data, join(pack.folder, '..', 'training', 'questions'));
  const asked = await withVectors(encoder, layout.questions, questions);

  const all = openEmbeddedEngine(layout.index, pack);
  const some = openEmbeddedEngine(join(work, 'index-small'), pack);
  await fill(await firstOf(all, SMALL), some, 'embedded');
  const engines: Record<string, Engine> = {};
  for (const [name, embedded] of [
    ['small', some],
    ['large', all],
  ] as const) {
    await embedded.ready();
    const prefix = `bench-times-${name}`;
    const other = await openOpenSearchEngine({ ...cluster, prefix }, pack);
    await fill(embedded, other, 'OpenSearch');
    const passages = await embedded.passageCount();
    engines[`embedded, ${passages}`] = embedded;
    engines[`OpenSearch, ${passages}`] = other;
  }
  console.log(`${asked.length} questions, each asked of all in turn:`);
  await measure(engines, asked);
  for (const engine of Object.values(engines)) await engine.close();
}

async function fill(from: Engine, to: Engine, name: string): Promise<void> {
  const started = performance.now();
  const { articles, vectors } = await copyIndex(from, to, () => {}, new AbortController().signal);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (articles > 0)
    console.log(`${articles} articles, ${vectors} vectors into ${name}: ${seconds} s`);
}

/** An engine as far as its first so many passages. */
async function firstOf(engine: Engine, passages: number): Promise<Engine> {
  const articles = await engine.knownArticles();
  let count = 0;
  let taken = 0;
  while (count < passages && taken < articles.length) {
    const stored = await engine.article(articles[taken]?.id ?? '');
    count += stored?.indexed.passages.length ?? 0;
    taken += 1;
  }
  return {
    ...engine,
    knownArticles: async () => articles.slice(0, taken),
    knownFiles: async () => [],
  };
}

async function measure(
  engines: Readonly<Record<string, Engine>>,
  asked: readonly Asked[],
): Promise<void> {
  const entries = Object.entries(engines);
  for (const one of asked.slice(0, WARM_UP)) {
    for (const [, engine] of entries) await search(engine, one.question, one.vector, LIMIT);
  }
  const times = new Map<string, number[]>();
  const note = (what: string, value: number) =>
    times.set(what, [...(times.get(what) ?? []), value]);
  const right = new Map<string, number[]>();
  for (const one of asked) {
    const { question, vector, place } = one;
    for (const [name, engine] of entries) {
      const from = performance.now();
      const { candidates } = await search(engine, question, vector, LIMIT);
      note(`${name}: search`, performance.now() - from);
      const best = candidates[0]?.passage;
      if (place !== null) {
        const isRight = best?.articleId === place.article && best.paragraph === place.paragraph;
        right.set(name, [...(right.get(name) ?? []), isRight ? 1 : 0]);
      }
      await nextTurn();
    }
  }
  const some = asked.filter((_, at) => at % 4 === 0);
  for (const [name, engine] of entries) {
    await timeParts(engine, some, (part, time) => note(`${name}:   ${part}`, time));
  }
  for (const [what, values] of times) {
    const [half, most] = [0.5, 0.95].map((share) => quantile(values, share).toFixed(1));
    console.log(`  ${what}: p50 ${half}, p95 ${most} ms`);
  }
  for (const [name, values] of right) {
    console.log(`  ${name}: R@1 of ${values.length} questions on PQuAD ${mean(values).toFixed(4)}`);
  }
}
