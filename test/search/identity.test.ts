import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { identityOf } from '../../src/search/opensearch/identity.js';
import { temporaryFolder } from '../support/folders.js';

test('a data folder keeps its id, and to ask for it again writes nothing', () => {
  const folder = temporaryFolder();
  const id = identityOf(folder);
  expect(identityOf(temporaryFolder())).not.toBe(id);
  const watching = new Database(join(folder, 'identity.sqlite'));
  onTestFinished(() => void watching.close());
  // What SQLite changes with each commit of another connection.
  const version = () => watching.pragma('data_version', { simple: true });
  const before = version();
  expect([identityOf(folder), identityOf(folder)]).toEqual([id, id]);
  expect(version()).toBe(before);
});

test('a damaged id is restored from a backup, and what a lost one costs is said', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'identity.sqlite'), 'آسیب‌دیده '.repeat(1000));
  expect(() => identityOf(folder)).toThrow(/npm run restore.*another to the cluster/su);
  expect(() => identityOf(folder)).not.toThrow(/delete/u);
});
