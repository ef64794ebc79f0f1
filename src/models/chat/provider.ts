import type { ChatConfig, ProviderName } from './config.js';

/** What a chat model is told: who it is, then what it is asked. */
export interface ChatPrompt {
  readonly system: string;
  readonly user: string;
  /** The JSON schema of its reply. */
  readonly schema: object;
}

/**
 * How strictly a reply is asked for: `schema` as the provider has it; `varied` the same without a
 * temperature of 0, which some models refuse; `json` with the schema as servers before OpenAI's
 * json_schema take it; `plain` without either.
 */
export type ReplyForm = 'schema' | 'varied' | 'json' | 'plain';

/** A chat model of some maker. */
export interface Provider {
  /** What to ask a server for, each where it refuses those before. */
  readonly forms: readonly ReplyForm[];
  /** The reply, piece by piece. */
  stream(prompt: ChatPrompt, form: ReplyForm, signal: AbortSignal): Promise<AsyncIterable<string>>;
}

const FORMS: Readonly<Record<ProviderName, readonly ReplyForm[]>> = {
  openai: ['schema', 'json', 'plain'],
  anthropic: ['schema', 'varied', 'plain'],
  ollama: ['schema', 'plain'],
};

/** Opens a provider. Its SDK is loaded with the first question that needs it. */
export function openProvider(config: ChatConfig): Provider {
  return {
    forms: FORMS[config.provider],
    async stream({ system, user, schema }, form, signal) {
      const isVaried = form === 'varied' || form === 'plain';
      const { initChatModel } = await import('langchain/chat_models/universal');
      const model = await initChatModel(config.model, {
        modelProvider: config.provider,
        // Retries are the caller's, within its time.
        maxRetries: 0,
        ...(isVaried ? {} : { temperature: 0 }),
        ...settingsOf(config, signal),
      });
      const messages: [string, string][] = [
        ['system', system],
        ['human', user],
      ];
      const options = form === 'plain' ? {} : schemaOptions(config.provider, schema, form);
      return textOf(await model.stream(messages, { signal, ...options }));
    },
  };
}

async function* textOf(chunks: AsyncIterable<{ readonly text: string }>): AsyncIterable<string> {
  for await (const { text } of chunks) if (text !== '') yield text;
}

/** The bounds and the access as each provider's class takes them. */
function settingsOf(
  { provider, apiKey, baseUrl, tokens, timeout }: ChatConfig,
  signal: AbortSignal,
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
        fetch: endedBy(signal),
      };
  }
}

/** Ollama's class looks at a call's signal only when another piece has come, which may be never. */
function endedBy(signal: AbortSignal): typeof fetch {
  return (url, init) => {
    const own = init?.signal;
    return fetch(url, { ...init, signal: own ? AbortSignal.any([own, signal]) : signal });
  };
}

/** How a call asks each provider for a reply of a schema. */
function schemaOptions(
  provider: ProviderName,
  schema: object,
  form: ReplyForm,
): Readonly<Record<string, unknown>> {
  switch (provider) {
    case 'openai': {
      if (form === 'json') return { response_format: { type: 'json_object', schema } };
      const json_schema = { name: 'answer', schema, strict: true };
      return { response_format: { type: 'json_schema', json_schema } };
    }
    case 'anthropic':
      return { outputConfig: { format: { type: 'json_schema', schema } } };
    case 'ollama':
      return { format: schema };
  }
}
