import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Opening } from '../../src/corpus/fetch/guard.js';
import { listCorpus } from '../../src/corpus/files.js';
import { inEnglish, type Reason, reasonFor } from '../../src/corpus/reasons.js';
import { addUrls, collect, type SourceRefusal } from '../../src/corpus/sources/collect.js';
import { corpusPaths } from '../../src/corpus/sources/paths.js';
import { openSources } from '../../src/corpus/sources/store.js';
import { temporaryFolder } from '../support/folders.js';
import { readWholeFile } from '../support/read-file.js';
import { newsSite, type Site } from './site.js';

/** A site, an empty data folder, and what the program does with them. */
async function setUp() {
  const site = await newsSite();
  const dataFolder = temporaryFolder();
  const sources = openSources(dataFolder);
  onTestFinished(() => sources.close());
  const opening: Opening = { addresses: ['127.0.0.1'], ports: [site.port] };
  const parts = { sources, dataFolder, opening };
  return {
    site,
    sources,
    dataFolder,
    add: (path: string) => addUrls(parts, [`${site.origin}${path}`]),
    poll: () => collect(parts, sources.list()),
    parts,
    articles: () => articlesIn(dataFolder),
  };
}

/** The articles of the corpus as the next sync reads them. */
async function articlesIn(dataFolder: string) {
  const { files, refusals } = await listCorpus(await corpusPaths([], dataFolder));
  const read = await Promise.all(files.map(readWholeFile));
  expect([...refusals, ...read.flatMap((one) => one.refusals)]).toEqual([]);
  return read.flatMap((one) => one.articles.map(({ article }) => article));
}

const told = (refusals: readonly SourceRefusal[]) =>
  refusals.map(({ reason }) => inEnglish(reason));

const bodyOf = (article: { blocks: readonly { role: string; text: string }[] } | undefined) =>
  article?.blocks.filter(({ role }) => role === 'body').map(({ text }) => text);

const one = { guid: 'خبر-1', title: 'گشایش پل', text: 'پل تازه امروز باز شد.' };
const two = { guid: 'خبر-2', title: 'بارش برف', text: 'برف راه‌ها را بست.' };
const LONG = [
  'برف از بامداد امروز راه‌های کوهستانی را بست و ده‌ها خودرو در گردنه ماندند، گفت مدیر راهداری استان در گفتگو با خبرنگار ما.',
  'او افزود که نیروها از نیمه شب به کار برف‌روبی پرداخته‌اند و تا غروب همه راه‌ها باز می‌شود، اگر بارش تازه‌ای نیاید.',
];

test('a feed gives an article an entry, each a file that the corpus reads', async () => {
  const { site, add, articles, sources } = await setUp();
  site.feed('/feed', [one, { ...two, link: '/2' }]);
  expect(await add('/feed')).toEqual({ asked: 1, articles: 2, refusals: [] });
  expect(sources.list()).toMatchObject([{ kind: 'feed', place: `${site.origin}/feed`, gone: 0 }]);
  const read = await articles();
  expect(read.map(({ title }) => title).sort()).toEqual(['بارش برف', 'گشایش پل']);
  const snow = read.find(({ title }) => title === 'بارش برف');
  expect(snow).toMatchObject({ source: 'خبرگزاری نمونه', url: `${site.origin}/2` });
  expect(bodyOf(snow)).toEqual(['برف راه‌ها را بست.']);
});

test('a feed that has not changed is answered 304 and leaves every file as it is', async () => {
  const { site, add, poll } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  expect(await poll()).toEqual({ asked: 1, articles: 0, refusals: [] });
  expect(site.statuses('/feed')).toEqual([200, 304]);
});

test('a changed entry changes its article alone, a new one is added, and one no longer listed stays', async () => {
  const { site, add, poll, articles } = await setUp();
  site.feed('/feed', [one, two]);
  await add('/feed');
  const three = { guid: 'خبر-3', title: 'خبر تازه', text: 'متن تازه.' };
  site.feed('/feed', [three, { ...two, text: 'راه‌ها باز شد.' }]);
  expect(await poll()).toMatchObject({ articles: 2 });
  const read = await articles();
  expect(read.map((article) => bodyOf(article)?.[0]).sort()).toEqual(
    ['متن تازه.', 'راه‌ها باز شد.', 'پل تازه امروز باز شد.'].sort(),
  );
});

test("a page is one article, its address the page's own, and changes with it", async () => {
  const { site, add, poll, articles, sources } = await setUp();
  site.page('/p?id=7', 'بارش برف', LONG);
  await add('/p?id=7');
  expect(sources.list()).toMatchObject([{ kind: 'page' }]);
  expect(await articles()).toMatchObject([
    { title: 'بارش برف', url: `${site.origin}/p?id=7`, language: 'fa', direction: 'rtl' },
  ]);
  site.page('/p?id=7', 'بارش برف', [LONG[0] ?? '', 'راه‌ها باز شد و خودروها به راه خود رفتند.']);
  expect(await poll()).toMatchObject({ articles: 1 });
  const [article, ...others] = await articles();
  expect(others).toEqual([]);
  expect(bodyOf(article)?.at(-1)).toBe('راه‌ها باز شد و خودروها به راه خود رفتند.');
});

test('a feed is told from a page by what it is, whatever its server calls it', async () => {
  const { site, add, sources } = await setUp();
  const rss =
    '<!-- <html> --><rss version="2.0"><channel><title>نمونه</title><item><guid>1</guid><title>یک</title><description>متن.</description></item></channel></rss>';
  site.on('/x', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(rss);
  });
  await add('/x');
  expect(sources.list()).toMatchObject([{ kind: 'feed' }]);
});

test('an entry that is only a summary gets the text of its page, asked for once', async () => {
  const { site, add, poll, articles } = await setUp();
  const entry = { ...two, text: 'برف راه‌های کوهستانی را بست.', link: '/2', isSummary: true };
  site.page('/2', 'بارش برف', LONG);
  site.feed('/feed', [entry]);
  await add('/feed');
  expect(bodyOf((await articles())[0])).toEqual(LONG);
  site.feed('/feed', [one, entry]);
  await poll();
  expect(site.statuses('/2')).toEqual([200]);
});

test("a page that is not the entry's article, is shorter or cannot be had leaves the summary", async () => {
  const { site, add, articles } = await setUp();
  const entry = { ...two, text: 'برف راه‌های کوهستانی را بست.', isSummary: true };
  site.page('/login', 'ورود', [
    'برای خواندن ادامه این خبر باید نخست وارد حساب کاربری خود شوید یا اشتراک بخرید و سپس بازگردید.',
    'اگر گذرواژه خود را فراموش کرده‌اید نشانی رایانامه خود را بنویسید تا پیوند تازه برایتان فرستاده شود.',
  ]);
  site.feed('/feed', [
    { ...entry, guid: 'a', link: '/login' },
    { ...entry, guid: 'b', link: '/none' },
  ]);
  expect(await add('/feed')).toMatchObject({ refusals: [] });
  for (const article of await articles()) {
    expect(bodyOf(article)).toEqual(['برف راه‌های کوهستانی را بست.']);
  }
});

test('an entry whose page fails for the moment is kept, and its page asked for again', async () => {
  const { site, add, poll, articles, sources } = await setUp();
  const entry = { ...two, text: 'برف راه‌های کوهستانی را بست.', link: '/2', isSummary: true };
  site.on('/2', (_, response) => void response.writeHead(503).end());
  site.feed('/feed', [entry]);
  await add('/feed');
  expect(bodyOf((await articles())[0])).toEqual(['برف راه‌های کوهستانی را بست.']);
  expect(sources.list()[0]?.memory).toBeNull();
  site.page('/2', 'بارش برف', LONG);
  expect(await poll()).toMatchObject({ articles: 1 });
  expect(bodyOf((await articles())[0])).toEqual(LONG);
  expect(sources.list()[0]?.memory).not.toBeNull();
});

test('a text that its page gave stays while that fails, is asked for again, and outlives the page', async () => {
  const { site, add, poll, articles, sources } = await setUp();
  const entry = { ...two, text: 'برف راه‌های کوهستانی را بست.', link: '/2', isSummary: true };
  site.page('/2', 'بارش برف', LONG);
  site.feed('/feed', [entry]);
  await add('/feed');
  site.on('/2', (_, response) => void response.writeHead(503).end());
  site.feed('/feed', [{ ...entry, text: 'برف راه‌های کوهستانی را امروز بست.' }]);
  expect(await poll()).toMatchObject({ articles: 0 });
  expect(bodyOf((await articles())[0])).toEqual(LONG);
  expect(sources.list()[0]?.memory).toBeNull();
  site.remove('/2');
  await poll();
  expect(bodyOf((await articles())[0])).toEqual(LONG);
  expect(sources.list()[0]?.memory).not.toBeNull();
  site.feed('/feed', [one, { ...entry, text: 'برف راه‌های کوهستانی را امروز بست.' }]);
  await poll();
  expect(site.statuses('/2')).toEqual([200, 503, 404]);
  const page = [LONG[0] ?? '', 'راه‌ها باز شد و خودروها به راه خود رفتند.'];
  site.page('/2', 'بارش برف', page);
  site.feed('/feed', [{ ...entry, text: 'برف راه‌های کوهستانی را از بامداد بست.' }]);
  expect(await poll()).toMatchObject({ articles: 1 });
  expect((await articles()).map(bodyOf)).toContainEqual(page);
});

test('an entry that becomes another story, or only a new summary, is taken though its page is gone', async () => {
  const { site, add, poll, articles } = await setUp();
  const entry = { ...two, link: '/2', isSummary: true };
  site.page('/2', 'بارش برف', LONG);
  site.feed('/feed', [{ ...entry, text: 'برف راه‌های کوهستانی را بست.' }]);
  await add('/feed');
  site.remove('/2');
  const others = [
    'مسابقه فوتبال دیشب با پیروزی تیم ملی در ورزشگاه آزادی پایان یافت.',
    'مسابقه فوتبال دیشب با پیروزی تیم ملی پایان یافت.',
  ];
  for (const text of others) {
    site.feed('/feed', [{ ...entry, title: 'پیروزی تیم ملی', text }]);
    expect(await poll()).toMatchObject({ articles: 1 });
    expect((await articles()).map(bodyOf)).toEqual([[text]]);
  }
});

test('of a feed with more entries the 200 newest are taken', async () => {
  const { site, add, articles } = await setUp();
  const items = Array.from({ length: 230 }, (_, index) => ({
    ...one,
    guid: `خبر ${index}`,
    text: `پل شماره ${index} باز شد.`,
  }));
  site.feed('/feed', items);
  expect(await add('/feed')).toMatchObject({ articles: 200 });
  expect(await articles()).toHaveLength(200);
});

test('a page or feed with a letter cut is taken, but for the article that it is cut in', async () => {
  const { site, add, articles } = await setUp();
  const serve = (path: string, type: string, text: string) =>
    site.on(path, (_, response) => {
      const bytes = Uint8Array.from(Buffer.from(text), (byte) => (byte === 0x7e ? 0xd8 : byte));
      response.writeHead(200, { 'content-type': type }).end(bytes);
    });
  const page = (text: string, about: string) =>
    `<html><head><meta charset="utf-8"><meta name="description" content="${about}"></head><body><h1>بارش برف</h1><p>${text}</p></body></html>`;
  serve('/whole', 'text/html', page(LONG[0] ?? '', 'برف از بامدا~'));
  expect(await add('/whole')).toMatchObject({ articles: 1, refusals: [] });
  serve('/cut', 'text/html', page(`${LONG[0]} ~`, 'برف'));
  expect(told((await add('/cut')).refusals)).toEqual([
    expect.stringMatching(/letters of its text are no UTF-8 and were lost: «.* \ufffd»/u),
  ]);
  const entry = ({ guid, title, text }: typeof one) =>
    `<item><guid>${guid}</guid><title>${title}</title><description>${text}</description></item>`;
  const feed = `<rss version="2.0"><channel><title>نمونه ~</title>${entry(one)}${entry({ ...two, text: 'برف ~' })}</channel></rss>`;
  serve('/feed', 'application/rss+xml; charset=utf-8', feed);
  const { refusals } = await add('/feed');
  expect(told(refusals)).toEqual([expect.stringMatching(/^«بارش برف»: letters of its text/u)]);
  expect((await articles()).map(({ title }) => title).sort()).toEqual(
    [two.title, one.title].sort(),
  );
});

test('entries that come with a new guid at every poll stay the articles that they were', async () => {
  const { site, add, poll, articles } = await setUp();
  const serve = (time: number, text: string) =>
    site.feed('/feed', [
      { ...one, guid: `الف-${time}` },
      { ...two, guid: `ب-${time}`, link: '/2', text },
    ]);
  serve(0, two.text);
  expect(await add('/feed')).toMatchObject({ articles: 2 });
  const ids = (await articles()).map(({ id }) => id);
  serve(1, two.text);
  expect(await poll()).toMatchObject({ articles: 0 });
  serve(2, 'راه‌ها باز شد.');
  expect(await poll()).toMatchObject({ articles: 1 });
  const read = await articles();
  expect(read.map(({ id }) => id)).toEqual(ids);
  expect(read.map((article) => bodyOf(article)?.[0]).sort()).toEqual(
    [one.text, 'راه‌ها باز شد.'].sort(),
  );
});

test('entries that share a link, as of a home page, are each an article; those that say the same are one', async () => {
  const { site, add, poll, articles } = await setUp();
  site.feed('/feed', [
    { ...one, link: '/' },
    { ...two, link: '/' },
    { ...one, guid: 'خبر-1-دوباره', link: '/' },
  ]);
  expect(await add('/feed')).toMatchObject({ articles: 2 });
  const three = { guid: 'خبر-3', title: 'خبر تازه', text: 'متن تازه.', link: '/' };
  site.feed('/feed', [three]);
  await poll();
  expect((await articles()).map(({ title }) => title).sort()).toEqual(
    [one.title, two.title, three.title].sort(),
  );
});

test('entries that say the same each day, with links of their own, are each an article', async () => {
  const { site, add, poll, articles } = await setUp();
  const day = (number: number) => ({
    guid: `دلار-${number}`,
    title: 'قیمت دلار امروز',
    text: 'قیمت دلار در بازار آزاد اعلام شد.',
    link: `/dollar/${number}`,
  });
  const linksOf = async () => (await articles()).map(({ url }) => new URL(url ?? '').pathname);
  site.feed('/feed', [day(2), day(1)]);
  expect(await add('/feed')).toMatchObject({ articles: 2 });
  site.feed('/feed', [day(3), day(2)]);
  expect(await poll()).toMatchObject({ articles: 1 });
  site.feed('/feed', [day(4)]);
  expect(await poll()).toMatchObject({ articles: 1 });
  expect((await linksOf()).sort()).toEqual(['/dollar/1', '/dollar/2', '/dollar/3', '/dollar/4']);
  site.feed('/feed', [{ ...day(4), guid: 'دلار-۴', text: 'قیمت دلار بالا رفت.' }]);
  expect(await poll()).toMatchObject({ articles: 1 });
  site.feed('/feed', [
    { ...day(5), guid: 'دلار-۵' },
    { ...day(3), guid: 'دلار-۳' },
  ]);
  expect(await poll()).toMatchObject({ articles: 1 });
  expect(await articles()).toHaveLength(5);
});

test('a feed that makes up articles comes to an end, which is told, and keeps what it has', async () => {
  const { site, add, poll, articles, dataFolder } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  const fetched = join(dataFolder, 'fetched');
  const folder = join(fetched, readdirSync(fetched)[0] ?? '');
  for (let count = 1; count < 9_999; count += 1) writeFileSync(join(folder, `${count}.jsonl`), '');
  const three = { guid: 'خبر-3', title: 'خبر تازه', text: 'متن تازه.' };
  site.feed('/feed', [two, three, { ...one, text: 'پل بسته شد.' }]);
  expect(await poll()).toMatchObject({
    articles: 2,
    refusals: [{ reason: reasonFor('feed-full', { count: 9999 }) }],
  });
  expect((await articles()).map((article) => bodyOf(article)?.[0]).sort()).toEqual(
    ['پل بسته شد.', two.text].sort(),
  );
});

test('killed between its files and what it remembers, a source is fetched again and nothing is double', async () => {
  const { site, add, poll, articles, sources } = await setUp();
  site.feed('/feed', [one, two]);
  await add('/feed');
  const [source] = sources.list();
  if (source === undefined) throw new Error('no source');
  // As the process leaves it: the files are there, the memory is not.
  sources.keep(source.id, { ...source, memory: null, due: source.addedAt });
  expect(await poll()).toEqual({ asked: 1, articles: 0, refusals: [] });
  expect(site.statuses('/feed')).toEqual([200, 200]);
  expect(await articles()).toHaveLength(2);
});

test('articles that were deleted are fetched again, though the feed has not changed', async () => {
  const { site, add, poll, articles, dataFolder } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  rmSync(join(dataFolder, 'fetched'), { recursive: true });
  expect(await poll()).toMatchObject({ articles: 1 });
  expect(await articles()).toHaveLength(1);
});

test('what a removed source left behind is swept away with the next collecting', async () => {
  const { site, add, poll, sources, dataFolder } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  sources.remove(sources.list()[0]?.id ?? 0);
  await poll();
  expect(readdirSync(join(dataFolder, 'fetched'))).toEqual([]);
});

test('what a process left half written is deleted, but not what another may be writing', async () => {
  const { site, add, poll, dataFolder } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  const fetched = join(dataFolder, 'fetched');
  const folder = join(fetched, readdirSync(fetched)[0] ?? '');
  for (const name of ['.0123456789ab', '.ba9876543210']) writeFileSync(join(folder, name), '{');
  utimesSync(join(folder, '.0123456789ab'), 1000, 1000);
  site.feed('/feed', [one, two]);
  await poll();
  expect(readdirSync(folder)).not.toContain('.0123456789ab');
  expect(readdirSync(folder)).toContain('.ba9876543210');
  expect(readdirSync(folder)).toContain('.held.json');
});

test('a page that is gone three times in a row is told so, and its article stays', async () => {
  const { site, add, poll, articles, sources } = await setUp();
  site.page('/p', 'بارش برف', LONG);
  await add('/p');
  site.remove('/p');
  const reasons: (Reason | undefined)[] = [];
  for (const _ of [1, 2, 3]) reasons.push((await poll()).refusals[0]?.reason);
  const gone = reasonFor('gone', { status: 404, times: 3 });
  const failed = reasonFor('status', { status: 404 });
  expect(reasons).toEqual([failed, failed, gone]);
  expect(sources.list()).toMatchObject([{ problem: gone }]);
  expect(sources.list()).toMatchObject([{ gone: 3, poll: { failures: 3 } }]);
  expect(await articles()).toHaveLength(1);
  site.page('/p', 'بارش برف', LONG);
  await poll();
  expect(sources.list()).toMatchObject([{ gone: 0, problem: null, poll: { failures: 0 } }]);
});

test('a feed that becomes a page is refused, and keeps its articles', async () => {
  const { site, add, poll, articles } = await setUp();
  site.feed('/feed', [one]);
  await add('/feed');
  site.page('/feed', 'بارش برف', LONG);
  expect((await poll()).refusals).toEqual([
    { source: `${site.origin}/feed`, reason: reasonFor('now-page') },
  ]);
  expect(await articles()).toHaveLength(1);
});

const refused: [string, (site: Site) => void, RegExp][] = [
  [
    'a redirect to a private address',
    (site) =>
      site.on(
        '/x',
        (_, response) => void response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      ),
    /10\.0\.0\.1, which is not a public address \(private\)/,
  ],
  [
    'a page without an article',
    (site) => site.page('/x', '', []),
    /no article is found in the page/,
  ],
  [
    'half a feed',
    (site) =>
      site.on(
        '/x',
        (_, response) =>
          void response.writeHead(200, { 'content-type': 'text/xml' }).end('<rss><channel><item>'),
      ),
    /cut off/,
  ],
  [
    'neither page nor feed',
    (site) =>
      site.on(
        '/x',
        (_, response) =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      ),
    /of type application\/json/,
  ],
  ['what is not there', () => {}, /the server answered 404/],
];

test.each(refused)(
  '%s is refused with its reason, and is no source',
  async (_, prepare, reason) => {
    const { site, add, sources } = await setUp();
    prepare(site);
    const { refusals } = await add('/x');
    expect(refusals).toMatchObject([{ source: `${site.origin}/x` }]);
    expect(told(refusals)).toEqual([expect.stringMatching(reason)]);
    expect(sources.list()).toEqual([]);
  },
);

test('without an opening loopback is refused', async () => {
  const { site, sources, dataFolder } = await setUp();
  const { refusals } = await addUrls({ sources, dataFolder }, [`${site.origin}/feed`]);
  expect(told(refusals)).toEqual([expect.stringMatching(/port \d+ is not allowed/u)]);
  expect(site.asked).toEqual([]);
});

test('collecting that is called off ends with the reason, and leaves nothing half', async () => {
  const { site, sources, parts, dataFolder } = await setUp();
  const halt = new AbortController();
  site.on('/feed', () => halt.abort(new Error('the bot stops')));
  const added = addUrls({ ...parts, signal: halt.signal }, [`${site.origin}/feed`]);
  await expect(added).rejects.toThrow('the bot stops');
  expect(sources.list()).toEqual([]);
  expect(await articlesIn(dataFolder)).toEqual([]);
});
