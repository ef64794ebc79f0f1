/**
 * The tests that need a running OpenSearch: `npm run test:engine [-- --where-possible]`. It is fetched,
 * started on loopback and stopped. With --where-possible a machine that cannot run it is no failure.
 */
import { fetchServer, requirements, startCluster } from './opensearch.mjs';
import { makeReady } from './ready.mjs';
import { runTests } from './run-tests.mjs';

const missing = requirements().missing ?? unfetched();
if (missing !== null) {
  console.error(`OpenSearch cannot be run here, so the engine tests were not run: ${missing}`);
  process.exit(process.argv.includes('--where-possible') ? 0 : 1);
}
makeReady();
const cluster = await startCluster();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => cluster.stop().then(() => process.exit(1)));
}
try {
  const environment = { OPENSEARCH_URL: cluster.urls.join(',') };
  const { passed, failed } = await runTests('vitest.engine.config.ts', { environment });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await cluster.stop();
}

/** Why the server cannot be fetched; null where it is there. */
function unfetched() {
  try {
    fetchServer();
    return null;
  } catch (error) {
    return error.message;
  }
}
