import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fetchedFolder } from '../../src/corpus/sources/fetched.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { withPlaces } from '../../src/search/opensearch/places.js';
import { SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

test('a fetched file that the version before knew by its path is known no more once it is removed', async () => {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  onTestFinished(() => engine.close());
  const placed = withPlaces(engine, folder, 'پوشه');
  const [fetched, other] = [join(fetchedFolder(folder), 'الف.json'), join(folder, 'ب.txt')];
  await engine.putFiles([fetched, other].map((path) => ({ path, stamp: '1' })));
  await placed.putFiles([{ path: fetched, stamp: '2' }]);
  await placed.removeFiles([fetched]);
  expect(await placed.knownFiles()).toEqual([{ path: other, stamp: '1' }]);
  await placed.removeFiles([other]);
  expect(await engine.knownFiles()).toEqual([]);
});
