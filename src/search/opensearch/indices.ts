import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';

/** Only read back, whatever it is. */
export const STORED = { type: 'object', enabled: false } as const;
export const NUMBER = { type: 'long' } as const;
export const KEYWORD = { type: 'keyword' } as const;
/** Only read back. */
export const VALUE = { type: 'keyword', index: false } as const;

/** What a mapping does with fields that it does not name. */
const STRICT = 'strict';
/** Before any that an operator has for all indices: what they set is not for these. */
const PRIORITY = 1_000;

/**
 * Makes an index where it is not there (`makeIndex`).
 *
 * @throws MostanadError `storage` where it cannot be made, or is there and was made by someone else
 */
export async function ensureIndex(
  connection: Connection,
  name: string,
  properties: object,
  shards: number,
): Promise<void> {
  if (await makeIndex(connection, name, properties, shards)) return;
  const { body } = await connection.send<
    Record<string, { readonly mappings: { readonly dynamic?: string } }>
  >({ method: 'GET', path: `/${name}/_mapping`, accept: [404] });
  const there = body[name];
  // Gone meanwhile, it comes again with the first write.
  if (there === undefined || there.mappings.dynamic === STRICT) return;
  const cure =
    'it is there with another mapping (a write found neither it nor its template, or it was copied without): ' +
    `what it holds cannot be found; remove it (DELETE /${name}) and start again`;
  throw new MostanadError('storage', `OpenSearch ${connection.where}: index ${name}: ${cure}`);
}

/**
 * Makes an index where it is not there, and the template by which the cluster makes it, as a write does
 * where it was removed meanwhile; several processes may do so at once. What its mapping does not name is
 * refused.
 *
 * @returns whether it was not there
 * @throws MostanadError `storage` where it cannot be made
 */
export async function makeIndex(
  connection: Connection,
  name: string,
  properties: object,
  shards: number,
  meta: object = {},
  more: object = {},
): Promise<boolean> {
  const settings = {
    number_of_shards: shards,
    // A replica as soon as there is a second node for it.
    auto_expand_replicas: '0-1',
    // Said, so that an index which no one asks for a while is refreshed all the same.
    refresh_interval: '1s',
    ...more,
  };
  const index = { settings, mappings: { dynamic: STRICT, _meta: meta, properties } };
  const template = { index_patterns: [name], priority: PRIORITY, template: index };
  let isNew = true;
  for (const [path, body] of [
    [`/_index_template/${name}`, template],
    [`/${name}`, index],
  ] as const) {
    const { status, body: said } = await connection.send<{
      readonly error?: { readonly type?: string };
    }>({ method: 'PUT', path, body, accept: [400] });
    const type = said.error?.type;
    isNew = status !== 400;
    if (!isNew && type !== 'resource_already_exists_exception') {
      throw new MostanadError('storage', `OpenSearch ${connection.where}: ${reasonOf(name, type)}`);
    }
  }
  return isNew;
}

/** Why an index cannot be made. */
function reasonOf(name: string, type: string | undefined): string {
  // All settings are OpenSearch's own but one of that plugin.
  return type === 'settings_exception'
    ? 'its nodes lack the k-NN plugin (opensearch-plugin install opensearch-knn)'
    : `index ${name} cannot be made: ${type}`;
}
