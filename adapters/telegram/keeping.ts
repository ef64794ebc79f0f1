import type { NamedModel } from '../../src/models/chat/config.js';
import type { Keeping } from '../../src/phrases/telegram.js';
import { KEPT_FOR } from '../../src/records/port.js';

const A_DAY = 24 * 60 * 60 * 1000;

/** The companies that are asked where no other server is named; Ollama is no company's service but a program. */
const COMPANIES = { openai: 'OpenAI', anthropic: 'Anthropic', ollama: null } as const;

/** What people are told of what they ask, with the chat model that is set. */
export function keepingWith(chatModel: NamedModel | null): Keeping {
  const days = KEPT_FOR / A_DAY;
  if (chatModel === null) return { days, writer: null };
  const { provider, model, baseUrl } = chatModel;
  return { days, writer: { model, provider: baseUrl === undefined ? COMPANIES[provider] : null } };
}
