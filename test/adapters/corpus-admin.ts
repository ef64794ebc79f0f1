import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CorpusAdmin, createCorpusAdmin } from '../../adapters/corpus-admin.js';
import { createFeeding } from '../../adapters/feeding.js';
import { openSources } from '../../src/corpus/sources/store.js';
import { stripDirectionControls } from '../../src/language/direction.js';
import { newsSite } from '../corpus/site.js';
import { temporaryFolder } from '../support/folders.js';

/** One platform, as two people meet it there. */
export interface OpenPlatform {
  /** Does what a person does to list, add or remove; all that they read in return. */
  send(who: 'admin' | 'other', request: Wanted): Promise<string>;
}

/** What a person wants. */
export type Wanted =
  | { readonly kind: 'list' }
  | { readonly kind: 'add' | 'remove'; readonly what: string };

const QUIET = { info() {}, warn() {}, error() {} };

/**
 * What every chat platform must do with the corpus.
 *
 * @param admin - the id of the person who may, as `platform:id`
 */
export function corpusAdminContract(
  name: string,
  admin: string,
  open: (corpus: CorpusAdmin) => Promise<OpenPlatform>,
): void {
  async function setUp() {
    const site = await newsSite();
    const dataFolder = temporaryFolder();
    const sources = openSources(dataFolder);
    onTestFinished(() => sources.close());
    const opening = { addresses: ['127.0.0.1'], ports: [site.port] };
    const { signal } = new AbortController();
    const feeding = createFeeding({ sources, dataFolder, signal, opening });
    const platform = await open(createCorpusAdmin(feeding, [admin], QUIET));
    const send = async (who: 'admin' | 'other', wanted: Wanted) =>
      stripDirectionControls(await platform.send(who, wanted));
    return { site, sources, send };
  }

  const items = [
    { guid: '1', title: 'گشایش پل', text: 'پل تازه امروز باز شد.' },
    { guid: '2', title: 'بارش برف', text: 'برف راه‌ها را بست.' },
  ];

  describe(`changing the corpus on ${name}`, () => {
    test('an administrator adds a feed, sees it in the list, and removes it by its number', async () => {
      const { site, sources, send } = await setUp();
      site.feed('/feed', items);
      const url = `${site.origin}/feed`;
      const added = await send('admin', { kind: 'add', what: `${url}?key=secret` });
      expect(added).toMatch(/کارساز پاسخ 404 داد$/mu);
      expect(added).not.toContain('secret');
      expect(await send('admin', { kind: 'add', what: url })).toMatch(/افزوده شد: 2 خبر/u);
      expect(await send('admin', { kind: 'add', what: url })).toContain('از پیش هست');
      sources.add('/srv/secret-folder', 'path');
      const list = await send('admin', { kind: 'list' });
      expect(list).toMatch(/1\\?\. خوراک · 2 خبر/u);
      expect(list).toContain(url);
      expect(list).not.toContain('secret-folder');
      expect(await send('admin', { kind: 'remove', what: '2' })).toContain('چنین منبعی نیست');
      expect(await send('admin', { kind: 'remove', what: '۱' })).toMatch(/برداشته شد.* 2 خبر/u);
      expect(sources.list()).toMatchObject([{ kind: 'path' }]);
    });

    test('a URL that is refused is told with its reason, and is no source', async () => {
      const { sources, send } = await setUp();
      const told = await send('admin', { kind: 'add', what: 'http://169.254.169.254/latest' });
      expect(told).toContain('پذیرفته نشد');
      expect(told).toContain('169.254.169.254 نشانی عمومی نیست (linkLocal)');
      expect(sources.list()).toEqual([]);
    });

    test('a path of the server is never taken', async () => {
      const { sources, send } = await setUp();
      expect(await send('admin', { kind: 'add', what: '/etc/passwd' })).toContain('نشانی کامل');
      expect(sources.list()).toEqual([]);
    });

    test('anyone else is refused, politely and with their id, and nothing is fetched or shown', async () => {
      const { site, sources, send } = await setUp();
      site.feed('/feed', items);
      sources.add(`${site.origin}/hidden`, 'feed');
      for (const wanted of [
        { kind: 'list' },
        { kind: 'add', what: `${site.origin}/feed` },
        { kind: 'remove', what: '1' },
      ] as const) {
        const told = await send('other', wanted);
        expect(told).toMatch(
          /تنها با مدیران این ربات است. شناسهٔ شما: (?:discord|telegram)\\?:\d+/u,
        );
        expect(told).not.toContain('hidden');
      }
      expect(site.asked).toEqual([]);
      expect(sources.list()).toHaveLength(1);
    });
  });
}

/** Waits until there is something. */
export async function until<Result>(probe: () => Result | undefined | false): Promise<Result> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const found = probe();
    if (found !== undefined && found !== false) return found;
    await sleep(10);
  }
  throw new Error('not in time');
}
