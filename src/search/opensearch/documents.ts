import { createHash } from 'node:crypto';
import type { Connection } from './connection.js';
import { ClusterFailure } from './failure.js';
import type { Version } from './writes.js';

/** A document that was read: as it is now, whether it can be found already or not. */
export interface Read<Source> extends Version {
  readonly _source: Source;
}

interface Wanted {
  readonly index: string;
  readonly id: string;
  /** The fields that are read. */
  readonly fields: readonly string[];
}

type Answer<Source> = Read<Source> & {
  readonly found?: boolean;
  readonly error?: { readonly type: string };
};

/** Reads documents as they are now; null for each that does not exist. */
export function readDocuments<Source>(
  connection: Connection,
  wanted: readonly Wanted[],
): Promise<readonly (Read<Source> | null)[]> {
  if (wanted.length === 0) return Promise.resolve([]);
  const docs = wanted.map(({ index, id, fields }) => ({ _index: index, _id: id, _source: fields }));
  return connection.persist(async () => {
    const { body } = await connection.send<{ readonly docs: readonly Answer<Source>[] }>({
      method: 'POST',
      path: '/_mget',
      body: { docs },
    });
    return body.docs.map((answer) => {
      const type = answer.error?.type;
      if (type === 'security_exception') throw new ClusterFailure(403, type);
      // A shard whose node was just lost: another has it in a moment.
      if (type !== undefined && type !== 'index_not_found_exception') {
        throw new ClusterFailure(503, type);
      }
      return answer.found ? answer : null;
    });
  });
}

/** Reads the same fields of documents of one index; null for each that does not exist. */
export function readFrom<Source>(
  connection: Connection,
  index: string,
  ids: readonly (string | number)[],
  fields: readonly string[],
): Promise<readonly (Read<Source> | null)[]> {
  return readDocuments(
    connection,
    ids.map((id) => ({ index, id: String(id), fields })),
  );
}

/** The document id of what may be longer than an id may be. */
export function idOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64url');
}
