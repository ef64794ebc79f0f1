/** Runs Vitest and counts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './ready.mjs';

/** Runs the compiled tests; a run that fails without a failed test counts as one. */
export function runTests(args = [], env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'mostanad-check-'));
  const report = join(folder, 'tests.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const { status } = spawnSync(vitest, ['run', ...reporters, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  try {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that does not load, or a run of no test, fails without a failed test.
    const silently = (status !== 0 && numFailedTests === 0) || numTotalTests === 0 ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + silently };
  } catch (error) {
    console.error(`the test run left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
