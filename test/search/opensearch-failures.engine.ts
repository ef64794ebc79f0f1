import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MostanadError } from '../../src/errors.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { clusterSettings } from '../support/cluster.js';
import { clusterProxy, type Fate } from '../support/cluster-proxy.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);
const through = (settings: OpenSearchSettings, url: string) => ({ ...settings, urls: [url] });
const targetOf = ({ urls }: OpenSearchSettings) => urls[0] ?? '';

const failureOf = async (settings: OpenSearchSettings): Promise<MostanadError> => {
  const error = await openOpenSearchEngine(settings, SPACE).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MostanadError);
  return error as MostanadError;
};

const OLD = indexedArticle('خبر', [
  { text: 'متن کهنه یک', vector: [1, 0, 0, 0] },
  { text: 'متن مانده', vector: [0, 1, 0, 0] },
]);
const NEW = indexedArticle(
  'خبر',
  [
    { text: 'متن تازه یک', vector: [0, 0, 1, 0] },
    { text: 'متن مانده', vector: [0, 1, 0, 0] },
    { text: 'متن تازه دو', vector: [0, 0, 0, 1] },
  ],
  'h2',
);

/** What of the article a process that opens the index anew finds. */
async function found(settings: OpenSearchSettings) {
  const engine = await openOpenSearchEngine(settings, SPACE);
  const hits = await engine.keyword([[['متن']]], 10);
  const passages = await engine.passages(hits.map(({ id }) => id));
  const stored = await engine.article('خبر');
  await engine.close();
  return {
    texts: passages.map(({ text }) => text).sort(),
    stored: stored?.indexed.passages.map(({ passage }) => passage.text).sort() ?? [],
  };
}

const textsOf = ({ passages }: typeof OLD) => passages.map(({ passage }) => passage.text).sort();
const whole = (article: typeof OLD) => ({ texts: textsOf(article), stored: textsOf(article) });

/** How many requests a replacement takes; a proxy counts. */
async function requestsOfReplacing(settings: OpenSearchSettings): Promise<number> {
  let count = 0;
  const url = await clusterProxy(targetOf(settings), () => {
    count += 1;
    return 'pass';
  });
  const engine = await openOpenSearchEngine(through(settings, url), SPACE);
  await putWhole(engine, OLD);
  count = 0;
  await engine.putArticle(NEW);
  await engine.close();
  return count;
}

test('ended at any request of a replacement, the old article is there whole, or the new one', async () => {
  const steps = await requestsOfReplacing(fresh());
  expect(steps).toBeGreaterThan(4);
  for (let last = 0; last <= steps; last += 1) {
    const settings = fresh();
    let left = Number.POSITIVE_INFINITY;
    const url = await clusterProxy(targetOf(settings), () => {
      left -= 1;
      return left >= 0 ? 'pass' : 418;
    });
    const engine = await openOpenSearchEngine(through(settings, url), SPACE);
    await putWhole(engine, OLD);
    await engine.ready();
    left = last;
    const done = await engine.putArticle(NEW).then(
      () => true,
      () => false,
    );
    await engine.close();
    const now = await found(settings);
    if (done) expect(now).toEqual(whole(NEW));
    else expect([whole(OLD), whole(NEW)]).toContainEqual(now);
    const again = await openOpenSearchEngine(settings, SPACE);
    await putWhole(again, NEW);
    await again.close();
    expect(await found(settings)).toEqual(whole(NEW));
  }
});

test('a reply that is lost, at any request, has nothing stored twice or not at all', async () => {
  const steps = await requestsOfReplacing(fresh());
  for (let at = 1; at <= steps; at += 1) {
    const settings = fresh();
    let count = Number.NEGATIVE_INFINITY;
    const url = await clusterProxy(targetOf(settings), () => {
      count += 1;
      return count === at ? 'lose' : 'pass';
    });
    const engine = await openOpenSearchEngine(through(settings, url), SPACE);
    await putWhole(engine, OLD);
    count = 0;
    await engine.putArticle(NEW);
    expect(await engine.passageCount()).toBe(3);
    expect(await engine.withoutVectorCount()).toBe(2);
    await engine.close();
    expect(await found(settings)).toEqual(whole(NEW));
  }
});

test('a cluster that is busy, or cuts the line, for a while is asked again', async () => {
  const settings = fresh();
  const fates: Fate[] = [];
  const url = await clusterProxy(targetOf(settings), () => fates.shift() ?? 'pass');
  const engine = await openOpenSearchEngine(through(settings, url), SPACE);
  fates.push(429, 503, 'cut', 'cut', 'cut', 502);
  await putWhole(engine, OLD);
  fates.push('cut', 429, 'cut', 503);
  expect(await engine.keyword([[['کهنه']]], 5)).toHaveLength(1);
  await engine.close();
});

test('many processes that store at once lose nothing, give no id twice, and agree on one article', async () => {
  const settings = fresh();
  const engines = await Promise.all(
    Array.from({ length: 4 }, () => openOpenSearchEngine(settings, SPACE)),
  );
  await Promise.all(
    engines.map(async (engine, at) => {
      for (let row = 0; row < 5; row += 1) {
        await engine.putArticle(
          indexedArticle(`${at}-${row}`, [{ text: `متن ${at} ${row}`, vector: [1, 0, 0, 0] }]),
        );
        await engine.putArticle(indexedArticle('خبر', NEW.passages.map(textOf), `${at}-${row}`));
      }
    }),
  );
  const [first] = engines;
  expect(await first?.knownArticles()).toHaveLength(21);
  expect(await first?.passageCount()).toBe(23);
  await first?.forgetOtherSpaces();
  const hits = (await first?.keyword([[['متن']]], 100)) ?? [];
  expect(new Set(hits.map(({ id }) => id)).size).toBe(23);
  await Promise.all(engines.map((engine) => engine.close()));
  expect((await found(settings)).stored).toEqual(textsOf(NEW));
});

const textOf = ({ passage }: (typeof NEW.passages)[number]) => ({
  text: passage.text,
  vector: [1, 0, 0, 0],
});

test('what another process has stored is found within a second or two', async () => {
  const settings = fresh();
  const [reader, writer] = await Promise.all([
    openOpenSearchEngine(settings, SPACE),
    openOpenSearchEngine(settings, SPACE),
  ]);
  await writer.putArticle(OLD);
  await expect.poll(() => reader.keyword([[['کهنه']]], 5), { timeout: 20_000 }).toHaveLength(1);
  await Promise.all([reader.close(), writer.close()]);
});

test('what does not listen, and what is another server, is told apart', async () => {
  const settings = { ...fresh(), urls: ['http://127.0.0.1:9'] };
  expect((await failureOf(settings)).message).toMatch(/127\.0\.0\.1:9: it cannot be reached/u);
  const url = await clusterProxy(targetOf(fresh()), () => 418);
  expect((await failureOf({ ...settings, urls: [url] })).message).toContain('said_by_the_test');
  for (const version of [{ distribution: 'opensearch', number: '2.19.1' }, { number: '9.1.0' }]) {
    const other = await clusterProxy(targetOf(fresh()), () => ({ version }));
    expect((await failureOf({ ...settings, urls: [other] })).message).toContain(version.number);
  }
});

test('https, users and keys: who may, enters; who may not is told why, and no secret', async () => {
  const settings = fresh();
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  execFileSync('openssl', [...make, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const allowed = new Set([`Basic ${btoa('bot:geheim')}`, 'ApiKey geheim']);
  const url = await clusterProxy(
    targetOf(settings),
    ({ headers }) => (allowed.has(headers.authorization ?? '') ? 'pass' : 401),
    { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') },
  );
  const trusted = { ...through(settings, url), caFile: cert };
  for (const login of [{ user: 'bot', password: 'geheim' }, { apiKey: 'geheim' }]) {
    const engine = await openOpenSearchEngine({ ...trusted, login }, SPACE);
    expect(await engine.passageCount()).toBe(0);
    await engine.close();
  }
  const wrong = { user: 'bot', password: 'anders' };
  const refused = await failureOf({ ...trusted, login: wrong });
  expect(refused.message).toContain('refused us (401)');
  expect(`${refused.stack} ${JSON.stringify(refused.cause)}`).not.toContain('anders');
  expect((await failureOf({ ...trusted, caFile: null })).message).toContain('OPENSEARCH_CA');
  expect((await failureOf({ ...trusted, caFile: join(folder, 'none') })).message).toContain('none');
});
