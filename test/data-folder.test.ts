import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHANGING, nextToSync, seizeFolder, useFolder } from '../src/data-folder.js';
import { openLocalMemory } from '../src/records/local.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { indexedArticle, putWhole, SPACE } from './support/engine-contract.js';
import { temporaryFolder } from './support/folders.js';
import { withReadOnly } from './support/nobody.js';

test('any number use a folder, and only when all let go can one have it alone', () => {
  const folder = temporaryFolder();
  const [first, second] = [useFolder(folder), useFolder(folder)];
  expect(seizeFolder(folder)).toBeNull();
  first();
  expect(seizeFolder(folder)).toBeNull();
  second();
  const release = seizeFolder(folder);
  expect(() => useFolder(folder)).toThrow(`data folder ${folder}: it is being restored`);
  release?.();
  useFolder(folder)();
});

test('a folder that a killed restore left half changed is not used', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, CHANGING));
  expect(() => useFolder(folder)).toThrow('run npm run restore again');
  expect(seizeFolder(folder)).not.toBeNull();
});

test('a sync waits for the one before it; told to stop, it waits no longer', async () => {
  const folder = temporaryFolder();
  const never = new AbortController();
  const events: string[] = [];
  const first = await nextToSync(folder, never.signal, () => events.push('first waits'));
  const second = nextToSync(folder, never.signal, () => events.push('second waits'));
  const stopped = new AbortController();
  const third = nextToSync(folder, stopped.signal, () => {});
  stopped.abort(new Error('stopped'));
  await expect(third).rejects.toThrow('stopped');
  expect(events).toEqual(['second waits']);
  first();
  (await second)();
});

test('a folder that may not be written is named with the cure, and stays as it is', async () => {
  const folder = temporaryFolder();
  const engine = openEmbeddedEngine(folder, SPACE);
  await putWhole(engine, indexedArticle('الف', [{ text: 'یک', vector: [1, 0, 0, 0] }]));
  await engine.close();
  await openLocalMemory(folder).close();
  const files = ['index.sqlite', 'records.sqlite'].map((name) => join(folder, name));
  withReadOnly(folder, files, () => {
    const cure = /\(it may not be written or opened; see its owner and permissions\)/u;
    expect(() => openEmbeddedEngine(folder, SPACE)).toThrow(cure);
    expect(() => openEmbeddedEngine(folder, SPACE)).toThrow(`index ${files[0]}`);
    expect(() => openLocalMemory(folder)).toThrow(cure);
    expect(() => useFolder(folder)).toThrow(cure);
    expect(() => useFolder(join(folder, 'below'))).toThrow(`data folder ${join(folder, 'below')}`);
  });
  expect(readdirSync(folder)).toEqual(['index.sqlite', 'records.sqlite']);
  const again = openEmbeddedEngine(folder, SPACE);
  expect(await again.passageCount()).toBe(1);
  await again.close();
});
