import { readChat } from '../../../src/chat-config.js';
import type { ChatConfig } from '../../../src/models/chat/config.js';

/** A chat model of a server on loopback, within short bounds. */
export function chatConfig(baseUrl: string, timeout = 20_000, tokens = 500): ChatConfig {
  const config = readChat({
    CHAT_MODEL: 'openai:scripted',
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: 'sk-secret-of-the-test',
    CHAT_TOKENS: String(tokens),
  });
  if (config === null) throw new Error('the chat model is set');
  return { ...config, timeout };
}
