import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageOf } from '../../../src/errors.js';
import { type ChatModel, createChatModel } from '../../../src/models/chat/chat-model.js';
import { chatConfig } from '../../support/chat/config.js';
import type { Behaviour, ChatRequest } from '../../support/chat/server.js';
import { startChatServer } from '../../support/chat/start.js';
import { listen } from '../../support/http.js';

const PROMPT = {
  system: 'Reply with JSON.',
  user: JSON.stringify({ question: 'پایتخت سوریه کجاست؟', conversation: [], passages: [] }),
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
};
const REPLY: Behaviour = { kind: 'reply', text: '{"claims": []}', size: 3 };

const NEVER = new AbortController().signal;

/** The machine may have other things to do. */
const PATIENCE = { timeout: 20_000 };

async function write(model: ChatModel, signal = NEVER): Promise<string> {
  return model.write(PROMPT, { signal });
}

/** What the operator is told where writing fails. */
async function failure(model: ChatModel): Promise<string> {
  return write(model).then(
    (text) => `replied ${text}`,
    (error: unknown) => messageOf(error),
  );
}

/** The form that a request asks for. */
function formOf({ response_format }: ChatRequest): string | undefined {
  return response_format?.type;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the chat model', () => {
  it('streams a reply, and is told what it has so far', async () => {
    const { baseUrl, requests } = await startChatServer(() => REPLY);
    const seen: string[] = [];
    const model = createChatModel(chatConfig(baseUrl));
    const text = await model.write(PROMPT, { signal: NEVER, onText: (part) => seen.push(part) });
    expect(text).toBe('{"claims": []}');
    expect(seen[0]).toBe('{"c');
    expect(seen.at(-1)).toBe(text);
    expect(requests[0]).toMatchObject({ model: 'scripted', system: PROMPT.system });
    expect(requests[0]?.response_format).toMatchObject({ type: 'json_schema' });
    expect(requests[0]?.authorization).toBe('Bearer sk-secret-of-the-test');
  });

  it.each([429, 500, 503])('tries once more after HTTP %i', async (status) => {
    const { baseUrl, requests } = await startChatServer((_, index) =>
      index === 0 ? { kind: 'status', status, headers: { 'retry-after': '0' } } : REPLY,
    );
    expect(await write(createChatModel(chatConfig(baseUrl)))).toBe('{"claims": []}');
    expect(requests).toHaveLength(2);
  });

  it('gives up after the second failure, and says neither key nor question', async () => {
    const { baseUrl, requests } = await startChatServer(() => ({ kind: 'status', status: 500 }));
    const said = await failure(createChatModel(chatConfig(baseUrl)));
    expect(said).toBe('chat model openai:scripted: HTTP 500, scripted_refusal');
    expect(requests.map(formOf)).toEqual(['json_schema', 'json_schema']);
  });

  it('does not try again where the key is refused, or the server asks for a long pause', async () => {
    const refusing = await startChatServer(() => ({ kind: 'status', status: 401 }));
    expect(await failure(createChatModel(chatConfig(refusing.baseUrl)))).toContain('HTTP 401');
    expect(refusing.requests).toHaveLength(1);
    const busy = await startChatServer(() => ({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '60' },
    }));
    expect(await failure(createChatModel(chatConfig(busy.baseUrl)))).toContain('HTTP 429');
    expect(busy.requests).toHaveLength(1);
  });

  it.each([
    [400, 'no'],
    [422, 'no'],
    // llama-cpp-python 0.3.36
    [500, "1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format')}"],
  ])(
    'asks a server that refuses a form with HTTP %i for the next plainer one, and begins there then',
    async (status, message) => {
      for (const taken of ['json_object', undefined]) {
        const { baseUrl, requests } = await startChatServer((request) =>
          formOf(request) === taken ? REPLY : { kind: 'status', status, message },
        );
        const model = createChatModel(chatConfig(baseUrl));
        expect(await write(model)).toBe('{"claims": []}');
        expect(await write(model)).toBe('{"claims": []}');
        const tried = ['json_schema', 'json_object', undefined];
        const until = tried.slice(0, tried.indexOf(taken) + 1);
        expect(requests.map(formOf)).toEqual([...until, taken]);
      }
    },
  );

  it('says what a server that takes no form refuses with', async () => {
    const { baseUrl, requests } = await startChatServer(() => ({ kind: 'status', status: 400 }));
    expect(await failure(createChatModel(chatConfig(baseUrl)))).toContain('HTTP 400');
    expect(requests).toHaveLength(3);
  });

  it.each([400, 422])(
    'goes on asking a server that has replied and refuses questions with HTTP %i',
    async (status) => {
      let behaviour: Behaviour = REPLY;
      const { baseUrl } = await startChatServer(() => behaviour);
      const model = createChatModel(chatConfig(baseUrl));
      await write(model);
      behaviour = { kind: 'status', status };
      for (let time = 0; time < 6; time += 1)
        expect(await failure(model)).toContain(`HTTP ${status}`);
      behaviour = REPLY;
      expect(await write(model)).toBe('{"claims": []}');
    },
  );

  it('leaves a server alone that refuses one question after the other, as one without credit does', async () => {
    let behaviour: Behaviour = REPLY;
    const { baseUrl } = await startChatServer(() => behaviour);
    const model = createChatModel(chatConfig(baseUrl));
    await write(model);
    behaviour = { kind: 'status', status: 400 };
    for (let time = 0; time < 15; time += 1) expect(await failure(model)).toContain('HTTP 400');
    expect(await failure(model)).toContain('5 failures in a row');
  });

  it('ends with its time where a server hangs before or within its reply', async () => {
    const late = 'chat model openai:scripted: no reply within 0.3 seconds';
    const hanging = await startChatServer(() => ({ kind: 'hang' }));
    expect(await failure(createChatModel(chatConfig(hanging.baseUrl, 300)))).toBe(late);
    const stalling = await startChatServer(() => ({ kind: 'stall', text: '{"claims": [' }));
    expect(await failure(createChatModel(chatConfig(stalling.baseUrl, 300)))).toBe(late);
  });

  it('leaves a server that does not stop', async () => {
    const { baseUrl, streaming } = await startChatServer(() => ({
      kind: 'endless',
      text: '{"claims": [] '.repeat(20),
    }));
    const said = await failure(createChatModel(chatConfig(baseUrl)));
    expect(said).toContain('the reply is longer than 6000 characters');
    await expect.poll(streaming, PATIENCE).toBe(0);
  });

  it('fails where the connection is cut within a reply, and does not begin again', async () => {
    const { baseUrl, requests } = await startChatServer(() => ({ kind: 'cut', text: '{"cla' }));
    expect(await failure(createChatModel(chatConfig(baseUrl)))).toMatch(
      /^chat model openai:scripted: /u,
    );
    expect(requests).toHaveLength(1);
  });

  it('says what a server is not there for', async () => {
    const said = await failure(createChatModel(chatConfig(`http://127.0.0.1:${await freePort()}`)));
    expect(said).toBe('chat model openai:scripted: ECONNREFUSED');
  });

  it('ends at once where the question is withdrawn, which is no failure of the model', async () => {
    const { baseUrl, streaming } = await startChatServer(() => ({ kind: 'hang' }));
    const model = createChatModel(chatConfig(baseUrl));
    for (let time = 0; time < 6; time += 1) {
      const withdrawal = new AbortController();
      const writing = write(model, withdrawal.signal);
      await expect.poll(streaming, PATIENCE).toBe(1);
      withdrawal.abort(new Error('withdrawn'));
      await expect(writing).rejects.toThrow('withdrawn');
      await expect.poll(streaming, PATIENCE).toBe(0);
    }
  });

  it('writes a bounded number of replies at once', async () => {
    const { baseUrl, streaming } = await startChatServer(() => ({ kind: 'hang' }));
    const model = createChatModel({ ...chatConfig(baseUrl), concurrency: 2 });
    const withdrawal = new AbortController();
    const writing = Array.from({ length: 10 }, () => write(model, withdrawal.signal));
    const ends = Promise.allSettled(writing);
    await expect.poll(streaming, PATIENCE).toBe(2);
    expect(await failure(model)).toContain('too many replies are being written');
    expect(streaming()).toBe(2);
    withdrawal.abort(new Error('withdrawn'));
    await ends;
  });

  it('gives a reply that waited for its place the whole of its time', async () => {
    const { baseUrl, requests } = await startChatServer((_, index) =>
      index === 0 ? { kind: 'hang' } : REPLY,
    );
    const model = createChatModel({ ...chatConfig(baseUrl, 2000), concurrency: 1 });
    const [hung, waiting] = await Promise.all([failure(model), failure(model)]);
    expect(hung).toContain('no reply within 2 seconds');
    expect(waiting).toBe('replied {"claims": []}');
    expect(requests).toHaveLength(2);
  });

  it('takes a wait for a place that was too long for no failure of the model', async () => {
    const { baseUrl, requests, streaming } = await startChatServer((_, index) =>
      index === 0 ? { kind: 'hang' } : REPLY,
    );
    const model = createChatModel({ ...chatConfig(baseUrl), concurrency: 1 });
    const withdrawal = new AbortController();
    const writing = write(model, withdrawal.signal);
    await expect.poll(streaming, PATIENCE).toBe(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (let time = 0; time < 6; time += 1) {
      const waiting = failure(model);
      await vi.advanceTimersByTimeAsync(5000);
      expect(await waiting).toContain('too many replies are being written');
    }
    vi.useRealTimers();
    withdrawal.abort(new Error('withdrawn'));
    await expect(writing).rejects.toThrow('withdrawn');
    expect(await write(model)).toBe('{"claims": []}');
    expect(requests).toHaveLength(2);
  });

  it('tells when it is asked, and not where too many replies are being written', async () => {
    const { baseUrl, streaming } = await startChatServer(() => ({ kind: 'hang' }));
    const model = createChatModel({ ...chatConfig(baseUrl), concurrency: 1 });
    const withdrawal = new AbortController();
    let asked = 0;
    const onAsked = () => {
      asked += 1;
    };
    const writing = Array.from({ length: 6 }, () =>
      model.write(PROMPT, { signal: withdrawal.signal, onAsked }),
    );
    const ends = Promise.allSettled(writing);
    await expect.poll(streaming, PATIENCE).toBe(1);
    withdrawal.abort(new Error('withdrawn'));
    await ends;
    expect(asked).toBe(1);
  });
});

describe('a chat model that failed five times in a row', () => {
  const REFUSED: Behaviour = { kind: 'status', status: 401 };
  const RESTING = '5 failures in a row';
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  /** A model that rests, until `wake`; `set` says what its server does then. */
  async function restingModel() {
    let behaviour = REFUSED;
    const server = await startChatServer(() => behaviour);
    const model = createChatModel(chatConfig(server.baseUrl));
    for (let time = 0; time < 5; time += 1) await failure(model);
    const wake = (next: Behaviour) => {
      behaviour = next;
      vi.setSystemTime(Date.now() + 30_000);
    };
    return { model, server, wake };
  }

  /** A rested model that is being tested; `withdraw` takes the question back that tests it. */
  async function testedModel() {
    const { model, server, wake } = await restingModel();
    wake({ kind: 'hang' });
    const withdrawal = new AbortController();
    const test = write(model, withdrawal.signal);
    await expect.poll(server.streaming, PATIENCE).toBe(1);
    const withdraw = async () => {
      withdrawal.abort(new Error('withdrawn'));
      await expect(test).rejects.toThrow('withdrawn');
    };
    return { model, server, withdraw };
  }

  it('is left alone, and does not tell that it is asked', async () => {
    const { model, server } = await restingModel();
    const onAsked = vi.fn();
    await expect(model.write(PROMPT, { signal: NEVER, onAsked })).rejects.toThrow(RESTING);
    expect(onAsked).not.toHaveBeenCalled();
    expect(server.requests).toHaveLength(5);
  });

  it('is asked again after its rest, and then as before', async () => {
    const { model, wake } = await restingModel();
    wake(REPLY);
    expect(await write(model)).toBe('{"claims": []}');
    wake(REFUSED);
    for (let time = 0; time < 5; time += 1) expect(await failure(model)).toContain('HTTP 401');
    expect(await failure(model)).toContain(RESTING);
  });

  it('rests again where it fails the test', async () => {
    const { model, server, wake } = await restingModel();
    wake(REFUSED);
    expect(await failure(model)).toContain('HTTP 401');
    expect(await failure(model)).toContain(RESTING);
    expect(server.requests).toHaveLength(6);
  });

  it('is tested with one question; others do not wait for what comes of it', async () => {
    const { model, server, withdraw } = await testedModel();
    expect(await failure(model)).toContain(RESTING);
    await withdraw();
    expect(server.requests).toHaveLength(6);
  });

  it('is still untested where the question that tests it is withdrawn', async () => {
    const { model, server, withdraw } = await testedModel();
    await withdraw();
    // The next one is the test, and the only one.
    const next = new AbortController();
    const again = write(model, next.signal);
    await expect.poll(() => server.requests.length, PATIENCE).toBe(7);
    expect(await failure(model)).toContain(RESTING);
    next.abort(new Error('withdrawn'));
    await expect(again).rejects.toThrow('withdrawn');
    expect(server.requests).toHaveLength(7);
  });
});
