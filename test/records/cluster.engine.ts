import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import { openChat } from '../../adapters/chat-core.js';
import { countOnCluster, openClusterMemory } from '../../src/records/cluster/open.js';
import { openLocalMemory } from '../../src/records/local.js';
import { openMemory } from '../../src/records/open.js';
import type { OpenSearchSettings } from '../../src/search/opensearch/settings.js';
import { runCli } from '../support/cli.js';
import { clusterSettings } from '../support/cluster.js';
import { clusterProxy, type Fate } from '../support/cluster-proxy.js';
import { ask, conversationsContract } from '../support/conversations-contract.js';
import { temporaryFolder } from '../support/folders.js';
import { ANSWER, DAY, recordsContract } from '../support/records-contract.js';

const MINUTE = 60_000;
const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);
const targetOf = ({ urls }: OpenSearchSettings) => urls[0] ?? '';

/** What must come through takes as long as a busy machine needs. */
const PATIENT = { oneTry: 60_000, patience: 60_000 };

const fail = (cause: unknown) => {
  throw cause;
};

/** What the cluster itself says, of indices by the end of their names; all is found. */
async function asked(settings: OpenSearchSettings, index: string, path: string): Promise<unknown> {
  const base = `${targetOf(settings)}/${settings.prefix}-chat-1-${index}`;
  await fetch(`${base}/_refresh`, { method: 'POST' });
  return (await fetch(`${base}/${path}`)).json();
}

interface Hits<Source> {
  readonly hits: { readonly hits: readonly { readonly _source: Source }[] };
}

async function sourcesOf<Source>(settings: OpenSearchSettings, index: string) {
  const found = (await asked(settings, index, '_search?size=1000')) as Hits<Source>;
  return found.hits.hits.map(({ _source }) => _source);
}

recordsContract('OpenSearch', async () => {
  const settings = fresh();
  return {
    open: (now) => openClusterMemory(settings, fail, now, PATIENT),
    async verdicts() {
      const found = await sourcesOf<Record<'person' | 'verdict', string>>(settings, 'verdicts');
      return found.map(({ person, verdict }) => `${person} ${verdict}`);
    },
    settle: async () => void (await asked(settings, '*', '_count')),
  };
});

conversationsContract('OpenSearch', async (now) => {
  const settings = fresh();
  const [one, other] = await Promise.all([
    openClusterMemory(settings, fail, now, PATIENT),
    openClusterMemory(settings, fail, now, PATIENT),
  ]);
  return {
    processes: [one.conversations, other.conversations],
    close: async () => void (await Promise.all([one.close(), other.close()])),
  };
});

/** A process as platforms meet it, on a cluster. */
async function chatOn(settings: OpenSearchSettings) {
  const failures: { readonly what: string; readonly cause: string }[] = [];
  const histories: (readonly string[])[] = [];
  const memory = await openMemory({ kind: 'opensearch', ...settings }, temporaryFolder(), () => {});
  const bot = {
    ask: async (question: string, { history = [] }: { history?: readonly Asked[] } = {}) => {
      histories.push(history.map((turn) => turn.question));
      return { ...ANSWER, question };
    },
    paragraph: async () => null,
  };
  const { chat, close } = openChat(bot, memory, DEFAULT_LIMITS, (_, cause, what) => {
    failures.push({ what, cause: inspect(cause, { depth: 9, showHidden: true }) });
  });
  let closed: Promise<void> | undefined;
  const end = () => {
    closed ??= close(1000);
    return closed;
  };
  onTestFinished(end);
  return { chat, failures, histories };
}

interface Asked {
  readonly question: string;
}

const PLACE = 'telegram:9/1';

test('any process answers any button, and goes on with any conversation, of any other', async () => {
  const settings = fresh();
  const [one, other] = await Promise.all([chatOn(settings), chatOn(settings)]);
  const reply = await one.chat.ask('telegram:1', 'وزیر خارجه سوریه کیست؟', { place: PLACE });
  const id = reply.kind === 'answer' ? (reply.id ?? '') : '';
  expect((await other.chat.source(id, 1))?.paragraph).toBe(ANSWER.citations[0]?.quote);
  expect(await other.chat.judge(id, 'telegram:1', 'good')).toBe(true);
  await other.chat.ask('telegram:1', 'وی چه گفت؟', { place: PLACE });
  expect(other.histories).toEqual([['وزیر خارجه سوریه کیست؟']]);
  await one.chat.forget(PLACE);
  await other.chat.ask('telegram:1', 'و بعد؟', { place: PLACE });
  expect(other.histories[1]).toEqual([]);
  expect([...one.failures, ...other.failures]).toEqual([]);
  expect(await countOnCluster(settings)).toEqual({ answers: 3, verdicts: 1 });
});

test('a message is held by one process at a time, and by none for long that was killed', async () => {
  let time = 1_600_000_000_000;
  const settings = fresh();
  const open = () => openClusterMemory(settings, fail, () => time, PATIENT);
  const [one, other] = await Promise.all([open(), open()]);
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])));
  const edition = { at: 1, number: 1 };
  const release = await one.records.hold('a', 1, edition);
  let isHeld = false;
  const waiting = other.records.hold('a', 1, edition).finally(() => {
    isHeld = true;
  });
  await (await other.records.hold('a', 2, edition))?.();
  await pause(1_000);
  expect(isHeld).toBe(false);
  await release?.();
  expect(await waiting).not.toBeNull();
  // That one never releases it.
  const next = one.records.hold('a', 1, edition);
  await pause(1_000);
  time += 31_000;
  expect(await next).not.toBeNull();
  // Who waits for what is asked anew waits no more.
  const late = other.records.hold('a', 1, edition);
  await one.records.claim('a', 1, { at: 2, number: 2 });
  expect(await late).toBeNull();
});

test('a claim whose reply was lost is made all the same', async () => {
  const settings = fresh();
  let lose = 0;
  const url = await clusterProxy(targetOf(settings), ({ url: path }) => {
    if (!path?.startsWith('/_bulk') || lose === 0) return 'pass';
    lose -= 1;
    return 'lose';
  });
  const memory = await openClusterMemory({ ...settings, urls: [url] }, fail, Date.now, PATIENT);
  onTestFinished(memory.close);
  lose = 1;
  expect(await memory.records.claim('a', 1, { at: 1, number: 1 })).toBe(true);
  lose = 1;
  const release = await memory.records.hold('a', 1, { at: 1, number: 1 });
  expect(release).not.toBeNull();
  lose = 1;
  await release?.();
  await (await memory.records.hold('a', 1, { at: 1, number: 1 }))?.();
});

// A machine that stands still meanwhile makes everything late.
test.each<readonly [string, Fate, RegExp]>([
  ['refuses', 403, /\(403\)/u],
  ['is too busy', 429, /too busy|in time/u],
  ['does not answer', 'hang', /in time/u],
  ['cuts the line', 'cut', /cannot be reached|in time/u],
])(
  'where the cluster %s, the answer is given, and the log has why but not what was asked',
  async (_, fate, reason) => {
    const settings = fresh();
    let now: Fate = 'pass';
    const url = await clusterProxy(targetOf(settings), () => now);
    const { chat, failures } = await chatOn({ ...settings, urls: [url] });
    now = fate;
    const question = 'محرمانه: وزیر خارجه سوریه کیست؟';
    const reply = await chat.ask('telegram:1', question, { place: PLACE });
    expect(reply).toMatchObject({ kind: 'answer', id: null, answer: { text: ANSWER.text } });
    expect(failures.map(({ what }) => what)).toEqual([
      'a conversation could not be read',
      expect.stringContaining('an answer could not be kept'),
    ]);
    for (const { cause } of failures) {
      expect(cause).toMatch(reason);
      expect(cause).not.toMatch(/محرمانه|سوریه/u);
    }
    await expect(chat.forget(PLACE)).rejects.toThrow(reason);
    now = 'pass';
    let person = 1;
    const again = () => {
      person += 1;
      return chat.ask(`telegram:${person}`, question, { place: PLACE });
    };
    await expect.poll(again, { timeout: 120_000 }).toMatchObject({ id: expect.any(String) });
  },
);

test('a reply that is lost, at any request, has nothing kept twice or not at all', async () => {
  const settings = fresh();
  let [count, lost] = [0, Number.POSITIVE_INFINITY];
  const url = await clusterProxy(targetOf(settings), () => {
    count += 1;
    return count === lost ? 'lose' : 'pass';
  });
  const memory = await openClusterMemory({ ...settings, urls: [url] }, fail, Date.now, PATIENT);
  const steps = async (place: string) => {
    await ask(memory.conversations, place, 'یک');
    await ask(memory.conversations, place, 'دو');
    const id = await memory.records.keep(ANSWER);
    await memory.records.noteSent(place, 1, { digest: 'd', messageIds: [2], answerId: id });
    await memory.records.judge(id, 'telegram:1', 'bad');
    return id;
  };
  count = 0;
  await steps('all pass');
  const requests = count;
  expect(requests).toBeGreaterThan(8);
  for (let at = 1; at <= requests; at += 1) {
    [count, lost] = [0, at];
    const id = await steps(`place ${at}`);
    expect(await ask(memory.conversations, `place ${at}`, 'سه')).toEqual(['یک', 'دو']);
    expect(await memory.records.lastAnswer(`place ${at}`)).toEqual({ id, answer: ANSWER });
  }
  await memory.close();
  expect(await countOnCluster(settings)).toEqual({ answers: requests + 1, verdicts: requests + 1 });
});

test('whoever closes it waits for no further try', async () => {
  const settings = fresh();
  let [count, fate]: [number, Fate] = [0, 'pass'];
  const url = await clusterProxy(targetOf(settings), () => {
    count += 1;
    return fate;
  });
  const through = { ...settings, urls: [url] };
  const memory = await openClusterMemory(through, () => {}, Date.now, PATIENT);
  [count, fate] = [0, 429];
  const keeping = memory.records.keep(ANSWER);
  keeping.catch(() => {});
  await expect.poll(() => count, { timeout: 60_000 }).toBeGreaterThan(1);
  const before = count;
  await memory.close();
  await expect(keeping).rejects.toThrow('too busy');
  // A minute of patience would be some thirty.
  expect(count - before).toBeLessThan(6);
});

test('conversations that are over are removed from the cluster, those that go on are not', async () => {
  const settings = fresh();
  const first = await openClusterMemory(settings, fail, () => 0, PATIENT);
  await ask(first.conversations, 'telegram:9/1', 'پرسش کهنه');
  await first.close();
  const second = await openClusterMemory(settings, fail, () => 29 * MINUTE, PATIENT);
  await ask(second.conversations, 'telegram:9/2', 'پرسش تازه');
  await second.close();
  const stored = () => sourcesOf<object>(settings, 'conversations');
  const [before] = [await stored()];
  expect(before).toHaveLength(2);
  // A document does not say who talks, or where.
  expect(JSON.stringify(before)).not.toContain('telegram');
  const third = await openClusterMemory(settings, fail, () => 31 * MINUTE, PATIENT);
  await expect.poll(stored, { timeout: 30_000 }).toHaveLength(1);
  expect(JSON.stringify(await stored())).toContain('پرسش تازه');
  await third.conversations.forget('telegram:9/2');
  expect(await stored()).toEqual([]);
  await third.close();
});

test('an index takes what its mapping names, and nothing that is asked can be searched in it', async () => {
  const settings = fresh();
  await (await openClusterMemory(settings, fail)).close();
  const mappings = (await asked(settings, '*', '_mapping')) as Record<
    string,
    { mappings: { dynamic: string; properties: Record<string, object> } }
  >;
  expect(Object.keys(mappings)).toHaveLength(5);
  for (const { mappings: mapping } of Object.values(mappings))
    expect(mapping.dynamic).toBe('strict');
  const found = Object.values(mappings).flatMap(({ mappings: { properties } }) =>
    Object.entries(properties),
  );
  const stored = { type: 'object', enabled: false };
  expect(Object.fromEntries(found)).toMatchObject({ turns: stored });
  expect(found).toContainEqual(['answer', stored]);
});

test('the inbox stays where it was taken in', async () => {
  const engine = { kind: 'opensearch', ...fresh() } as const;
  const [here, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const memory = await openMemory(engine, here, fail);
  memory.inbox.takeIn('telegram:9', 1, 'item');
  await memory.close();
  const counts = [here, elsewhere].map(async (folder) => {
    const { inbox, close } = openLocalMemory(folder);
    const { items } = inbox.leftOver('telegram:9');
    await close();
    return items.length;
  });
  expect(await Promise.all(counts)).toEqual([1, 0]);
});

test('a cluster that cannot be reached is told at the start', async () => {
  const engine = { kind: 'opensearch', ...fresh(), urls: ['http://127.0.0.1:9'] } as const;
  await expect(openMemory(engine, temporaryFolder(), fail)).rejects.toThrow('cannot be reached');
});

test('what the data folder holds of a time before the cluster is forgotten after 90 days too', async () => {
  const folder = temporaryFolder();
  const before = openLocalMemory(folder, () => Date.now() - 91 * DAY);
  const id = await before.records.keep(ANSWER);
  await before.close();
  const memory = await openMemory({ kind: 'opensearch', ...fresh() }, folder, fail);
  await memory.close();
  // A clock that stands at that time forgets nothing by itself.
  const after = openLocalMemory(folder, () => 0);
  expect(await after.records.answer(id)).toBeNull();
  await after.close();
});

test('doctor says where the records are, and how many', async () => {
  const settings = fresh();
  const memory = await openClusterMemory(settings, fail);
  await memory.records.keep(ANSWER);
  await memory.close();
  const { stdout } = await runCli(['doctor', '--data', temporaryFolder()], {
    // Nothing is to be indexed or asked.
    MOSTANAD_CORPUS: join(temporaryFolder(), 'none'),
    ENGINE: 'opensearch',
    OPENSEARCH_URL: targetOf(settings),
    OPENSEARCH_INDEX: settings.prefix,
  });
  expect(stdout).toContain(`: 1 answers, 0 verdicts in ${settings.prefix}-chat-…`);
});
