import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';

/** Only read back, whatever it is. */
export const STORED = { type: 'object', enabled: false } as const;
export const NUMBER = { type: 'long' } as const;
export const KEYWORD = { type: 'keyword' } as const;
/** Only read back. */
export const VALUE = { type: 'keyword', index: false } as const;

/**
 * Makes an index where it is not there; several processes may do so at once. What its mapping does not
 * name is refused.
 *
 * @throws MostanadError `storage` where it cannot be made
 */
export async function ensureIndex(
  connection: Connection,
  name: string,
  properties: object,
  shards: number,
  meta: object = {},
  more: object = {},
): Promise<void> {
  const settings = {
    number_of_shards: shards,
    // A replica as soon as there is a second node for it.
    auto_expand_replicas: '0-1',
    // Said, so that an index which no one asks for a while is refreshed all the same.
    refresh_interval: '1s',
    ...more,
  };
  const { status, body } = await connection.send<{ readonly error?: { readonly type?: string } }>({
    method: 'PUT',
    path: `/${name}`,
    body: { settings, mappings: { dynamic: 'strict', _meta: meta, properties } },
    accept: [400],
  });
  const type = body.error?.type;
  if (status !== 400 || type === 'resource_already_exists_exception') return;
  const noPlugin = 'index.knn' in more && type === 'settings_exception';
  throw new MostanadError(
    'storage',
    noPlugin
      ? `OpenSearch ${connection.where}: its nodes lack the k-NN plugin (opensearch-plugin install opensearch-knn)`
      : `OpenSearch ${connection.where}: index ${name} cannot be made: ${type}`,
  );
}
