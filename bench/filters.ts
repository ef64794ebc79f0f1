/**
 * What the nearest passages within a filter cost, found one by one and through the graph, by how many
 * are within it: `node dist/bench/filters.js [PASSAGES]`. Vectors are made up: of 200 subjects, around
 * which passages lie; a filter takes articles whatever their subject.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passagesOf } from '../src/corpus/passages.js';
import { mean, quantile } from '../src/eval/metrics.js';
import { signatureOf } from '../src/search/duplicates/signature.js';
import { openDatabase } from '../src/search/embedded/database.js';
import { eligibility, nearestOfFew } from '../src/search/embedded/eligible.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { followVectors } from '../src/search/embedded/following.js';
import type { Filter } from '../src/search/filter.js';
import { seededRandom } from './stories/random.js';

const SPACE = { fingerprint: 'made-up-vectors-of-a-benchmark', dimensions: 384 };
const AN_ARTICLE = 10;
const SUBJECTS = 200;
/** How far passages lie from their subject: the cosine of two of them is then about .8. */
const SPREAD = 0.5;
const SHARES = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
const QUESTIONS = 40;
const NEAREST = 50;

const random = seededRandom(1);
const unit = (vector: readonly number[]) => {
  const length = Math.hypot(...vector);
  return vector.map((one) => one / length);
};
const anywhere = () => unit(Array.from({ length: SPACE.dimensions }, () => 2 * random() - 1));
const subjects = Array.from({ length: SUBJECTS }, anywhere);
const around = (subject: number) => {
  const other = anywhere();
  return unit((subjects[subject] ?? []).map((one, at) => one + SPREAD * (other[at] ?? 0)));
};

const passages = Number(process.argv[2] ?? 30_000);
const folder = mkdtempSync(join(tmpdir(), 'mostanad-bench-filters-'));
try {
  await fill();
  measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Articles whose category says in which of the shares they are. */
async function fill(): Promise<void> {
  const engine = openEmbeddedEngine(folder, SPACE);
  for (let at = 0; at < passages / AN_ARTICLE; at += 1) {
    const id = `${at}`;
    const title = `خبر ${at}`;
    const texts = Array.from({ length: AN_ARTICLE }, (_, row) => `متن ${at} ${row}`);
    const blocks = [
      { paragraph: 0, role: 'headline' as const, text: title },
      ...texts.map((text, row) => ({ paragraph: row + 1, role: 'body' as const, text })),
    ];
    // The first hundredth is in every share, what comes after it in the larger ones.
    const place = (at * 37) % 100;
    const source = `${SHARES.filter((share) => place < share * 100).length}`;
    const facts = { date: null, source, url: null, category: null };
    const article = { id, title, ...facts, blocks };
    await engine.putArticle({
      article,
      hash: id,
      file: '/bench',
      signature: signatureOf(article),
      passages: passagesOf(article).map((passage) => ({
        passage,
        terms: passage.text.split(' '),
        contextTerms: [],
      })),
    });
  }
  const waiting = await engine.withoutVector(0, passages);
  await engine.putVectors(
    waiting.map(({ id }) => ({ id, vector: around(Math.floor(random() * SUBJECTS)) })),
  );
  await engine.close();
}

function measure(): void {
  const database = openDatabase(folder);
  const following = followVectors(database, folder, SPACE);
  while (following.behind() > 0) following.step();
  const graph = following.graph();
  const questions = Array.from({ length: QUESTIONS }, (_, at) => around(at));
  console.log(`${graph.size()} passages; milliseconds, mean and p95, and recall@${NEAREST}`);
  for (const share of SHARES) {
    const filter = within(share);
    const exact: number[] = [];
    const through: number[] = [];
    const recalls: number[] = [];
    let asked = 0;
    for (const question of questions) {
      const started = performance.now();
      const wanted = nearestOfFew(database, SPACE, filter, question, NEAREST);
      const between = performance.now();
      const isEligible = eligibility(database, filter);
      const found = graph.nearest(question, NEAREST, (id) => {
        asked += 1;
        return isEligible(id);
      });
      through.push(performance.now() - between);
      exact.push(between - started);
      const ids = new Set(wanted.map(({ id }) => id));
      recalls.push(found.filter(({ id }) => ids.has(id)).length / wanted.length);
    }
    const shown = [`share ${share}`, `one by one ${times(exact)}`, `graph ${times(through)}`];
    shown.push(`recall ${mean(recalls).toFixed(3)}`, `looked up ${Math.round(asked / QUESTIONS)}`);
    console.log(shown.join(', '));
  }
  database.close();
}

/** The articles of a share: of its number, and of those of smaller shares. */
function within(share: number): Filter {
  const from = SHARES.indexOf(share) + 1;
  const sources = SHARES.map((_, at) => `${at + 1}`).filter((source) => Number(source) >= from);
  return { sources, from: null, to: null, categories: [], languages: [] };
}

function times(all: readonly number[]): string {
  return `${mean(all).toFixed(1)} (${quantile(all, 0.95).toFixed(1)})`;
}
