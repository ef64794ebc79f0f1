import { expect, test } from 'vitest';
import { readChat } from '../src/chat-config.js';

test('without CHAT_MODEL there is no chat model, whatever keys are set', () => {
  expect(readChat({})).toBeNull();
  expect(readChat({ CHAT_MODEL: ' ', OPENAI_API_KEY: 'sk-1', CHAT_TIMEOUT: 'soon' })).toBeNull();
});

test('a model has its provider, its access and its bounds', () => {
  expect(readChat({ CHAT_MODEL: 'openai:gpt-4o-mini', OPENAI_API_KEY: 'sk-1' })).toEqual({
    provider: 'openai',
    model: 'gpt-4o-mini',
    apiKey: 'sk-1',
    baseUrl: undefined,
    timeout: 60_000,
    tokens: 1000,
    concurrency: 4,
    perDay: 200,
  });
});

test('the name of a model may have colons, and a server of one’s own needs no key', () => {
  const ollama = readChat({ CHAT_MODEL: 'ollama:gemma3:4b', CHAT_TIMEOUT: '120' });
  expect(ollama).toMatchObject({ provider: 'ollama', model: 'gemma3:4b', timeout: 120_000 });
  const own = { CHAT_MODEL: 'openai:local', OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1' };
  expect(readChat(own)).toMatchObject({ baseUrl: own.OPENAI_BASE_URL, apiKey: undefined });
});

test.each([
  [
    { CHAT_MODEL: 'gpt-4o-mini' },
    'CHAT_MODEL: must be openai:MODEL, anthropic:MODEL, ollama:MODEL',
  ],
  [{ CHAT_MODEL: 'openai:gpt-4o-mini' }, 'OPENAI_API_KEY: is needed'],
  [{ CHAT_MODEL: 'anthropic:claude' }, 'ANTHROPIC_API_KEY: is needed'],
  [{ CHAT_MODEL: 'ollama:a', OLLAMA_BASE_URL: 'ftp://secret-host' }, 'OLLAMA_BASE_URL'],
  [{ CHAT_MODEL: 'ollama:a', CHAT_TIMEOUT: '0' }, 'CHAT_TIMEOUT'],
  [{ CHAT_MODEL: 'ollama:a', CHAT_PER_DAY: 'many-secret' }, 'CHAT_PER_DAY'],
])('what is wrong in %o is named, without its value', (environment, told) => {
  expect(() => readChat(environment)).toThrow(told);
  expect(() => readChat(environment)).not.toThrow(/secret/u);
});
