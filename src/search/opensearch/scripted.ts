import type { Connection } from './connection.js';
import type { Names } from './layout.js';

/** What a script is given. */
type Params = Readonly<Record<string, unknown>>;

/**
 * Runs a script over what a document of the state keeps under `sync`, made where it is missing: alone, and by
 * the clock of the cluster (`ctx._now`). It must be one that may run twice.
 *
 * @returns what is kept then; null where others change it again and again
 */
export async function runScript<Kept>(
  connection: Connection,
  { state }: Pick<Names, 'state'>,
  id: string,
  source: string,
  params: Params,
): Promise<Kept | null> {
  const { status, body } = await connection.send<{
    readonly get?: { readonly _source: { readonly sync: Kept } };
  }>({
    method: 'POST',
    path: `/${state}/_update/${id}?retry_on_conflict=5&_source=true`,
    body: {
      scripted_upsert: true,
      upsert: { sync: {} },
      script: { lang: 'painless', source: `def kept = ctx._source.sync; ${source}`, params },
    },
    accept: [409],
  });
  return status === 409 ? null : (body.get?._source.sync ?? null);
}
