import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createCorpusAdmin } from '../../adapters/corpus-admin.js';
import { createFeeding } from '../../adapters/feeding.js';
import { createWatcher, startUpkeep } from '../../adapters/upkeep.js';
import { readConfig } from '../../src/config.js';
import { reasonFor } from '../../src/corpus/reasons.js';
import { corpusPaths } from '../../src/corpus/sources/paths.js';
import { openSources } from '../../src/corpus/sources/store.js';
import type { SyncSummary } from '../../src/search/sync.js';
import { newsSite } from '../corpus/site.js';
import { openBot } from '../support/bot.js';
import { temporaryFolder } from '../support/folders.js';
import { keptLog } from './discord/bot.js';

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('not in time');
    await sleep(20);
  }
}

const NOTHING: SyncSummary = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  passages: 0,
  kept: 0,
  refusals: [],
};

/** Upkeep of a folder with a bot that does what a test says. */
function keepUp(sync: () => Promise<SyncSummary>) {
  const folder = temporaryFolder();
  const { log, lines } = keptLog();
  const feeding = { fetchDue: async () => ({ asked: 0, articles: 0, refusals: [] }) };
  let looks = 0;
  const paths = async () => {
    looks += 1;
    return [folder];
  };
  const upkeep = startUpkeep({ bot: { sync }, feeding, paths, indexed: null, log });
  onTestFinished(() => upkeep.stop());
  /** Until the corpus was looked at so many times more. */
  const lookedAt = (times: number) => {
    const wanted = looks + times;
    return until(() => looks >= wanted);
  };
  return { folder, upkeep, lines, lookedAt };
}

test('a feed that a person adds is answered from, and so is what it brings later; removed, no more', async () => {
  const site = await newsSite();
  const corpus = temporaryFolder();
  writeFileSync(join(corpus, 'a.txt'), 'هوای تهران\n\nهوای تهران فردا آفتابی است.');
  const dataFolder = temporaryFolder();
  const bot = await openBot([corpus], dataFolder);
  const { dataFolder: data } = readConfig({ corpus: [corpus], data: dataFolder });
  const sources = openSources(data);
  const { log } = keptLog();
  const opening = { addresses: ['127.0.0.1'], ports: [site.port] };
  const halt = new AbortController();
  const feeding = createFeeding({ sources, dataFolder, signal: halt.signal, opening });
  const paths = () => corpusPaths([corpus], dataFolder);
  const upkeep = startUpkeep({ bot, feeding, paths, indexed: null, log });
  onTestFinished(async () => {
    await upkeep.stop();
    await bot.close();
    sources.close();
  });
  const admin = createCorpusAdmin(feeding, ['telegram:1'], log);
  const answers = async (question: string, words: string) =>
    (await bot.ask(question)).text.includes(words);

  const oil = { guid: '1', title: 'قیمت نفت', text: 'قیمت نفت امروز به ۷۲ دلار در هر بشکه رسید.' };
  site.feed('/feed', [oil]);
  await admin.answer('telegram:1', { kind: 'add', url: `${site.origin}/feed` }, 'fa');
  const price = 'قیمت نفت امروز به چند دلار رسید؟';
  await until(() => answers(price, '۷۲ دلار'));

  site.feed('/feed', [{ ...oil, text: 'قیمت نفت امروز به ۸۰ دلار در هر بشکه رسید.' }]);
  const [source] = sources.list();
  if (source === undefined) throw new Error('no source');
  sources.keep(source.id, { ...source, due: 0 });
  await until(() => answers(price, '۸۰ دلار'));
  expect(await answers(price, '۷۲ دلار')).toBe(false);

  await admin.answer('telegram:1', { kind: 'remove', name: '1' }, 'fa');
  await until(async () => !(await answers(price, '۸۰ دلار')));
  expect((await bot.size()).articles).toBe(1);
  // Three syncs behind whatever else the machine does.
}, 120_000);

test('a corpus that does not change is looked at and not indexed again', async () => {
  let syncs = 0;
  const { lookedAt } = keepUp(async () => {
    syncs += 1;
    return NOTHING;
  });
  await until(() => syncs === 1);
  await lookedAt(3);
  expect(syncs).toBe(1);
});

test('a sync that fails is logged and tried again', async () => {
  let syncs = 0;
  const { lines } = keepUp(async () => {
    syncs += 1;
    if (syncs === 1) throw new Error('the disk is full');
    return { ...NOTHING, added: 3, refusals: [{ file: 'a.txt', line: null, reason: 'empty' }] };
  });
  await until(() => lines.length >= 3);
  expect(lines).toEqual([
    {
      level: 'error',
      message: 'the corpus could not be indexed',
      details: { err: expect.objectContaining({ message: 'the disk is full' }) },
    },
    expect.objectContaining({
      level: 'info',
      message: 'Articles: 3 added, 0 changed, 0 removed, 0 unchanged, 1 refused',
    }),
    expect.objectContaining({ message: 'refused: a.txt: empty' }),
  ]);
});

test('what the system did not let be read is tried again though it looks the same, and told once', async () => {
  let syncs = 0;
  const refusals = [{ file: 'a.txt', line: null, reason: 'EACCES', again: true as const }];
  const { lines, lookedAt } = keepUp(async () => {
    syncs += 1;
    return syncs < 3 ? { ...NOTHING, refusals } : NOTHING;
  });
  await until(() => syncs === 3);
  await lookedAt(2);
  expect(syncs).toBe(3);
  expect(lines.map(({ message }) => message)).toEqual([
    'Articles: 0 added, 0 changed, 0 removed, 0 unchanged, 1 refused',
    'refused: a.txt: EACCES',
  ]);
});

test('a file that changes at every look is indexed, though another may not be read', async () => {
  const folder = temporaryFolder();
  const growing = join(folder, 'a.jsonl');
  writeFileSync(growing, '{}\n');
  const refusals = [{ file: 'b.txt', line: null, reason: 'EACCES', again: true as const }];
  let syncs = 0;
  const sync = async () => {
    syncs += 1;
    return { ...NOTHING, refusals };
  };
  let time = 0;
  const { log } = keptLog();
  const parts = { bot: { sync }, paths: async () => [folder], indexed: null, log };
  const look = createWatcher(parts, () => time);
  const looks = async (times: number) => {
    for (let done = 0; done < times; done += 1) {
      appendFileSync(growing, '{}\n');
      time += await look();
    }
  };
  await looks(20);
  expect(syncs).toBe(1);
  // Two minutes more: each sync comes after half a minute of changes, and a pause of seconds.
  await looks(60);
  expect(syncs).toBeGreaterThan(3);
});

test('one sync runs at a time, and what changes meanwhile makes one more', async () => {
  let running = 0;
  let syncs = 0;
  let most = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { folder, lookedAt } = keepUp(async () => {
    running += 1;
    syncs += 1;
    most = Math.max(most, running);
    if (syncs === 1) await held;
    running -= 1;
    return NOTHING;
  });
  await until(() => syncs === 1);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.txt`), 'متن');
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'd.txt'), 'متن');
  rmSync(join(folder, 'a.txt'));
  release();
  await until(() => syncs === 2);
  await lookedAt(3);
  expect([syncs, most]).toEqual([2, 1]);
});

test('a source that cannot be fetched is logged with its reason', async () => {
  const { log, lines } = keptLog();
  const refusals = [{ source: 'https://example.org/feed', reason: reasonFor('silent') }];
  const upkeep = startUpkeep({
    bot: { sync: async () => NOTHING },
    feeding: { fetchDue: async () => ({ asked: 1, articles: 0, refusals }) },
    paths: async () => [],
    indexed: null,
    log,
  });
  onTestFinished(() => upkeep.stop());
  await until(() => lines.length > 0);
  expect(lines[0]).toEqual({
    level: 'warn',
    message: 'a source could not be fetched',
    details: { source: 'https://example.org/feed', reason: 'the server fell silent' },
  });
});

test('stopping ends the looking, also while it waits', async () => {
  const { upkeep } = keepUp(async () => NOTHING);
  await upkeep.stop();
});
