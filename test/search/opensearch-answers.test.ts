import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { MostanadError } from '../../src/errors.js';
import { connect } from '../../src/search/opensearch/connection.js';
import { readDocuments } from '../../src/search/opensearch/documents.js';
import { isUnstorable } from '../../src/search/opensearch/failure.js';
import { ensureIndex } from '../../src/search/opensearch/indices.js';
import { openSearches } from '../../src/search/opensearch/searches.js';
import { type Write, write } from '../../src/search/opensearch/writes.js';
import { temporaryFolder } from '../support/folders.js';
import { serve } from '../support/http.js';

/** An answer by status and body; a string is a page of what stands before the cluster. */
type Answer = readonly [status: number, body: object | string];
type Asked = { readonly method: string; readonly path: string; readonly lines: readonly string[] };

const GREETING: Answer = [200, { version: { distribution: 'opensearch', number: '3.5.0' } }];
const PATIENCE = { oneTry: 20_000, patience: 20_000 };

/** Enters a cluster that answers what `answer` says. */
async function entered(answer: (asked: Asked) => Answer) {
  const listener: RequestListener = async (request, response) => {
    const lines = (await text(request)).split('\n').filter(Boolean);
    const { method = '', url = '' } = request;
    const [path = ''] = url.split('?');
    const [status, body] = path === '/' ? GREETING : answer({ method, path, lines });
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const { origin, asked } = await serve((request, response) => void listener(request, response));
  const connection = await connect(settingsFor(origin), PATIENCE);
  return { connection, searches: openSearches(connection), asked, origin };
}

function settingsFor(origin: string, apiKey: string | null = null) {
  const login = apiKey === null ? null : { apiKey };
  const urls = [origin];
  return { folder: temporaryFolder(), urls, login, caFile: null, prefix: 'bot', shards: 1 };
}

const stored = (lines: readonly string[]): Answer => {
  const items = lines.filter((_, at) => at % 2 === 0).map(() => ({ index: { status: 201 } }));
  return [200, { items }];
};
const letters = (id: string, count: number): Write => {
  return { index: 'bot', id, kind: 'index', document: { text: 'x'.repeat(count) } };
};

test.each([
  [500, 'node_disconnected_exception'],
  [404, 'search_context_missing_exception'],
])(
  'a search that no shard answers (%i, %s), as its node was just lost, is asked again',
  async (status, type) => {
    const error = { type: 'search_phase_execution_exception', root_cause: [{ type }] };
    const found = { status: 200, hits: { hits: [{ _id: '7', _score: 1 }] } };
    const replies = [{ status, error }, found];
    const { connection, searches } = await entered(() => [200, { responses: [replies.shift()] }]);
    expect((await searches.run('bot', {})).hits.hits).toMatchObject([{ _id: '7' }]);
    await connection.close();
  },
);

test.each([
  [400, 'query_shard_exception'],
  [500, 'null_pointer_exception'],
])(
  'a search that is wrong (%i, %s) fails at once, and no other in its request',
  async (status, type) => {
    const error = { type: 'search_phase_execution_exception', root_cause: [{ type }] };
    const responses = [
      { status, error },
      { status: 200, hits: { hits: [] } },
    ];
    const { connection, searches, asked } = await entered(() => [200, { responses }]);
    const [wrong, right] = await Promise.allSettled([searches.run('a', {}), searches.run('b', {})]);
    expect(wrong).toMatchObject({ status: 'rejected', reason: { kind: 'storage' } });
    expect(right.status).toBe('fulfilled');
    expect(asked.filter((url) => url.startsWith('/_msearch'))).toHaveLength(1);
    await connection.close();
  },
);

test('a page of what stands before the cluster, said to be an answer, is no answer: it is asked again', async () => {
  let pages = 2;
  const { connection, searches } = await entered(({ lines }) => {
    pages -= 1;
    return pages >= 0 ? [200, '<html>maintenance</html>'] : stored(lines);
  });
  expect(await write(connection, searches, [letters('1', 1)])).toEqual([201]);
  await connection.close();
});

test('what is too large for what stands before the cluster is sent in parts', async () => {
  const { connection, searches } = await entered(({ lines }) =>
    lines.join().length > 1000 ? [413, '<html>413</html>'] : stored(lines),
  );
  const writes = ['1', '2', '3', '4', '5'].map((id) => letters(id, 400));
  expect(await write(connection, searches, writes)).toEqual([201, 201, 201, 201, 201]);
  const failure = await write(connection, searches, [letters('1', 2000)]).catch(
    (thrown: unknown) => thrown,
  );
  expect(failure).toMatchObject({ message: expect.stringContaining('is too large') });
  expect(isUnstorable(failure)).toBe(true);
  await connection.close();
});

test('a document whose index is not there is not stored; one that is to be changed or removed is just gone', async () => {
  const error = { type: 'index_not_found_exception' };
  const { connection, searches } = await entered(({ lines }) => {
    const kind = Object.keys(JSON.parse(lines[0] ?? ''))[0] ?? '';
    return [200, { items: [{ [kind]: { status: 404, error } }] }];
  });
  for (const kind of ['index', 'create'] as const) {
    const writing = write(connection, searches, [{ ...letters('1', 1), kind }]);
    await expect(writing).rejects.toThrow('index_not_found_exception');
  }
  for (const kind of ['update', 'delete'] as const) {
    expect(await write(connection, searches, [{ ...letters('1', 1), kind }])).toEqual([404]);
  }
  await connection.close();
});

test('a user who may not read a document is told so at once', async () => {
  const { connection, asked } = await entered(() => [
    200,
    { docs: [{ error: { type: 'security_exception' } }] },
  ]);
  const reading = readDocuments(connection, [{ index: 'bot', id: '1', fields: [] }]);
  await expect(reading).rejects.toMatchObject({
    kind: 'storage',
    message: expect.stringContaining('may not do this (403): see its permissions'),
  });
  expect(asked.filter((url) => url.startsWith('/_mget'))).toHaveLength(1);
  await connection.close();
});

test.each([
  [{ dynamic: 'strict' }, null],
  [{}, 'index bot: it is there with another mapping'],
])(
  'an index that is there with the mapping %j is taken, or refused: %s',
  async (mappings, refused) => {
    const { connection } = await entered(({ method, path }) => {
      if (method === 'GET') return [200, { bot: { mappings } }];
      const type = 'resource_already_exists_exception';
      return path === '/bot' ? [400, { error: { type } }] : [200, {}];
    });
    const ensuring = ensureIndex(connection, 'bot', {}, 1);
    if (refused === null) await ensuring;
    else await expect(ensuring).rejects.toThrow(refused);
    await connection.close();
  },
);

test('a key that no request can carry is an error, and nothing waits for a request that never began', async () => {
  const { origin, asked } = await serve(() => {});
  const failure = await connect(settingsFor(origin, 'geheim\u200f')).catch(
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(MostanadError);
  expect(String(failure)).not.toContain('geheim');
  expect(asked).toEqual([]);
});
