import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readChat } from '../../../src/chat-config.js';
import { createChatModel } from '../../../src/models/chat/chat-model.js';
import { serve } from '../../support/http.js';

const SCHEMA = {
  type: 'object',
  properties: { claims: { type: 'array', items: { type: 'string' } } },
  required: ['claims'],
  additionalProperties: false,
};
const PROMPT = { system: 'Reply with JSON.', user: '{"question": "چه گذشت؟"}', schema: SCHEMA };
const PIECES = ['{"claims"', ': []}'];

interface Seen {
  path: string;
  headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: each protocol has its own
  body: any;
}

/** How a provider is reached, and how its server streams a reply. */
interface Protocol {
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
  readonly type: string;
  readonly beginning: readonly string[];
  readonly end: readonly string[];
}

const event = (type: string, data: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
const message = (content: string, done: boolean) =>
  `${JSON.stringify({ model: 'gemma3:4b', created_at: '2026-01-01T00:00:00Z', message: { role: 'assistant', content }, done })}\n`;
const delta = (content: string) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content } }] })}\n\n`;
const usage = { input_tokens: 1, output_tokens: 1 };

const OLLAMA: Protocol = {
  environment: (origin) => ({ CHAT_MODEL: 'ollama:gemma3:4b', OLLAMA_BASE_URL: origin }),
  type: 'application/x-ndjson',
  beginning: PIECES.map((piece) => message(piece, false)),
  end: [message('', true)],
};
const ANTHROPIC: Protocol = {
  environment: (origin) => ({
    CHAT_MODEL: 'anthropic:claude-haiku-4-5',
    ANTHROPIC_API_KEY: 'sk-ant-of-the-test',
    ANTHROPIC_BASE_URL: origin,
  }),
  type: 'text/event-stream',
  beginning: [
    event('message_start', {
      message: { id: 'm', type: 'message', role: 'assistant', model: 'c', content: [], usage },
    }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...PIECES.map((text) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    ),
  ],
  end: [
    event('content_block_stop', { index: 0 }),
    event('message_delta', { delta: { stop_reason: 'end_turn' }, usage }),
    event('message_stop', {}),
  ],
};
const OPENAI: Protocol = {
  environment: (origin) => ({ CHAT_MODEL: 'openai:scripted', OPENAI_BASE_URL: `${origin}/v1` }),
  type: 'text/event-stream',
  beginning: PIECES.map(delta),
  end: ['data: [DONE]\n\n'],
};

/** What a server does: refuses with a status, replies, or is silent from the beginning or the middle on. */
type Behaviour = number | 'replies' | 'hangs' | 'stalls';

/** A server of a protocol; what it was asked is in `seen`. */
async function speaking(protocol: Protocol, behave: (index: number) => Behaviour) {
  const seen: Seen[] = [];
  let open = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    seen.push({ path: request.url ?? '', headers: request.headers, body });
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    const behaviour = behave(seen.length - 1);
    if (behaviour === 'hangs') return;
    if (typeof behaviour === 'number') {
      response.writeHead(behaviour, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'no' }));
      return;
    }
    response.writeHead(200, { 'content-type': protocol.type });
    for (const line of protocol.beginning) response.write(line);
    if (behaviour === 'stalls') return;
    for (const line of protocol.end) response.write(line);
    response.end();
  };
  const { origin } = await serve((request, response) => void answer(request, response));
  return { origin, seen, open: () => open };
}

interface Setting {
  readonly timeout?: number;
  readonly model?: string;
}

/** The chat model of a server, as the environment sets it. */
function modelAt({ environment }: Protocol, origin: string, { timeout, model }: Setting = {}) {
  const config = readChat({ ...environment(origin), CHAT_TOKENS: '300' });
  if (config === null) throw new Error('the chat model is set');
  return createChatModel({
    ...config,
    timeout: timeout ?? config.timeout,
    model: model ?? config.model,
  });
}

const NEVER = new AbortController().signal;
const REPLIES = () => 'replies' as const;
/** The machine may have other things to do. */
const PATIENCE = { timeout: 20_000 };

describe('every provider is asked in its own protocol', () => {
  it('Ollama: with the schema as the format, and the bound of tokens', async () => {
    const { origin, seen } = await speaking(OLLAMA, REPLIES);
    const text = await modelAt(OLLAMA, origin).write(PROMPT, { signal: NEVER });
    expect(text).toBe('{"claims": []}');
    expect(seen[0]?.path).toBe('/api/chat');
    expect(seen[0]?.body).toMatchObject({ model: 'gemma3:4b', stream: true, format: SCHEMA });
    expect(seen[0]?.body.options).toMatchObject({ num_predict: 300, temperature: 0 });
    expect(seen[0]?.body.messages).toMatchObject([
      { role: 'system', content: PROMPT.system },
      { role: 'user', content: PROMPT.user },
    ]);
  });

  it('Anthropic: with its key, the system prompt apart, the schema, and the bound of tokens', async () => {
    const { origin, seen } = await speaking(ANTHROPIC, REPLIES);
    const text = await modelAt(ANTHROPIC, origin).write(PROMPT, { signal: NEVER });
    expect(text).toBe('{"claims": []}');
    expect(seen[0]?.path).toBe('/v1/messages');
    expect(seen[0]?.headers['x-api-key']).toBe('sk-ant-of-the-test');
    expect(seen[0]?.body).toMatchObject({
      model: 'claude-haiku-4-5',
      max_tokens: 300,
      temperature: 0,
      output_config: { format: { type: 'json_schema', schema: SCHEMA } },
    });
    expect(JSON.stringify(seen[0]?.body.system)).toContain(PROMPT.system);
  });

  it('Anthropic: with the schema and no temperature where the model takes none', async () => {
    const { origin, seen } = await speaking(ANTHROPIC, REPLIES);
    const model = modelAt(ANTHROPIC, origin, { model: 'claude-opus-4-7' });
    expect(await model.write(PROMPT, { signal: NEVER })).toBe('{"claims": []}');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body.output_config.format.schema).toEqual(SCHEMA);
    expect(seen[0]?.body).not.toHaveProperty('temperature');
  });

  it.each([
    ['Ollama', OLLAMA, 'format', 2],
    ['Anthropic', ANTHROPIC, 'output_config', 3],
    ['OpenAI', OPENAI, 'response_format', 3],
  ] as const)(
    '%s: without a schema where the model takes none',
    async (_name, protocol, field, tries) => {
      const { origin, seen } = await speaking(protocol, (index) =>
        index < tries - 1 ? 400 : 'replies',
      );
      const text = await modelAt(protocol, origin).write(PROMPT, { signal: NEVER });
      expect(text).toBe('{"claims": []}');
      expect(seen).toHaveLength(tries);
      expect(seen[0]?.body).toHaveProperty(field);
      expect(seen.at(-1)?.body).not.toHaveProperty(field);
    },
  );
});

describe.each([
  ['Ollama', OLLAMA],
  ['Anthropic', ANTHROPIC],
  ['OpenAI', OPENAI],
] as const)('a server of %s', (_name, protocol) => {
  it.each(['hangs', 'stalls'] as const)('that %s is left when its time is over', async (how) => {
    const { origin, seen, open } = await speaking(protocol, () => how);
    const model = modelAt(protocol, origin, { timeout: 2000 });
    await expect(model.write(PROMPT, { signal: NEVER })).rejects.toThrow('no reply within 2 s');
    expect(seen).toHaveLength(1);
    await expect.poll(open, PATIENCE).toBe(0);
  });

  it.each(['hangs', 'stalls'] as const)('that %s is left with its question', async (how) => {
    const { origin, open } = await speaking(protocol, () => how);
    const withdrawal = new AbortController();
    let text = '';
    const onText = (part: string) => {
      text = part;
    };
    const writing = modelAt(protocol, origin).write(PROMPT, { signal: withdrawal.signal, onText });
    await expect.poll(open, PATIENCE).toBe(1);
    await expect.poll(() => text, PATIENCE).toBe(how === 'hangs' ? '' : PIECES.join(''));
    withdrawal.abort(new Error('withdrawn'));
    await expect(writing).rejects.toThrow('withdrawn');
    await expect.poll(open, PATIENCE).toBe(0);
  });
});
