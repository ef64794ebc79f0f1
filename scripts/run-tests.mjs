/** Runs Vitest and counts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './ready.mjs';

/** Runs the tests of a configuration of Vitest, which see `environment` beside our own; `signal` ends them. */
export async function runTests(config, { environment = {}, signal } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mostanad-check-'));
  const report = join(folder, 'tests.json');
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const tests = spawn(vitest, ['run', '--config', config, ...reporters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    signal,
  });
  try {
    const [status] = await once(tests, 'close');
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that does not load, or a run of no test, fails without a failed test.
    const isUncounted = (status !== 0 && numFailedTests === 0) || numTotalTests === 0;
    return { passed: numPassedTests, failed: numFailedTests + (isUncounted ? 1 : 0) };
  } catch (error) {
    console.error(`the test run left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
