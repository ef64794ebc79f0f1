import { codeOf, MostanadError } from '../../errors.js';
import type { ChatConfig } from './config.js';

/** The HTTP status with which a server refused; null where it was none. */
function statusOf(thrown: unknown): number | null {
  const { status, status_code } = (thrown ?? {}) as Readonly<Record<string, unknown>>;
  // Ollama's SDK has a name of its own for it.
  const code = status ?? status_code;
  return typeof code === 'number' ? code : null;
}

/** Whether a server could not be reached, or is busy or broken for the moment. */
export function mayPass(thrown: unknown): boolean {
  const status = statusOf(thrown);
  return status === null || status === 408 || status === 429 || status >= 500;
}

/**
 * Whether a server does not take the form of what it was asked, as far as can be told: llama-cpp-python
 * calls it a failure of its own (HTTP 500), and names the field; LangChain knows which of Anthropic's
 * models take no temperature, and does not ask them.
 */
export function isFormRefusal(thrown: unknown): boolean {
  const status = statusOf(thrown);
  if (status === 400 || status === 422) return true;
  const message = thrown instanceof Error ? thrown.message : '';
  if (status === null) return message.startsWith('temperature is not supported');
  return status === 500 && message.includes('response_format');
}

/** How long a server asks to be left alone, in milliseconds; null where it does not say. */
export function askedPause(thrown: unknown): number | null {
  const { headers } = (thrown ?? {}) as { readonly headers?: unknown };
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** A model as in CHAT_MODEL: provider and name. */
export function nameOf({ provider, model }: ChatConfig): string {
  return `${provider}:${model}`;
}

/**
 * What failed, in words for the operator. The SDKs' errors hold the headers with the key, what was
 * asked and what the server said of it: of them only the status and the names of what happened go on.
 */
export function chatError(config: ChatConfig, thrown: unknown): MostanadError {
  const what = thrown instanceof MostanadError ? thrown.message : namesOf(thrown);
  return new MostanadError('chat', `chat model ${nameOf(config)}: ${what}`);
}

/** Words like `HTTP 429, insufficient_quota` or `ECONNREFUSED`, of an error and what caused it. */
function namesOf(thrown: unknown): string {
  const all = chain(thrown);
  const words = all.flatMap((error) => {
    const status = statusOf(error);
    return [status === null ? '' : `HTTP ${status}`, codeOf(error)];
  });
  const names = words.filter((word) => /^[\w ]{1,60}$/u.test(word));
  return names.length > 0 ? [...new Set(names)].join(', ') : (all.at(-1)?.name ?? 'unknown');
}

function chain(thrown: unknown): readonly Error[] {
  return thrown instanceof Error ? [thrown, ...chain(thrown.cause)] : [];
}
