import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FetchError } from '../../src/corpus/fetch/error.js';
import { type FetchOptions, fetchPage, type Page } from '../../src/corpus/fetch/fetch.js';
import { memoryOf } from '../../src/corpus/fetch/memory.js';
import { type Served, serve } from '../support/http.js';

const TEXT = 'نشست شورای امنیت درباره سوریه';
const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };

function open(...servers: Served[]): FetchOptions {
  return { opening: { addresses: ['127.0.0.1'], ports: servers.map(({ port }) => port) } };
}

async function failure(promise: Promise<unknown>): Promise<FetchError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FetchError);
  return error as FetchError;
}

test('a page comes with its bytes, type, charset and what to ask by next time', async () => {
  const bytes = Buffer.from([0xc7, 0xca, 0xd1]); // «اتر» in windows-1256
  const site = await serve((_, response) => {
    response.writeHead(200, {
      'content-type': 'TEXT/HTML; charset="Windows-1256"',
      etag: 'W/"1"',
      'last-modified': 'Tue, 05 Oct 2021 10:00:00 GMT',
    });
    response.end(bytes);
  });
  const page = await fetchPage(`${site.origin}/khabar?id=1#top`, open(site));
  expect(page).toEqual({
    kind: 'page',
    url: `${site.origin}/khabar?id=1`,
    type: 'text/html',
    charset: 'windows-1256',
    bytes,
    etag: 'W/"1"',
    lastModified: 'Tue, 05 Oct 2021 10:00:00 GMT',
  });
});

test('the server is told who asks and what can be read', async () => {
  const site = await serve(({ headers }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(headers));
  });
  const { bytes } = (await fetchPage(site.origin, open(site))) as Page;
  expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({
    'user-agent': expect.stringMatching(/^Mostanad\//),
    accept: expect.stringContaining('application/rss+xml'),
    'accept-encoding': 'gzip, br',
  });
});

test('compressed pages are unpacked, and other compressions refused', async () => {
  const site = await serve(({ url }, response) => {
    const encoding = url?.slice(1) ?? '';
    const pack = encoding === 'br' ? brotliCompressSync : gzipSync;
    response.writeHead(200, { ...PLAIN, 'content-encoding': encoding });
    response.end(pack(TEXT));
  });
  for (const encoding of ['gzip', 'br']) {
    const page = (await fetchPage(`${site.origin}/${encoding}`, open(site))) as Page;
    expect(Buffer.from(page.bytes).toString()).toBe(TEXT);
  }
  const { message } = await failure(fetchPage(`${site.origin}/zstd`, open(site)));
  expect(message).toBe(`fetch ${site.origin}/zstd: compressed in another way than gzip or br`);
});

test('a type that no article comes in is refused by name, and so is a missing one', async () => {
  const site = await serve(({ url }, response) => {
    if (url === '/pdf') response.setHeader('content-type', 'application/pdf; name=a');
    if (url === '/wrong') response.setHeader('content-type', 'html');
    response.end(TEXT);
  });
  const reasons = ['pdf', 'wrong', 'none'].map(async (path) => {
    const error = await failure(fetchPage(`${site.origin}/${path}`, open(site)));
    expect(error.refused).toBe(true);
    return error.message.split(': ')[1];
  });
  expect(await Promise.all(reasons)).toEqual([
    'of type application/pdf, not an article or feed',
    'the server names its type in a wrong form',
    'the server does not say of what type it is',
  ]);
});

test('what has not changed is not sent again, and what has is', async () => {
  let etag = '"1"';
  const site = await serve(({ headers }, response) => {
    const isKnown =
      headers['if-none-match'] === etag &&
      headers['if-modified-since'] === 'Tue, 05 Oct 2021 10:00:00 GMT';
    response.writeHead(isKnown ? 304 : 200, {
      ...PLAIN,
      etag,
      'last-modified': 'Tue, 05 Oct 2021 10:00:00 GMT',
    });
    response.end(isKnown ? undefined : TEXT);
  });
  const first = (await fetchPage(`${site.origin}/feed`, open(site))) as Page;
  const again = { ...open(site), memory: memoryOf(first) };
  expect(await fetchPage(`${site.origin}/feed`, again)).toEqual({ kind: 'not-modified' });
  etag = '"2"';
  expect(await fetchPage(`${site.origin}/feed`, again)).toMatchObject({
    kind: 'page',
    etag: '"2"',
  });
});

test('a page without ETag and Last-Modified leaves nothing to ask by', () => {
  expect(memoryOf({ url: 'http://a.ir/', etag: null, lastModified: null })).toBeNull();
});

test('a feed that moved is read whole, though its new place is older than what is remembered', async () => {
  const site = await serve(({ url, headers }, response) => {
    if (url === '/old') response.writeHead(301, { location: '/new' }).end();
    else if ('if-modified-since' in headers) response.writeHead(304).end();
    else response.writeHead(200, PLAIN).end(TEXT);
  });
  const memory = {
    url: `${site.origin}/old`,
    etag: null,
    lastModified: 'Tue, 05 Oct 2021 10:00:00 GMT',
  };
  const page = await fetchPage(`${site.origin}/old`, { ...open(site), memory });
  expect(page).toMatchObject({ kind: 'page', url: `${site.origin}/new` });
});

test('a 304 that was not asked for is no page', async () => {
  const site = await serve((_, response) => void response.writeHead(304).end());
  const error = await failure(fetchPage(site.origin, open(site)));
  expect(error.message).toContain('the server answered 304');
});

test('redirects are followed, relative ones and ones in Persian letters too', async () => {
  const site = await serve(({ url }, response) => {
    // As servers send it: UTF-8 that is not percent-encoded.
    const location = Buffer.from('../خبر/۱').toString('latin1');
    if (url === '/a/b') response.writeHead(302, { location }).end();
    else response.writeHead(200, PLAIN).end(TEXT);
  });
  const page = await fetchPage(`${site.origin}/a/b`, open(site));
  expect(page).toMatchObject({ url: `${site.origin}/${encodeURI('خبر/۱')}` });
});

test('a redirect loop ends after five redirects', async () => {
  const site = await serve(({ url }, response) => {
    response.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end();
  });
  const { message } = await failure(fetchPage(`${site.origin}/a`, open(site)));
  expect(message).toMatch(/: more than 5 redirects$/);
  expect(site.asked).toEqual(['/a', '/b', '/a', '/b', '/a', '/b']);
});

test('a redirect to nowhere is named', async () => {
  const site = await serve(({ url }, response) => {
    response.writeHead(302, url === '/bad' ? { location: 'http://[:/' } : {}).end();
  });
  const bad = await failure(fetchPage(`${site.origin}/bad`, open(site)));
  expect(bad.message).toContain('redirected to what is not a URL');
  const none = await failure(fetchPage(`${site.origin}/none`, open(site)));
  expect(none.message).toContain('the server answered 302');
});

test('a status that is no page is told, with what the server asks for', async () => {
  const site = await serve((_, response) => {
    response.writeHead(503, { ...PLAIN, 'retry-after': '120' }).end(TEXT);
  });
  const error = await failure(fetchPage(`${site.origin}/feed`, open(site)));
  expect(error).toMatchObject({
    message: `fetch ${site.origin}/feed: the server answered 503`,
    kind: 'corpus',
    refused: false,
    status: 503,
    retryAfter: '120',
  });
});

test('a server that is not there is told from one that is refused', async () => {
  const opening = { addresses: ['127.0.0.1'], ports: [9] };
  const error = await failure(fetchPage('http://127.0.0.1:9/', { opening }));
  expect(error).toMatchObject({ refused: false, message: expect.stringContaining('ECONNREFUSED') });
  expect(error.cause).toBeInstanceOf(Error);
});
