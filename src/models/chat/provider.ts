import type { ChatConfig } from './config.js';

/** What a chat model is told: who it is, then what it is asked. */
export interface ChatPrompt {
  readonly system: string;
  readonly user: string;
  /** The JSON schema of its reply. */
  readonly schema: object;
}

/**
 * How strictly a reply is asked for: `schema` as the provider has it; `json` with the schema as servers
 * before OpenAI's json_schema take it; `plain` without it, and without a temperature of 0.
 */
export type ReplyForm = 'schema' | 'json' | 'plain';

/** A chat model of some maker. */
export interface Provider {
  /** What to ask a server for, each where it refuses those before. */
  readonly forms: readonly ReplyForm[];
  /** The reply, piece by piece. */
  stream(prompt: ChatPrompt, form: ReplyForm, signal: AbortSignal): Promise<AsyncIterable<string>>;
}

/** Opens a provider. Its SDK is loaded with the first question that needs it. */
export function openProvider(config: ChatConfig): Provider {
  return {
    forms: config.provider === 'openai' ? ['schema', 'json', 'plain'] : ['schema', 'plain'],
    async stream({ system, user, schema }, form, signal) {
      const isPlain = form === 'plain';
      const { initChatModel } = await import('langchain/chat_models/universal');
      const model = await initChatModel(config.model, {
        modelProvider: config.provider,
        // Retries are the caller's, within its time.
        maxRetries: 0,
        ...(isPlain ? {} : { temperature: 0 }),
        ...settingsOf(config, isPlain ? null : schema),
      });
      const messages: [string, string][] = [
        ['system', system],
        ['human', user],
      ];
      const options = { signal, ...optionsOf(config, schema, form) };
      return textOf(await model.stream(messages, options));
    },
  };
}

async function* textOf(chunks: AsyncIterable<{ readonly text: string }>): AsyncIterable<string> {
  for await (const { text } of chunks) if (text !== '') yield text;
}

/** The bounds, the access and the schema as each provider's class takes them. */
function settingsOf(
  { provider, apiKey, baseUrl, tokens, timeout }: ChatConfig,
  schema: object | null,
): Readonly<Record<string, unknown>> {
  switch (provider) {
    case 'openai':
      return {
        // A server of one's own mostly has no key, but the SDK wants one.
        apiKey: apiKey ?? 'none',
        configuration: { baseURL: baseUrl },
        maxTokens: tokens,
        timeout,
        // Not every server that speaks the protocol knows the option for it.
        streamUsage: false,
      };
    case 'anthropic':
      return {
        apiKey,
        ...(baseUrl === undefined ? {} : { anthropicApiUrl: baseUrl }),
        maxTokens: tokens,
      };
    case 'ollama':
      return {
        ...(baseUrl === undefined ? {} : { baseUrl }),
        numPredict: tokens,
        ...(schema === null ? {} : { format: schema }),
      };
  }
}

/** How a call asks for a reply of a schema, where the provider takes that with a call. */
function optionsOf(
  { provider }: ChatConfig,
  schema: object,
  form: ReplyForm,
): Readonly<Record<string, unknown>> {
  if (provider !== 'openai' || form === 'plain') return {};
  if (form === 'json') return { response_format: { type: 'json_object', schema } };
  const json_schema = { name: 'answer', schema, strict: true };
  return { response_format: { type: 'json_schema', json_schema } };
}
