import type { Cluster } from './cluster.js';
import { readFrom } from './documents.js';
import { type Alive, idsOf } from './heads.js';
import { vectorIndices } from './layout.js';
import { encodedText, type StoredPassageDocument } from './passages.js';

interface KeptVector {
  readonly index: string;
  readonly uuid: string;
  readonly vector: readonly number[];
}

/** What an article's passages have for vectors, of every space, by what was encoded. */
export async function keptVectors(
  { connection, names }: Cluster,
  before: Alive,
): Promise<ReadonlyMap<string, readonly KeptVector[]>> {
  const ids = idsOf(before);
  const fields = ['citation', 'encoded'];
  const passages = await readFrom<Pick<StoredPassageDocument, 'citation' | 'encoded'>>(
    connection,
    names.passages,
    ids,
    fields,
  );
  const kept = new Map<string, KeptVector[]>();
  for (const [index, uuid] of await vectorIndices(connection, names)) {
    const having = passages.flatMap((read, at) =>
      read?._source.encoded.includes(uuid)
        ? [{ id: ids[at] as number, passage: read._source }]
        : [],
    );
    const vectors = await readFrom<{ readonly vector: readonly number[] }>(
      connection,
      index,
      having.map(({ id }) => id),
      ['vector'],
    );
    having.forEach(({ passage }, at) => {
      const vector = vectors[at]?._source.vector;
      if (vector === undefined) return;
      const text = encodedText(passage);
      kept.set(text, [...(kept.get(text) ?? []), { index, uuid, vector }]);
    });
  }
  return kept;
}
