import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openClock } from '../../src/search/opensearch/clock.js';
import type { Connection, Request } from '../../src/search/opensearch/connection.js';
import { takeTurn } from '../../src/search/opensearch/turn.js';

const wall = Date.now.bind(Date);

afterEach(() => void vi.restoreAllMocks());

/** The machine sleeps: its steady clock and its timers stand still, the other clock does not. */
function sleep(milliseconds: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => wall() + milliseconds);
}

/** What a cluster keeps once a script has run over it. */
function clusterOf(kept: (request: Request) => object): Connection {
  return {
    where: 'cluster',
    async send<Body>(request: Request) {
      return { status: 200, body: { get: { _source: { sync: kept(request) } } } as Body };
    },
    persist: (work) => work(),
    close: async () => {},
  };
}

test('the time of the cluster is read anew after the machine slept, and not otherwise', async () => {
  let time = 1_000_000;
  let reads = 0;
  const cluster = clusterOf(() => {
    reads += 1;
    return { now: time };
  });
  const clock = openClock(cluster, { state: 'state' });
  await clock();
  await clock();
  expect(reads).toBe(1);
  sleep(20 * 60_000);
  time += 20 * 60_000;
  expect(await clock()).toBeGreaterThanOrEqual(time);
  expect(reads).toBe(2);
  // The clock of the machine is set back: the steady one goes on.
  sleep(0);
  await clock();
  expect(reads).toBe(2);
});

test('many who ask for the time at once ask the cluster once, and again where others asked it at that moment', async () => {
  let reads = 0;
  const cluster = clusterOf(() => {
    reads += 1;
    return { now: 1_000_000 };
  });
  const busyOnce: Connection = {
    ...cluster,
    async send<Body>(request: Request) {
      const reply = await cluster.send<Body>(request);
      return reads === 1 ? { ...reply, status: 409 } : reply;
    },
  };
  const clock = openClock(busyOnce, { state: 'state' });
  const times = await Promise.all(Array.from({ length: 16 }, () => clock()));
  for (const time of times) expect(time).toBeGreaterThanOrEqual(1_000_000);
  expect(reads).toBe(2);
});

test('a turn is lost where the machine slept for longer than it is safe, and kept where it did not', async () => {
  const cluster = clusterOf(({ body }) => {
    const { script } = body as { readonly script: { readonly params: { holder: string } } };
    return { holder: script.params.holder };
  });
  const pace = { term: 120_000, renewEvery: 60_000, safe: 60_000, patience: 1_000, lookEvery: 10 };
  const turn = await takeTurn(cluster, { state: 'state' }, () => {}, undefined, pace);
  onTestFinished(() => turn.end());
  sleep(20_000);
  await pause(100);
  expect(turn.lost.aborted).toBe(false);
  sleep(60_000);
  while (!turn.lost.aborted) await pause(10);
  expect(String(turn.lost.reason)).toContain('the turn to sync was lost');
});
