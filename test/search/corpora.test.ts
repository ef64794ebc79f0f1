import { rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { expect, onTestFinished, test } from 'vitest';
import { claimCopied, copyIndex } from '../../src/search/copy.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { Engine } from '../../src/search/engine.js';
import { ownedBy } from '../../src/search/opensearch/corpora.js';
import { claimIfUpToDate, isUpToDate, sync } from '../../src/search/sync.js';
import { SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const at = (...parts: readonly string[]) => ['', ...parts].join(sep);
const NEWS = at('srv', 'news');
const MORE = at('srv', 'more');

test('a corpus has the files under its paths, and the paths themselves, whoever else has them', () => {
  const owns = ownedBy('a', [NEWS], { b: [NEWS] });
  expect(owns(NEWS)).toBe(true);
  expect(owns(at('srv', 'news', 'a.txt'))).toBe(true);
  expect(owns(at('srv', 'newspaper', 'a.txt'))).toBe(false);
  expect(owns(at('srv', 'a.txt'))).toBe(false);
  expect(ownedBy('a', [sep], {})(at('srv', 'a.txt'))).toBe(true);
});

test('it has those under the paths that it had before, unless another has them', () => {
  const file = at('srv', 'more', 'a.txt');
  expect(ownedBy('a', [NEWS], { a: [NEWS, MORE] })(file)).toBe(true);
  expect(ownedBy('a', [NEWS], { a: [NEWS, MORE], b: [at('srv')] })(file)).toBe(false);
  expect(ownedBy('a', [NEWS], { b: [MORE] })(file)).toBe(false);
  expect(ownedBy('a', [NEWS], {})(file)).toBe(false);
});

/** An index that several data folders share, as each of them has it. */
function sharedIndex(): (owner: string) => Engine {
  const index = openEmbeddedEngine(temporaryFolder(), SPACE);
  onTestFinished(() => index.close());
  const claims = new Map<string, readonly string[]>();
  return (owner) => ({
    ...index,
    ownership: async (paths) => ownedBy(owner, paths, Object.fromEntries(claims)),
    async claim(paths) {
      claims.set(owner, paths);
    },
  });
}

/** A folder with an article. */
function folderOf(id: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${id}.txt`), `خبر ${id}\n\nمتن ${id}.`);
  return folder;
}

const syncOf = (engine: Engine, paths: readonly string[]) =>
  sync({ engine, embeddings: new FakeEmbeddings() }, paths);

test('two that give up a path one after the other do not hold each other off', async () => {
  const shared = sharedIndex();
  const [a, b] = [shared('a'), shared('b')];
  const [own, both, mine] = [folderOf('الف'), folderOf('ب'), folderOf('پ')];
  await syncOf(a, [own, both]);
  await syncOf(b, [both, mine]);
  expect(await claimIfUpToDate(a, [own])).toBe(true);
  expect(await claimIfUpToDate(b, [mine])).toBe(false);
  expect(await syncOf(b, [mine])).toMatchObject({ removed: 1 });
});

test('a corpus that is not up to date is claimed by its sync alone', async () => {
  const shared = sharedIndex();
  const [own, dropped] = [folderOf('الف'), folderOf('ب')];
  await syncOf(shared('a'), [own, dropped]);
  rmSync(join(own, 'الف.txt'));
  expect(await claimIfUpToDate(shared('a'), [own])).toBe(false);
  expect(await syncOf(shared('a'), [own])).toMatchObject({ removed: 2 });
});

test('what was copied is its corpus, with what the source had of paths that it has no more', async () => {
  const index = openEmbeddedEngine(temporaryFolder(), SPACE);
  onTestFinished(() => index.close());
  const shared = sharedIndex();
  const [own, later, dropped] = [folderOf('الف'), folderOf('ب'), folderOf('پ')];
  await syncOf(index, [own, later, dropped]);
  await copyIndex(index, shared('a'), () => {}, new AbortController().signal);
  expect(await isUpToDate(shared('a'), [own, later])).toBe(true);
  await claimCopied(index, shared('a'), [own, later]);
  expect(await isUpToDate(shared('a'), [own, later])).toBe(false);
  expect(await syncOf(shared('a'), [own, later])).toMatchObject({ removed: 1 });
  // And so do paths that are given up afterwards.
  expect(await syncOf(shared('a'), [own])).toMatchObject({ removed: 1 });
  expect(await syncOf(shared('b'), [own])).toMatchObject({ removed: 0 });
});
