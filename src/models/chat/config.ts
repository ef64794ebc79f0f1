/** The makers of chat models that are served; `openai` is also every server that speaks its protocol. */
export const PROVIDERS = ['openai', 'anthropic', 'ollama'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** Which chat model writes the answers, and within which bounds. */
export interface ChatConfig {
  readonly provider: ProviderName;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Of a server other than the provider's own. */
  readonly baseUrl: string | undefined;
  /** The longest that one answer may take, in milliseconds. */
  readonly timeout: number;
  /** The longest answer. */
  readonly tokens: number;
  /** Answers that are written at the same time. */
  readonly concurrency: number;
  /** Answers that are written for one person in a day. */
  readonly perDay: number;
}

/** Which chat model it is, and where. */
export type NamedModel = Pick<ChatConfig, 'provider' | 'model' | 'baseUrl'>;
