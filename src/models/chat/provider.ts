import type { ChatConfig } from './config.js';

/** What a chat model is told: who it is, then what it is asked. */
export interface ChatPrompt {
  readonly system: string;
  readonly user: string;
  /** The JSON schema of its reply. */
  readonly schema: object;
}

/** A chat model of some maker. */
export interface Provider {
  /**
   * The reply, piece by piece.
   *
   * @param isPlain - without what not every server takes: the schema, and a temperature of 0
   */
  stream(prompt: ChatPrompt, isPlain: boolean, signal: AbortSignal): Promise<AsyncIterable<string>>;
}

/** Opens a provider. Its SDK is loaded with the first question that needs it. */
export function openProvider(config: ChatConfig): Provider {
  return {
    async stream({ system, user, schema }, isPlain, signal) {
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
      const options = { signal, ...(isPlain ? {} : optionsOf(config, schema)) };
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
function optionsOf({ provider }: ChatConfig, schema: object): Readonly<Record<string, unknown>> {
  if (provider !== 'openai') return {};
  const json_schema = { name: 'answer', schema, strict: true };
  return { response_format: { type: 'json_schema', json_schema } };
}
