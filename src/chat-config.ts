import { z } from 'zod';
import { optional, problemsOf, wrongVariables } from './environment.js';
import { type ChatConfig, PROVIDERS } from './models/chat/config.js';

function count(most: number) {
  const error = `must be a whole number from 1 to ${most}`;
  return optional(z.coerce.number({ error }).int(error).min(1, error).max(most, error));
}

const Environment = z.object({
  CHAT_MODEL: optional(
    z
      .string()
      .regex(
        new RegExp(`^(?:${PROVIDERS.join('|')}):\\S+$`, 'u'),
        `must be ${PROVIDERS.map((name) => `${name}:MODEL`).join(', ')}`,
      ),
  ),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(z.url({ protocol: /^https?$/u })),
  ANTHROPIC_API_KEY: optional(z.string()),
  ANTHROPIC_BASE_URL: optional(z.url({ protocol: /^https?$/u })),
  OLLAMA_BASE_URL: optional(z.url({ protocol: /^https?$/u })),
  CHAT_TIMEOUT: count(600),
  CHAT_TOKENS: count(8000),
  CHAT_CONCURRENCY: count(64),
  CHAT_PER_DAY: count(1_000_000),
});

/**
 * Reads which chat model is set; null where none is.
 *
 * @throws MostanadError `input` that names every wrong variable, and no value: a key may be among them
 */
export function readChat(
  environment: Readonly<Record<string, string | undefined>>,
): ChatConfig | null {
  if ((environment.CHAT_MODEL ?? '').trim() === '') return null;
  const read = Environment.safeParse(environment);
  if (!read.success) throw wrongVariables(problemsOf(read.error));
  const values = read.data;
  const [name = '', ...rest] = (values.CHAT_MODEL ?? '').split(':');
  const provider = PROVIDERS.find((known) => known === name) ?? 'openai';
  const access = {
    openai: { apiKey: values.OPENAI_API_KEY, baseUrl: values.OPENAI_BASE_URL },
    anthropic: { apiKey: values.ANTHROPIC_API_KEY, baseUrl: values.ANTHROPIC_BASE_URL },
    ollama: { apiKey: undefined, baseUrl: values.OLLAMA_BASE_URL },
  }[provider];
  if (provider === 'openai' && access.apiKey === undefined && access.baseUrl === undefined) {
    throw wrongVariables([
      'OPENAI_API_KEY: is needed for CHAT_MODEL, or OPENAI_BASE_URL for a server of your own',
    ]);
  }
  if (provider === 'anthropic' && access.apiKey === undefined) {
    throw wrongVariables(['ANTHROPIC_API_KEY: is needed for CHAT_MODEL']);
  }
  return {
    provider,
    model: rest.join(':'),
    ...access,
    timeout: (values.CHAT_TIMEOUT ?? 60) * 1000,
    tokens: values.CHAT_TOKENS ?? 1000,
    concurrency: values.CHAT_CONCURRENCY ?? 4,
    perDay: values.CHAT_PER_DAY ?? 200,
  };
}
