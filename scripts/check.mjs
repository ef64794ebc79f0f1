/** Every check and test of the project, in one command; the last line counts them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady, root } from './ready.mjs';

// Compiled tests of deleted sources would still run.
rmSync(join(root, 'dist'), { recursive: true, force: true });
makeReady();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const checks = [
  ['format and lint (biome)', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['import directions (dependency-cruiser)', process.execPath, ['scripts/imports.mjs']],
  ['unused code (knip)', bin('knip'), []],
];

let passed = 0;
let failed = 0;
for (const [title, command, args] of checks) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${title}`);
}

const folder = mkdtempSync(join(tmpdir(), 'mostanad-check-'));
const report = join(folder, 'tests.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const tests = spawnSync(bin('vitest'), ['run', ...reporters], { cwd: root, stdio: 'inherit' });
try {
  const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed += numPassedTests;
  failed += numFailedTests;
  // A file that does not load, or a run of no test, fails without a failed test.
  if ((tests.status !== 0 && numFailedTests === 0) || numTotalTests === 0) failed += 1;
} catch (error) {
  console.error(`the test run left no report: ${error.message}`);
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
