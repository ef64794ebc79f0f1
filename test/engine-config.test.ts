import { expect, test } from 'vitest';
import { readConfig } from '../src/config.js';

const engineWith = (environment: Record<string, string>) =>
  readConfig({ data: '/data' }, environment).engine;
const CLUSTER = { ENGINE: 'opensearch', OPENSEARCH_URL: 'https://a.example:9200' };

test('without a word the index is in the data folder', () => {
  const embedded = { kind: 'embedded', folder: '/data' };
  expect(engineWith({})).toEqual(embedded);
  expect(engineWith({ ENGINE: ' ', OPENSEARCH_URL: '', OPENSEARCH_SHARDS: '' })).toEqual(embedded);
});

test('a cluster has its nodes, a way in, a name and shards', () => {
  expect(engineWith(CLUSTER)).toEqual({
    kind: 'opensearch',
    folder: '/data',
    urls: ['https://a.example:9200'],
    login: null,
    caFile: null,
    prefix: 'mostanad',
    shards: 1,
  });
  const named = { OPENSEARCH_CA: '/ca.pem', OPENSEARCH_INDEX: 'news', OPENSEARCH_SHARDS: '3' };
  const user = { OPENSEARCH_USER: 'bot', OPENSEARCH_PASSWORD: 'pw' };
  const nodes = { OPENSEARCH_URL: 'http://a:9200, http://b:9200' };
  expect(engineWith({ ...CLUSTER, ...named, ...user, ...nodes })).toEqual({
    kind: 'opensearch',
    folder: '/data',
    urls: ['http://a:9200', 'http://b:9200'],
    login: { user: 'bot', password: 'pw' },
    caFile: '/ca.pem',
    prefix: 'news',
    shards: 3,
  });
  expect(engineWith({ ...CLUSTER, OPENSEARCH_API_KEY: 'key' })).toMatchObject({
    login: { apiKey: 'key' },
  });
});

test('a process on a cluster may be one that only answers', () => {
  const syncsWith = (environment: Record<string, string>) => readConfig({}, environment).syncs;
  expect(syncsWith({ OPENSEARCH_SYNC: 'off' })).toBe(true);
  expect(syncsWith(CLUSTER)).toBe(true);
  expect(syncsWith({ ...CLUSTER, OPENSEARCH_SYNC: 'on' })).toBe(true);
  expect(syncsWith({ ...CLUSTER, OPENSEARCH_SYNC: 'off' })).toBe(false);
});

test('a corpus given by name has an index of its own', () => {
  const { engine } = readConfig({ corpus: ['/news'] }, CLUSTER);
  expect(engine).toMatchObject({ prefix: expect.stringMatching(/^mostanad-[0-9a-f]{12}$/u) });
});

test.each([
  [{ ENGINE: 'solr' }, 'ENGINE'],
  [{ ENGINE: 'opensearch' }, 'OPENSEARCH_URL'],
  [{ ...CLUSTER, OPENSEARCH_URL: 'a.example:9200' }, 'OPENSEARCH_URL'],
  [{ ...CLUSTER, OPENSEARCH_URL: 'https://bot:geheim@a.example' }, 'OPENSEARCH_URL'],
  [{ ...CLUSTER, OPENSEARCH_INDEX: 'News' }, 'OPENSEARCH_INDEX'],
  [{ ...CLUSTER, OPENSEARCH_SHARDS: '0' }, 'OPENSEARCH_SHARDS'],
  [{ ...CLUSTER, OPENSEARCH_SYNC: 'no' }, 'OPENSEARCH_SYNC'],
  [{ ...CLUSTER, OPENSEARCH_PASSWORD: 'geheim' }, 'OPENSEARCH_USER'],
  [{ ...CLUSTER, OPENSEARCH_USER: 'bot', OPENSEARCH_API_KEY: 'geheim' }, 'OPENSEARCH_API_KEY'],
  [{ ...CLUSTER, OPENSEARCH_API_KEY: 'geheim\u200f' }, 'OPENSEARCH_API_KEY'],
  [{ ...CLUSTER, OPENSEARCH_API_KEY: 'geheim\u06a9' }, 'OPENSEARCH_API_KEY'],
  [{ ...CLUSTER, OPENSEARCH_API_KEY: 'ge heim' }, 'OPENSEARCH_API_KEY'],
])('%j is refused by the variable’s name, and the message has no secret', (environment, name) => {
  const read = () => engineWith(environment);
  expect(read).toThrow(name);
  expect(read).not.toThrow('geheim');
});
