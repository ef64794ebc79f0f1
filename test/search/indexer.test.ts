import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Pack } from '../../src/models/pack.js';
import { type IndexJob, syncInThread } from '../../src/search/indexer.js';
import { temporaryFolder } from '../support/folders.js';

/** What a sync in a thread of its own fails with. */
async function failureOf(job: Partial<IndexJob>): Promise<Error> {
  const folder = temporaryFolder();
  const pack = { fingerprint: 'pack', dimensions: 4 } as unknown as Pack;
  const engine = { kind: 'embedded', folder } as const;
  const whole = { engine, pack, corpus: [], dataFolder: folder, behind: false, ...job };
  const never = new AbortController().signal;
  const [onProgress, onWait] = [() => {}, () => {}];
  const done = syncInThread(whole, onProgress, never, onWait);
  return done.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );
}

test('a defect in the indexer’s thread comes with its kind and with where it was thrown', async () => {
  const error = await failureOf({ pack: null as unknown as Pack });
  expect(error.name).toBe('TypeError');
  expect(error.stack).toMatch(/^TypeError: .*\n +at .*search.embedded/u);
});

test('what a person can mend comes as that, and with its cause for the log', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'index.sqlite'), 'این پایگاه داده نیست. '.repeat(1000));
  const error = await failureOf({ engine: { kind: 'embedded', folder } });
  expect(error).toMatchObject({ kind: 'storage', message: expect.stringContaining('is damaged') });
  expect(error.cause).toMatchObject({ code: 'SQLITE_NOTADB', name: 'SqliteError' });
});
