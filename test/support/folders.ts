import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The project's folder: compiled, this file is dist/test/support/folders.js. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** An empty folder that is gone when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mostanad-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
