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

/** A server that answers everything with a stream; what it was asked is in `seen`. */
async function speaking(type: string, lines: readonly string[]) {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    seen.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': type });
    for (const line of lines) response.write(line);
    response.end();
  };
  const { origin } = await serve((request, response) => void answer(request, response));
  return { origin, seen };
}

async function written(environment: Record<string, string>): Promise<string> {
  const config = readChat(environment);
  if (config === null) throw new Error('the chat model is set');
  return createChatModel(config).write(PROMPT, { signal: new AbortController().signal });
}

describe('every provider is asked in its own protocol', () => {
  it('Ollama: with the schema as the format, and the bound of tokens', async () => {
    const message = (content: string, done: boolean) =>
      `${JSON.stringify({ model: 'gemma3:4b', created_at: '2026-01-01T00:00:00Z', message: { role: 'assistant', content }, done })}\n`;
    const { origin, seen } = await speaking('application/x-ndjson', [
      ...PIECES.map((piece) => message(piece, false)),
      message('', true),
    ]);
    const text = await written({
      CHAT_MODEL: 'ollama:gemma3:4b',
      OLLAMA_BASE_URL: origin,
      CHAT_TOKENS: '300',
    });
    expect(text).toBe('{"claims": []}');
    expect(seen[0]?.path).toBe('/api/chat');
    expect(seen[0]?.body).toMatchObject({ model: 'gemma3:4b', stream: true, format: SCHEMA });
    expect(seen[0]?.body.options).toMatchObject({ num_predict: 300, temperature: 0 });
    expect(seen[0]?.body.messages).toMatchObject([
      { role: 'system', content: PROMPT.system },
      { role: 'user', content: PROMPT.user },
    ]);
  });

  it('Anthropic: with its key, the system prompt apart, and the bound of tokens', async () => {
    const event = (type: string, data: object) =>
      `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
    const usage = { input_tokens: 1, output_tokens: 1 };
    const { origin, seen } = await speaking('text/event-stream', [
      event('message_start', {
        message: { id: 'm', type: 'message', role: 'assistant', model: 'c', content: [], usage },
      }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      ...PIECES.map((text) =>
        event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
      ),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' }, usage }),
      event('message_stop', {}),
    ]);
    const text = await written({
      CHAT_MODEL: 'anthropic:claude-haiku-4-5',
      ANTHROPIC_API_KEY: 'sk-ant-of-the-test',
      ANTHROPIC_BASE_URL: origin,
      CHAT_TOKENS: '300',
    });
    expect(text).toBe('{"claims": []}');
    expect(seen[0]?.path).toBe('/v1/messages');
    expect(seen[0]?.headers['x-api-key']).toBe('sk-ant-of-the-test');
    expect(seen[0]?.body).toMatchObject({ model: 'claude-haiku-4-5', max_tokens: 300 });
    expect(JSON.stringify(seen[0]?.body.system)).toContain(PROMPT.system);
  });
});
