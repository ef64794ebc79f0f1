import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { corpusPaths } from '../../src/corpus/sources/paths.js';
import { openSources, SOURCES_VERSION, sourcesFile } from '../../src/corpus/sources/store.js';
import { versionOf } from '../../src/corpus/sqlite.js';
import { temporaryFolder } from '../support/folders.js';

test('to look at the list of sources writes nothing', async () => {
  const data = temporaryFolder();
  openSources(data).close();
  const watching = new Database(sourcesFile(data));
  onTestFinished(() => void watching.close());
  expect(versionOf(watching)).toBe(SOURCES_VERSION);
  // Another number where another connection has committed something.
  const before = watching.pragma('data_version');
  const paths = await corpusPaths(['/srv/news'], data);
  expect(paths).toEqual(['/srv/news', join(data, 'fetched')]);
  expect(watching.pragma('data_version')).toEqual(before);
  openSources(data).add('/srv/more', 'path');
  expect(watching.pragma('data_version')).not.toEqual(before);
});
