/** The tests with a real chat model; the last line counts them. `npm test` needs none of it. */
import { installModel, startServer } from './model-server.mjs';
import { makeReady } from './ready.mjs';
import { runTests } from './run-tests.mjs';

const ending = new AbortController();
makeReady();
let server;
try {
  installModel();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => ending.abort());
  server = await startServer();
} catch (error) {
  console.error(`test:model: ${error.message}`);
  process.exit(1);
}
const environment = { MODEL_BASE_URL: server.baseUrl };
const tests = runTests('vitest.model.config.ts', { environment, signal: ending.signal });
const { passed, failed } = await tests.finally(server.stop);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
