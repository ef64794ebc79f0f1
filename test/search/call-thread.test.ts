import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCallThread } from '../../src/search/embedded/call-thread.js';
import { openDatabase } from '../../src/search/embedded/database.js';
import type { Keywords } from '../../src/search/embedded/keyword.js';
import { openKeywordThread } from '../../src/search/embedded/keyword-thread.js';

const folder = mkdtempSync(join(tmpdir(), 'mostanad-thread-'));
openDatabase(folder).close();

test('a thread ends however many calls wait, and answers those that it took', async () => {
  const thread = openKeywordThread(folder);
  const asked = Array.from({ length: 1001 }, () => thread.call('documentFrequencies', ['نفت']));
  const [answers] = await Promise.all([Promise.allSettled(asked), thread.close()]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1000);
  expect(answers.at(-1)).toMatchObject({ reason: { kind: 'busy' } });
});

test('a thread that cannot start says so to each call, and is known to have failed', async () => {
  const thread = openCallThread<Keywords>('./keyword-worker.js', 'keywords', null);
  const call = thread.call('documentFrequencies', ['نفت']);
  await expect(call).rejects.toMatchObject({ kind: 'storage' });
  expect(thread.hasFailed()).toBe(true);
  await expect(thread.call('documentFrequencies', [])).rejects.toMatchObject({ kind: 'storage' });
  await thread.close();
});
