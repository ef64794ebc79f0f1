import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { withContext } from '../../corpus/passages.js';
import { dot } from '../../models/dot.js';
import type { EncodablePassage, PassageVector, VectorSpace } from '../engine.js';

/** Of another space's vectors, deleted between two turns of the event loop: a few milliseconds. */
const DELETED_A_TURN = 500;

/** What makes up a passage as it is encoded, and where it stands. */
const ENCODED = `start, end, speaker, block.text AS text, iif(role = 'headline', '', title) AS title`;
const PASSAGES = `passage JOIN block USING (article_id, paragraph) JOIN article ON article.id = article_id`;

interface EncodedRow {
  readonly start: number;
  readonly end: number;
  readonly speaker: string | null;
  /** The whole paragraph. */
  readonly text: string;
  readonly title: string;
}

function encodedText({ start, end, speaker, text, title }: EncodedRow): string {
  return withContext({ speaker, title, text: text.slice(start, end) });
}

/** The stored vectors of one space. What writes runs inside the caller's transaction. */
export interface Vectors {
  put(vectors: readonly PassageVector[]): void;
  without(after: number, limit: number): readonly EncodablePassage[];
  withoutCount(): number;
  cosines(vector: readonly number[], ids: readonly number[]): ReadonlyMap<number, number>;
  serve(): void;
  /** Whether there was anything to forget. */
  forgetOthers(): Promise<boolean>;
}

/** The number of a space in an index; null where it has no vectors there yet. */
export function spaceOf(database: Database.Database, { fingerprint }: VectorSpace): number | null {
  const find = database.prepare('SELECT id FROM pack WHERE fingerprint = ?').pluck();
  return (find.get(shortened(fingerprint)) as number | undefined) ?? null;
}

/** The beginning of the fingerprint whose vectors an index answers from; null where none does. */
export function servingSpace(database: Database.Database): string | null {
  const find = database.prepare('SELECT fingerprint FROM pack WHERE serving = 1').pluck();
  return (find.get() as string | undefined) ?? null;
}

/** A fingerprint as it is stored: enough to tell two apart. */
export function shortened(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}

/** Opens the vectors of a space in an index. */
export function openVectors(database: Database.Database, space: VectorSpace): Vectors {
  const ofPack = `pack = (SELECT id FROM pack WHERE fingerprint = '${shortened(space.fingerprint)}')`;
  const has = `EXISTS (SELECT 1 FROM vector WHERE passage_id = passage.id AND ${ofPack})`;
  const stored = database
    .prepare(`SELECT data FROM vector WHERE passage_id = ? AND ${ofPack}`)
    .pluck();
  const without = database.prepare(`
    SELECT passage.id AS id, ${ENCODED} FROM ${PASSAGES}
    WHERE passage.id > ? AND NOT ${has} ORDER BY passage.id LIMIT ?`);
  // Counted apart: to look for each passage's vector takes eight times as long.
  const count = database
    .prepare(`
      SELECT (SELECT value FROM meta WHERE key = 'passages')
        - (SELECT count(*) FROM vector WHERE ${ofPack})`)
    .pluck();
  // A passage may be gone since it was read for encoding.
  const insert = database.prepare(`
    INSERT OR IGNORE INTO vector (passage_id, pack, data)
    SELECT id, ?, ? FROM passage WHERE id = ?`);
  const name = database.prepare(`
    INSERT INTO pack (fingerprint) VALUES (?) ON CONFLICT DO UPDATE SET forgotten = 0`);
  const serve = database.prepare('UPDATE pack SET serving = (fingerprint = ?)');
  const forget = database.prepare(
    `DELETE FROM vector WHERE seq IN (SELECT seq FROM vector WHERE NOT ${ofPack} LIMIT ?)`,
  );
  // Their names stay: a graph of theirs finds by them what went.
  const others = database
    .prepare('SELECT count(*) FROM pack WHERE fingerprint <> ? AND NOT forgotten')
    .pluck();
  const forgotten = database.prepare('UPDATE pack SET forgotten = 1 WHERE fingerprint <> ?');
  const fingerprint = shortened(space.fingerprint);
  return {
    put(vectors) {
      name.run(fingerprint);
      const pack = spaceOf(database, space);
      for (const { id, vector } of vectors) insert.run(pack, bytesOf(vector), id);
    },
    without(after, limit) {
      const rows = without.all(after, limit) as ({ readonly id: number } & EncodedRow)[];
      return rows.map((row) => ({ id: row.id, text: encodedText(row) }));
    },
    withoutCount: () => count.get() as number,
    cosines(vector, ids) {
      const found = ids.flatMap((id) => {
        const data = stored.get(id) as Buffer | undefined;
        return data === undefined ? [] : [[id, dot(vector, floatsOf(data))] as const];
      });
      return new Map(found);
    },
    serve() {
      name.run(fingerprint);
      serve.run(fingerprint);
    },
    async forgetOthers() {
      if (others.get(fingerprint) === 0) return false;
      while (forget.run(DELETED_A_TURN).changes > 0) await nextTurn();
      forgotten.run(fingerprint);
      return true;
    },
  };
}

/** What an article's passages had for vectors, of every pack, by what was encoded. */
export function vectorsByText(
  database: Database.Database,
  articleId: string,
): ReadonlyMap<string, readonly StoredVector[]> {
  const rows = database
    .prepare(`
      SELECT pack, data, ${ENCODED} FROM ${PASSAGES} JOIN vector ON passage_id = passage.id
      WHERE article.id = ?`)
    .all(articleId) as (StoredVector & EncodedRow)[];
  const found = new Map<string, StoredVector[]>();
  for (const { pack, data, ...row } of rows) {
    const key = encodedText(row);
    found.set(key, [...(found.get(key) ?? []), { pack, data }]);
  }
  return found;
}

/** A vector as it is stored: 32-bit floats, little-endian. */
export interface StoredVector {
  readonly pack: number;
  readonly data: Buffer;
}

function bytesOf(vector: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(vector).buffer);
}

/** The numbers of a vector that was stored. */
export function floatsOf(data: Buffer): Float32Array {
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}
