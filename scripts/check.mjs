/** Every check and test of the project, in one command; the last line counts them. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeReady, root } from './ready.mjs';
import { runTests } from './run-tests.mjs';

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

const tests = await runTests('vitest.config.ts');
passed += tests.passed;
failed += tests.failed;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
