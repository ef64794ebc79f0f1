/**
 * The embedded engine and OpenSearch side by side:
 * `node dist/bench/engines.js --data DIR --work DIR [--url URL,URL] [--every N] [--large DIR]`.
 *
 * Do both give the same paragraph first? On the questions of PQuAD validation, or every Nth of them, and
 * on those about the seed article. With --large, the work folder of scale.js: how fast do they search its passages, and the
 * first 10,000 of them? Without --url a node is started (scripts/opensearch.mjs) and stopped.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { agreement } from './engines/agreement.js';
import { searchTimes } from './engines/times.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    work: { type: 'string' },
    url: { type: 'string' },
    large: { type: 'string' },
    every: { type: 'string', default: '1' },
    part: { type: 'string' },
  },
});
const { data, work, url, large, part } = values;
if (data === undefined || work === undefined) throw new Error('--data or --work is missing');
mkdirSync(work, { recursive: true });
const { packFolder } = readConfig({});
const pack = await readPack(packFolder);
const cluster = url === undefined ? await startCluster() : null;
const urls = cluster?.urls ?? (url ?? '').split(',');
const where = { folder: resolve(work), urls, login: null, caFile: null, shards: 1 };
const encoder = new Encoder(pack);
try {
  if (part !== 'times') await agreement(encoder, where, data, work, Number(values.every));
  if (large !== undefined && part !== 'agreement') {
    await searchTimes(encoder, where, data, large, work);
  }
} finally {
  await encoder.close();
  await cluster?.stop();
}

async function startCluster(): Promise<{
  readonly urls: readonly string[];
  stop(): Promise<void>;
}> {
  // Not compiled: it stands beside, not below, dist.
  const path = new URL('../../scripts/opensearch.mjs', import.meta.url).href;
  const { startCluster: start } = await import(path);
  return start();
}
