import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { temporaryFolder } from './folders.js';

/** The cluster that `npm run test:engine` has started, for a process with a data folder of its own. */
export function clusterSettings(prefix: string): OpenSearchSettings {
  const urls = (process.env.OPENSEARCH_URL ?? '').split(',');
  return { folder: temporaryFolder(), urls, login: null, caFile: null, prefix, shards: 1 };
}
