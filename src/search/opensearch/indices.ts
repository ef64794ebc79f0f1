import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';

/** Only read back, whatever it is. */
export const STORED = { type: 'object', enabled: false } as const;
export const NUMBER = { type: 'long' } as const;
export const KEYWORD = { type: 'keyword' } as const;
/** Only read back. */
export const VALUE = { type: 'keyword', index: false } as const;

/** Before any that an operator has for all indices: what they set is not for these. */
const PRIORITY = 1_000;

/**
 * Makes an index where it is not there, and the template by which the cluster makes it, as a write does
 * where it was removed meanwhile; several processes may do so at once. What its mapping does not name is
 * refused.
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
  const index = { settings, mappings: { dynamic: 'strict', _meta: meta, properties } };
  const template = { index_patterns: [name], priority: PRIORITY, template: index };
  for (const [path, body] of [
    [`/_index_template/${name}`, template],
    [`/${name}`, index],
  ] as const) {
    const { status, body: said } = await connection.send<{
      readonly error?: { readonly type?: string };
    }>({ method: 'PUT', path, body, accept: [400] });
    const type = said.error?.type;
    if (status === 400 && type !== 'resource_already_exists_exception') {
      throw new MostanadError('storage', `OpenSearch ${connection.where}: ${reasonOf(name, type)}`);
    }
  }
}

/** Why an index cannot be made. */
function reasonOf(name: string, type: string | undefined): string {
  // All settings are OpenSearch's own but one of that plugin.
  return type === 'settings_exception'
    ? 'its nodes lack the k-NN plugin (opensearch-plugin install opensearch-knn)'
    : `index ${name} cannot be made: ${type}`;
}
