import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';

/** The cluster that `npm run test:engine` has started. */
export function clusterSettings(prefix: string): OpenSearchSettings {
  const urls = (process.env.OPENSEARCH_URL ?? '').split(',');
  return { urls, login: null, caFile: null, prefix, shards: 1 };
}
