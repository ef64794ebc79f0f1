import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FetchError, shownUrl } from '../../src/corpus/fetch/error.js';
import { fetchPage } from '../../src/corpus/fetch/fetch.js';
import { type Opening, specialRange } from '../../src/corpus/fetch/guard.js';
import { type Served, serve } from '../support/http.js';

async function refusal(url: string, opening?: Opening): Promise<string> {
  const error = await fetchPage(url, opening === undefined ? {} : { opening }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FetchError);
  expect(error).toMatchObject({ kind: 'corpus', refused: true });
  return (error as FetchError).message;
}

/** A server that redirects where its path says, and otherwise sends a page. */
async function serveRedirects(host = '127.0.0.1', port = 0): Promise<Served> {
  return serve(
    ({ url }, response) => {
      const to = decodeURIComponent(url?.slice(1) ?? '');
      // Closed, so that the next request needs a new connection.
      if (to === '') response.writeHead(200, { 'content-type': 'text/plain' }).end('متن');
      else response.writeHead(302, { location: to, connection: 'close' }).end();
    },
    { host, port },
  );
}

/** Answers a name with one list of addresses after the other; the last one stays. */
function answering(...answers: string[][]) {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, resolve };
}

test.each([
  ['a loopback address', '127.0.0.1', 'loopback'],
  ['the whole loopback net', '127.8.9.10', 'loopback'],
  ['one decimal number', '2130706433', 'loopback'],
  ['hexadecimal', '0x7f000001', 'loopback'],
  ['hexadecimal parts', '0x7f.0x0.0x0.0x1', 'loopback'],
  ['octal', '0177.0.0.01', 'loopback'],
  ['octal in one', '017700000001', 'loopback'],
  ['short', '127.1', 'loopback'],
  ['with a dot at its end', '127.0.0.1.', 'loopback'],
  ['percent-encoded', '%31%32%37.0.0.1', 'loopback'],
  ['percent-encoded dots', '127%2E0%2E0%2E1', 'loopback'],
  ['full-width digits', '１２７.０.０.１', 'loopback'],
  ['ideographic full stops', '127。0。0。1', 'loopback'],
  ['private, large', '10.1.2.3', 'private'],
  ['private, middle', '172.31.255.254', 'private'],
  ['private, small', '192.168.1.1', 'private'],
  ['the metadata of a cloud', '169.254.169.254', 'linkLocal'],
  ['carrier-grade NAT', '100.64.0.1', 'carrierGradeNat'],
  ['multicast', '224.0.0.1', 'multicast'],
  ['broadcast', '255.255.255.255', 'broadcast'],
  ['unspecified', '0.0.0.0', 'unspecified'],
  ['unspecified, as one number', '0', 'unspecified'],
  ['a documentation net', '192.0.2.1', 'reserved'],
  ['IPv6 loopback', '[::1]', 'loopback'],
  ['IPv6 loopback in full', '[0:0:0:0:0:0:0:1]', 'loopback'],
  ['IPv6 unspecified', '[::]', 'unspecified'],
  ['IPv6 link-local', '[fe80::1]', 'linkLocal'],
  ['IPv6 unique local', '[fd00:ec2::254]', 'uniqueLocal'],
  ['IPv6 multicast', '[ff02::1]', 'multicast'],
  ['IPv4-mapped', '[::ffff:127.0.0.1]', 'ipv4Mapped'],
  ['IPv4-mapped, hexadecimal', '[::ffff:7f00:1]', 'ipv4Mapped'],
  ['IPv4-mapped, public', '[::ffff:8.8.8.8]', 'ipv4Mapped'],
  ['IPv4-compatible', '[::127.0.0.1]', 'not global'],
  ['6to4', '[2002:7f00:1::]', '6to4'],
  ['NAT64', '[64:ff9b::10.0.0.1]', 'rfc6052'],
  ['NAT64, local', '[64:ff9b:1::10.0.0.1]', 'rfc6052'],
  ['Teredo', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]', 'teredo'],
])('%s (%s) is refused before anything is sent', async (_, host, range) => {
  const site = await serveRedirects();
  const opening = { addresses: [], ports: [site.port] };
  expect(await refusal(`http://${host}:${site.port}/`, opening)).toContain(
    `which is not a public address (${range})`,
  );
  expect(site.asked).toEqual([]);
});

test('an address within another is refused, whatever it is', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, byte, (a, b, c, d) => {
      const hex = ((a << 8) | b).toString(16);
      const low = ((c << 8) | d).toString(16);
      for (const address of [
        `::ffff:${a}.${b}.${c}.${d}`,
        `::ffff:0:${a}.${b}.${c}.${d}`,
        `::${hex}:${low}`,
        `64:ff9b::${hex}:${low}`,
        `2002:${hex}:${low}::1`,
        `2001:0:${hex}:${low}::`,
      ]) {
        expect(specialRange(address), address).not.toBeNull();
      }
    }),
  );
});

test('public addresses are not refused, and what is no address is', () => {
  expect(specialRange('8.8.8.8')).toBeNull();
  expect(specialRange('172.32.0.1')).toBeNull();
  expect(specialRange('2a00:1450:4001:80b::200e')).toBeNull();
  expect(specialRange('8.8.8')).toBe('no address');
  expect(specialRange('fe80::1%eth0')).toBe('linkLocal');
});

test('other schemes, passwords and ports are refused, and passwords not repeated', async () => {
  expect(await refusal('file:///etc/passwd')).toMatch(/scheme file: is not allowed/);
  expect(await refusal('ftp://akhbar.example/a')).toMatch(/scheme ftp: is not allowed/);
  expect(await refusal('خبر')).toBe('fetch خبر: not a URL');
  expect(await refusal('http://akhbar.example:6379/')).toMatch(/port 6379 is not allowed/);
  for (const url of ['https://ali:rAz@akhbar.example/', 'https://rAz@akhbar.example/']) {
    const message = await refusal(url);
    expect(message).toMatch(/^fetch https:\/\/akhbar\.example\/: a user name or password/);
    expect(message).not.toContain('rAz');
  }
});

test('a redirect to a private address, another scheme, port or a password is refused', async () => {
  const site = await serveRedirects();
  const opening = { addresses: ['127.0.0.1'], ports: [site.port] };
  const redirected = (to: string) =>
    refusal(`${site.origin}/${encodeURIComponent(to)}`, opening).then((message) =>
      message.slice(message.indexOf('(redirected')),
    );
  expect(await redirected('http://10.0.0.1/admin?key=rAz')).toBe(
    '(redirected to http://10.0.0.1/admin): 10.0.0.1, which is not a public address (private)',
  );
  expect(await redirected('//[::1]/')).toContain('::1, which is not a public address');
  expect(await redirected('http://0x7f.2/')).toContain('127.0.0.2, which is not a public');
  expect(await redirected('file:///etc/passwd')).toContain('scheme file: is not allowed');
  expect(await redirected('http://127.0.0.1:22/')).toContain('port 22 is not allowed');
  expect(await redirected('http://ali:rAz@127.0.0.1/')).toContain('a user name or password');
});

test('a name that leads to a private address is refused', async () => {
  const site = await serveRedirects();
  for (const [address, range] of [
    ['127.0.0.1', 'loopback'],
    ['192.168.0.10', 'private'],
    ['::1', 'loopback'],
    ['::ffff:10.0.0.1', 'ipv4Mapped'],
  ] as const) {
    const { resolve } = answering([address]);
    const opening = { addresses: [], ports: [site.port], resolve };
    expect(await refusal(`http://akhbar.example:${site.port}/`, opening)).toContain(
      `akhbar.example leads to ${address}, which is not a public address (${range})`,
    );
  }
  expect(site.asked).toEqual([]);
});

test('the machine’s own names are looked up and refused', async () => {
  expect(await refusal('http://localhost/')).toContain('localhost leads to');
});

test('a name of several addresses leads to those that may be reached alone', async () => {
  const site = await serveRedirects();
  const trap = await serveRedirects('127.0.0.2', site.port);
  const { resolve } = answering(['127.0.0.2', '127.0.0.1']);
  const opening = { addresses: ['127.0.0.1'], ports: [site.port], resolve };
  const fetched = await fetchPage(`http://akhbar.example:${site.port}/`, { opening });
  expect(fetched).toMatchObject({ kind: 'page' });
  expect([site.asked.length, trap.asked.length]).toEqual([1, 0]);
});

test('a name is asked once a connection, which goes to the answer that was checked', async () => {
  const site = await serveRedirects();
  const trap = await serveRedirects('127.0.0.2', site.port);
  const names = answering(['127.0.0.1'], ['127.0.0.2']);
  const opening = { addresses: ['127.0.0.1'], ports: [site.port], resolve: names.resolve };
  await fetchPage(`http://akhbar.example:${site.port}/`, { opening });
  expect(names.asked).toEqual(['akhbar.example']);
  expect([site.asked.length, trap.asked.length]).toEqual([1, 0]);
});

test('a name that first answers in public and then in private is refused then', async () => {
  const site = await serveRedirects();
  const trap = await serveRedirects('127.0.0.2', site.port);
  const { resolve } = answering(['127.0.0.1'], ['127.0.0.2']);
  const opening = { addresses: ['127.0.0.1'], ports: [site.port], resolve };
  const url = `http://akhbar.example:${site.port}`;
  expect(await refusal(`${url}/${encodeURIComponent(`${url}/`)}`, opening)).toContain(
    'akhbar.example leads to 127.0.0.2, which is not a public address (loopback)',
  );
  expect([site.asked.length, trap.asked.length]).toEqual([1, 0]);
});

test('a name of no address is refused, and one that is not known cannot be had', async () => {
  const none = { addresses: [], ports: [], resolve: answering([]).resolve };
  expect(await refusal('http://akhbar.example/', none)).toContain('leads to no address');
  const unknown = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  };
  const opening = { addresses: [], ports: [], resolve: unknown };
  await expect(fetchPage('http://akhbar.example/a?b', { opening })).rejects.toMatchObject({
    message: 'fetch http://akhbar.example/a: no server has this name',
    refused: false,
  });
});

test('a URL is shown without what may be secret in it', () => {
  expect(shownUrl('https://ali:rAz@akhbar.example/a/b?key=rAz#rAz')).toBe(
    'https://akhbar.example/a/b',
  );
  expect(shownUrl('ali:rAz@akhbar.example/?key=rAz')).not.toContain('rAz');
  expect(shownUrl('http://ali:r/Az@akhbar.example:x/?key=rAz')).not.toContain('Az');
  expect(shownUrl(`https://akhbar.example/${'a'.repeat(9000)}`).length).toBeLessThan(300);
});
