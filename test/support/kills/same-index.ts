import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dot } from '../../../src/models/dot.js';
import { floatsOf } from '../../../src/search/embedded/vectors.js';

/** What two indexes of one corpus must say alike, whatever became of them before. */
const QUERIES: Readonly<Record<string, string>> = {
  files: 'SELECT * FROM file ORDER BY path',
  articles: 'SELECT * FROM article ORDER BY id',
  blocks: 'SELECT * FROM block ORDER BY article_id, paragraph',
  passages:
    'SELECT article_id, paragraph, start, end, speaker, terms, context_terms, term_count FROM passage ORDER BY 1, 2, 3',
  keywords: 'SELECT term, col, doc, cnt FROM keyword_by_column ORDER BY 1, 2',
  totals: "SELECT key, value FROM meta WHERE key IN ('passages', 'terms') ORDER BY key",
  packs: 'SELECT fingerprint, serving FROM pack ORDER BY 1',
  stories: 'SELECT article_id, signature FROM story ORDER BY article_id',
  reports:
    'SELECT a.article_id AS one, b.article_id AS other FROM story_pair JOIN story a ON a.id = story JOIN story b ON b.id = other ORDER BY 1, 2',
};
const VECTORS =
  'SELECT article_id, paragraph, start, data FROM passage JOIN vector ON passage_id = passage.id ORDER BY 1, 2, 3';

/** A vector may differ in its last digits by what it was encoded with. */
const ALIKE = 0.9999;

/** In what two data folders of one corpus differ, as sentences. */
export async function differences(data: string, fresh: string): Promise<readonly string[]> {
  const [one, other] = [data, fresh].map(
    (folder) => new Database(join(folder, 'index.sqlite'), { readonly: true }),
  );
  if (one === undefined || other === undefined) throw new Error('two folders are compared');
  try {
    const unlike = Object.entries(QUERIES).flatMap(([what, query]) => {
      const [here, there] = [one, other].map((database) => database.prepare(query).all());
      return JSON.stringify(here) === JSON.stringify(there) ? [] : [`other ${what} than anew`];
    });
    return [...unlike, ...vectorDifferences(one, other), ...leftOver(data)];
  } finally {
    one.close();
    other.close();
  }
}

interface VectorRow {
  readonly article_id: string;
  readonly paragraph: number;
  readonly start: number;
  readonly data: Buffer;
}

function vectorDifferences(one: Database.Database, other: Database.Database): readonly string[] {
  const [here, there] = [one, other].map((from) => from.prepare(VECTORS).all() as VectorRow[]);
  if (here?.length !== there?.length) return [`${here?.length} vectors, anew ${there?.length}`];
  const unlike = (here ?? []).filter((row, at) => {
    const twin = there?.[at];
    if (twin === undefined || placeOf(row) !== placeOf(twin)) return true;
    return dot(Array.from(floatsOf(row.data)), floatsOf(twin.data)) < ALIKE;
  });
  return unlike.length === 0 ? [] : [`vectors unlike those made anew: ${unlike.length}`];
}

function placeOf({ article_id, paragraph, start }: VectorRow): string {
  return `${article_id} ${paragraph} ${start}`;
}

/** Nothing that was being written when a process was killed piles up. */
function leftOver(data: string): readonly string[] {
  const known = /^(index\.sqlite(-wal|-shm)?|vectors\.(hnsw|json)|encoders|.*\.lock)$/u;
  const parts = readdirSync(data).filter((name) => !known.test(name));
  return parts.length <= 5 ? [] : [`left over: ${parts.join(', ')}`];
}
