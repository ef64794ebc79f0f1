import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPack } from '../../src/models/pack.js';
import { openReadyIndex } from '../../src/open-index.js';
import { connect } from '../../src/search/opensearch/connection.js';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { SPACE } from '../support/engine-contract.js';
import { ROOT, temporaryFolder } from '../support/folders.js';
import { serve } from '../support/http.js';

const GREETING = { version: { distribution: 'opensearch', number: '3.5.0' } };
const settingsFor = (...urls: readonly string[]): OpenSearchSettings => {
  return { folder: temporaryFolder(), urls, login: null, caFile: null, prefix: 'bot', shards: 1 };
};

/** A node that has what is made; `refuse` gives what it answers instead, by method and path. */
function node(
  refuse: (asked: string) => { readonly status: number; readonly type: string } | 'hang' | null,
): RequestListener {
  const vectors: Record<string, object> = {};
  return ({ method, url = '' }, response) => {
    const refused = url === '/' ? null : refuse(`${method} ${url}`);
    if (refused === 'hang') return;
    const made = /^\/(bot-2-vectors-[^/*]+)$/u.exec(url)?.[1];
    if (made !== undefined) vectors[made] = { settings: { index: { knn: 'true', uuid: 'a' } } };
    const said = url.includes('/_settings') ? vectors : GREETING;
    response.writeHead(refused?.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refused === null ? said : { error: { type: refused.type } }));
  };
}

const health = (asked: string) => asked.startsWith('GET /_cluster/health');

test('nodes without the k-NN plugin: the message names it', async () => {
  // What OpenSearch 3.5.0 without it says.
  const { origin } = await serve(
    node((asked) =>
      /^PUT .*vectors/u.test(asked) ? { status: 400, type: 'settings_exception' } : null,
    ),
  );
  const opening = openOpenSearchEngine(settingsFor(origin), SPACE);
  await expect(opening).rejects.toMatchObject({
    kind: 'storage',
    message: `OpenSearch ${origin}: its nodes lack the k-NN plugin (opensearch-plugin install opensearch-knn)`,
  });
});

test('a user who may enter and make no indices: the message names the permissions', async () => {
  const { origin } = await serve(
    node((asked) =>
      asked.startsWith('PUT ') ? { status: 403, type: 'security_exception' } : null,
    ),
  );
  const opening = openOpenSearchEngine(settingsFor(origin), SPACE);
  await expect(opening).rejects.toMatchObject({
    kind: 'storage',
    message: expect.stringContaining('may not do this (403): see its permissions'),
  });
});

test('a node that hangs is left for another; where all hang, that is said', async () => {
  const [hanging, other] = [await serve(node(() => 'hang')), await serve(node(() => null))];
  const request = { method: 'GET', path: '/anything' } as const;
  const both = await connect(settingsFor(hanging.origin, other.origin), {
    oneTry: 200,
    patience: 20_000,
  });
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await both.send(request)).status).toBe(200);
  }
  expect(hanging.asked).toContain('/anything');
  await both.close();

  const alone = await connect(settingsFor(hanging.origin), { oneTry: 200, patience: 0 });
  await expect(alone.send(request)).rejects.toMatchObject({
    kind: 'busy',
    message: `OpenSearch ${hanging.origin}: it does not answer in time`,
  });
  await alone.close();
});

test('indices that are not whole yet are waited for', async () => {
  let refusals = 2;
  const { origin } = await serve(
    node((asked) => {
      if (!health(asked) || refusals === 0) return null;
      refusals -= 1;
      return { status: 408, type: 'timed_out' };
    }),
  );
  const engine = await openOpenSearchEngine(settingsFor(origin), SPACE);
  await engine.ready();
  expect(refusals).toBe(0);
  await engine.close();
});

test('an index that cannot be made ready leaves no thread and no connection open', async () => {
  const { origin } = await serve(
    node((asked) => (health(asked) ? { status: 418, type: 'said_by_the_test' } : null)),
  );
  const pack = await readPack(join(ROOT, 'models'));
  const open = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort');
  const before = open().length;
  const opening = openReadyIndex({ kind: 'opensearch', ...settingsFor(origin) }, pack);
  await expect(opening).rejects.toThrow('said_by_the_test');
  expect(open()).toHaveLength(before);
});
