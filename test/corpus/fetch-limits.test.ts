import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FetchError } from '../../src/corpus/fetch/error.js';
import { type FetchOptions, fetchPage, LIMITS } from '../../src/corpus/fetch/fetch.js';
import { listen, serve } from '../support/http.js';

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };
const SECRET = 'متن محرمانه خبر';
const never = new Promise<never>(() => {});

function open(port: number, limits: Partial<typeof LIMITS> = {}): FetchOptions {
  return {
    opening: { addresses: ['127.0.0.1'], ports: [port] },
    limits: { ...LIMITS, ...limits },
  };
}

async function failure(promise: Promise<unknown>): Promise<FetchError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FetchError);
  return error as FetchError;
}

/** A server of raw bytes; returns its port. */
function serveRaw(bytes: string): Promise<number> {
  return listen(createServer((socket) => void socket.on('error', () => {}).end(bytes)));
}

test('a body of just the largest size is read, one byte more is refused', async () => {
  const site = await serve(({ url }, response) => {
    response.writeHead(200, PLAIN).end(Buffer.alloc(url === '/more' ? 1001 : 1000));
  });
  const limited = open(site.port, { bytes: 1000 });
  expect(await fetchPage(site.origin, limited)).toMatchObject({ kind: 'page' });
  const error = await failure(fetchPage(`${site.origin}/more`, limited));
  expect(error.message).toBe(`fetch ${site.origin}/more: larger than 1000 bytes`);
  expect(error.refused).toBe(true);
});

test('a small body that unpacks to more than 10 MB is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(100_000);
  const site = await serve((_, response) => {
    response.writeHead(200, { ...PLAIN, 'content-encoding': 'gzip' }).end(bomb);
  });
  const { message } = await failure(fetchPage(site.origin, open(site.port)));
  expect(message).toContain('larger than 10485760 bytes');
});

test('a body without end is left off, and its connection closed', async () => {
  let closed: Promise<unknown> = never;
  const site = await serve((_, response) => {
    closed = once(response, 'close');
    response.writeHead(200, PLAIN);
    const more = () => {
      while (response.write(Buffer.alloc(10_000))) if (response.destroyed) return;
    };
    response.on('drain', more);
    more();
  });
  const { message } = await failure(fetchPage(site.origin, open(site.port, { bytes: 100_000 })));
  expect(message).toContain('larger than 100000 bytes');
  await closed;
});

test('compressed data that unpacks to nothing without end is refused too', async () => {
  const site = await serve((_, response) => {
    response.writeHead(200, { ...PLAIN, 'content-encoding': 'gzip' });
    // A header and then empty stored blocks (RFC 1951, 3.2.4).
    response.write(gzipSync('').subarray(0, 10));
    const block = Buffer.from('000000ffff'.repeat(2000), 'hex');
    const more = () => {
      while (response.write(block)) if (response.destroyed) return;
    };
    response.on('drain', more);
    more();
  });
  const { message } = await failure(fetchPage(site.origin, open(site.port, { bytes: 100_000 })));
  expect(message).toContain('larger than 100000 bytes');
});

test('a body that drips is left off when the whole time is up', async () => {
  const site = await serve((_, response) => {
    response.writeHead(200, PLAIN);
    const drip = setInterval(() => response.write('ا'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const error = await failure(fetchPage(site.origin, open(site.port, { totalMs: 300 })));
  expect(error.message).toBe(`fetch ${site.origin}/: not done in 0.3 s`);
  expect(error.refused).toBe(false);
});

test('a server that falls silent, before its answer or within it, is left', async () => {
  const site = await serve(({ url }, response) => {
    if (url === '/within') response.writeHead(200, PLAIN).write('ا');
  });
  for (const path of ['/before', '/within']) {
    const error = await failure(fetchPage(site.origin + path, open(site.port, { idleMs: 200 })));
    expect(error.message).toBe(`fetch ${site.origin}${path}: the server fell silent`);
  }
});

test('a name server that does not answer cannot hold anything up', async () => {
  const opening = { addresses: [], ports: [], resolve: () => never };
  const limits = { ...LIMITS, totalMs: 100 };
  const { message } = await failure(fetchPage('http://akhbar.example/', { opening, limits }));
  expect(message).toBe('fetch http://akhbar.example/: not done in 0.1 s');
});

test('an abort ends it at once with its reason, wherever it stands', async () => {
  const reason = new Error('the program ends');
  const site = await serve(({ url }, response) => {
    if (url === '/within') response.writeHead(200, PLAIN).write('ا');
  });
  const early = fetchPage(site.origin, { ...open(site.port), signal: AbortSignal.abort(reason) });
  await expect(early).rejects.toBe(reason);
  for (const path of ['/before', '/within']) {
    const controller = new AbortController();
    const fetching = fetchPage(site.origin + path, {
      ...open(site.port),
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(reason), 50);
    await expect(fetching).rejects.toBe(reason);
  }
  const controller = new AbortController();
  const opening = { addresses: [], ports: [], resolve: () => never };
  const resolving = fetchPage('http://akhbar.example/', { opening, signal: controller.signal });
  setTimeout(() => controller.abort(reason), 50);
  await expect(resolving).rejects.toBe(reason);
  expect(site.asked).toEqual(['/before', '/within']);
});

test('a body that breaks off is no page', async () => {
  const packed = gzipSync('متن '.repeat(1000));
  const site = await serve(({ url }, response) => {
    if (url === '/gzip') {
      response.writeHead(200, { ...PLAIN, 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, packed.length - 20));
    } else {
      response.writeHead(200, { ...PLAIN, 'content-length': '1000' }).write('ا');
      setTimeout(() => response.destroy(), 50);
    }
  });
  for (const path of ['/gzip', '/length']) {
    expect(await failure(fetchPage(site.origin + path, open(site.port)))).toMatchObject({
      refused: false,
    });
  }
});

test.each([
  ['no HTTP', SECRET],
  [
    'a broken chunk',
    `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n5\r\n12345${SECRET}\r\n`,
  ],
  [
    'a bad status',
    `HTTP/1.1 500 ${encodeURI(SECRET)}\r\ncontent-type: text/plain\r\n\r\n${SECRET}`,
  ],
  ['a wrong type', `HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\n${SECRET}`],
  [
    'bad gzip',
    `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: gzip\r\n\r\n${SECRET}`,
  ],
])('an error over %s holds nothing of the body', async (_, bytes) => {
  const port = await serveRaw(bytes);
  const error = await failure(fetchPage(`http://127.0.0.1:${port}/a?key=rAz`, open(port)));
  const everything = inspect(error, { depth: 10, showHidden: true });
  expect(everything).not.toContain(SECRET);
  expect(everything).not.toContain('rAz');
});
