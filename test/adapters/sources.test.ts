import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSources } from '../../src/corpus/sources/store.js';
import { newsSite } from '../corpus/site.js';
import { ROOT, temporaryFolder } from '../support/folders.js';

/** A folder of articles that is no part of the configured corpus, and the program over a data folder. */
function setUp() {
  const folder = join(temporaryFolder(), 'news');
  mkdirSync(folder);
  const article = 'قیمت نفت\n\nقیمت نفت امروز به هفتاد و دو دلار در هر بشکه رسید.';
  writeFileSync(join(folder, 'oil.txt'), article);
  const data = temporaryFolder();
  const run = (...args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/mostanad.mjs'), ...args], {
      input: '',
      encoding: 'utf8',
      env: { ...process.env, MOSTANAD_DATA: data, MOSTANAD_CORPUS: join(ROOT, 'corpus') },
    });
  return { folder, data, run };
}

const question = 'قیمت نفت امروز به چند دلار رسید؟';

test('a folder that is added is answered from by every command, and no more once it is forgotten', () => {
  const { folder, run } = setUp();
  const added = run('sync', folder);
  expect(added.stderr).toContain('Articles: 2 added, 0 changed, 0 removed, 0 unchanged');
  expect(added.status).toBe(0);
  expect(run('ask', question).stdout).toContain('هفتاد و دو دلار');
  expect(run('sources').stdout).toMatch(new RegExp(`^ 1 path +${folder}$`, 'mu'));
  const forgotten = run('forget', '۱');
  expect(forgotten.stderr).toContain('Articles: 0 added, 0 changed, 1 removed, 1 unchanged');
  expect(forgotten.stderr).toContain(`Removed: 1 path ${folder}\n`);
  expect(forgotten.status).toBe(0);
  expect(run('ask', question).stdout).not.toContain('هفتاد و دو دلار');
  expect(run('sources').stdout).not.toContain(folder);
});

test('a folder that goes missing is refused, its articles stay, and it is taken up where it comes back', () => {
  const { folder, run } = setUp();
  run('sync', folder);
  renameSync(folder, `${folder}-away`);
  const missing = run('sync');
  expect(missing.stderr).toContain(`refused: ${folder}: does not exist`);
  expect(missing.stderr).toContain('0 removed');
  expect(missing.status).toBe(1);
  expect(run('sources').stdout).toContain(`${folder} (missing)\n`);
  expect(run('ask', question).stdout).toContain('هفتاد و دو دلار');
  renameSync(`${folder}-away`, folder);
  expect(run('sources').stdout).not.toContain('missing');
  rmSync(join(folder, 'oil.txt'));
  const back = run('sync');
  expect(back.stderr).toContain('1 removed');
  expect(back.status).toBe(0);
});

test('a path that does not exist is wrong input, and nothing that was named with it is added', () => {
  const { folder, run } = setUp();
  const { stderr, status } = run('sync', folder, '/nowhere');
  expect(status).toBe(2);
  expect(stderr).toBe('corpus /nowhere: does not exist\n');
  expect(run('sources').stdout).not.toContain(folder);
});

test('a URL on this machine is refused with the reason, whatever is served there', async () => {
  const { run } = setUp();
  const site = await newsSite();
  for (const [url, reason] of [
    [`${site.origin}/feed`, `port ${site.port} is not allowed, only 80 and 443`],
    ['http://127.0.0.1/feed', '127.0.0.1, which is not a public address (loopback)'],
  ] as const) {
    const { stderr, status } = run('sync', url);
    expect(status).toBe(1);
    expect(stderr).toContain(`refused: ${url}: ${reason}`);
  }
  expect(site.asked).toEqual([]);
  expect(run('sources').stdout).not.toContain('127.0.0.1');
});

test('a URL of another scheme is wrong input, and one without a scheme is told how it begins', () => {
  const { run } = setUp();
  for (const place of ['file:///etc/passwd', 'ftp://example.org/', 'javascript:alert(1)']) {
    const { stderr, status } = run('sync', place);
    expect(stderr).toBe(`only http and https URLs can be sources: ${place}\n`);
    expect(status).toBe(2);
  }
  const { stderr, status } = run('sync', 'example.org/rss');
  expect(stderr).toContain('example.org/rss: does not exist (a URL begins with https://)');
  expect(status).toBe(2);
});

test('what is no source cannot be forgotten: it is named, and nothing is removed', () => {
  const { folder, run } = setUp();
  const { stderr, status } = run('forget', '7');
  expect(status).toBe(2);
  expect(stderr).toContain('no source 7 (npm run sources lists them)');
  run('sync', folder);
  const some = run('forget', '7', folder, 'https://example.org/rss');
  expect(some.status).toBe(2);
  expect(some.stderr).toBe(
    'no source 7, https://example.org/rss; the others were not removed either (npm run sources lists them)\n',
  );
  expect(run('sources').stdout).toContain(folder);
});

test('where the configured corpus is missing nothing is added or forgotten', () => {
  const { folder, data, run } = setUp();
  const other = join(temporaryFolder(), 'other.txt');
  writeFileSync(other, 'بارش برف\n\nبرف راه‌ها را بست.');
  const sources = openSources(data);
  onTestFinished(() => sources.close());
  sources.add(folder, 'path');
  for (const command of [
    ['sync', other],
    ['forget', folder],
  ]) {
    const { stderr, status } = run(...command, '--corpus', '/nowhere', '--data', data);
    expect(stderr).toBe('corpus /nowhere: does not exist\n');
    expect(status).toBe(2);
  }
  expect(sources.list().map(({ place }) => place)).toEqual([folder]);
});
