import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Update, WebhookInfo } from 'grammy/types';
import { unixNow } from './chats.js';
import { badRequest } from './errors.js';
import { type Method, type Payload, readFlag, readInteger, readText } from './payload.js';
import { laneOf, type UpdateQueue } from './updates.js';

/** Delivery of updates to the bot's own server. */
export interface Webhook {
  readonly methods: Readonly<Record<string, Method>>;
  /** Every attempt to deliver an update, with the HTTP status it was answered with. */
  readonly deliveries: readonly Delivery[];
  isSet(): boolean;
  /** Ends every delivery and waits for those under way. */
  close(): Promise<void>;
}

/** One attempt; `status` is missing where there was no answer. */
export interface Delivery {
  readonly updateId: number;
  readonly url: string;
  readonly status?: number;
}

interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

/**
 * setWebhook, deleteWebhook, getWebhookInfo and the delivery: one update after the other in a chat,
 * chats beside each other, again every `retryMs` until the bot's server answers 2xx.
 */
export function createWebhook(
  queue: UpdateQueue,
  retryMs: number,
  interruptPoll: (description: string) => void,
): Webhook {
  const closing = new AbortController();
  const lanes = new Map<string, Promise<void>>();
  const underway = new Set<number>();
  const deliveries: Delivery[] = [];
  let hook: Hook | undefined;
  let lastError: Pick<WebhookInfo, 'last_error_date' | 'last_error_message'> = {};

  const waits = (update: Update) => queue.pending.some((one) => one.update_id === update.update_id);
  const attempt = async (update: Update, { url, secret }: Hook) => {
    const delivery = { updateId: update.update_id, url };
    try {
      const status = await postJson(url, secret, update, closing.signal);
      deliveries.push({ ...delivery, status });
      if (status >= 200 && status < 300) {
        queue.filter((one) => one.update_id !== update.update_id);
        return;
      }
      lastError = failure(`Wrong response from the webhook: ${status}`);
    } catch (error) {
      if (closing.signal.aborted) return;
      deliveries.push(delivery);
      lastError = failure(`Connection failed: ${(error as Error).message}`);
    }
    await pause(retryMs, undefined, { signal: closing.signal }).catch(() => {});
  };
  const deliver = async (update: Update) => {
    while (hook && waits(update) && !closing.signal.aborted) await attempt(update, hook);
    underway.delete(update.update_id);
  };
  const enqueue = (update: Update) => {
    if (!hook || underway.has(update.update_id)) return;
    underway.add(update.update_id);
    const lane = laneOf(update);
    lanes.set(
      lane,
      (lanes.get(lane) ?? Promise.resolve()).then(() => deliver(update)),
    );
  };
  queue.onPush(enqueue);

  const drop = (payload: Payload) => {
    if (readFlag(payload, 'drop_pending_updates')) queue.filter(() => false);
  };
  const deleteWebhook: Method = (payload) => {
    drop(payload);
    hook = undefined;
    return true;
  };
  const setWebhook: Method = (payload, call) => {
    if (readText(payload, 'url') === '') return deleteWebhook(payload, call);
    const next = readHook(payload);
    queue.readAllowed(payload);
    drop(payload);
    hook = next;
    interruptPoll('Conflict: terminated by setWebhook request');
    for (const update of queue.pending) enqueue(update);
    return true;
  };
  const getWebhookInfo: Method = (): WebhookInfo => ({
    url: hook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.pending.length,
    ...(hook ? { max_connections: hook.maxConnections, ...lastError } : {}),
    ...(queue.allowed ? { allowed_updates: queue.allowed as never[] } : {}),
  });
  return {
    methods: { setWebhook, deleteWebhook, getWebhookInfo },
    deliveries,
    isSet: () => hook !== undefined,
    async close() {
      closing.abort();
      await Promise.all(lanes.values());
    },
  };
}

function readHook(payload: Payload): Hook {
  const url = readText(payload, 'url');
  // Telegram takes https only; a Bot API server of one's own also takes http, and here it is loopback.
  const loopback = URL.canParse(url) && /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url);
  if (!loopback) {
    throw badRequest(
      'bad webhook: An HTTPS URL must be provided for webhook (here: http, loopback)',
    );
  }
  const secret = readText(payload, 'secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return { url, secret, maxConnections: readInteger(payload, 'max_connections') ?? 40 };
}

function postJson(
  url: string,
  secret: string,
  update: Update,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
    };
    const call = request(url, { method: 'POST', headers, agent: false, signal }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(JSON.stringify(update));
  });
}

function failure(message: string) {
  return { last_error_date: unixNow(), last_error_message: message };
}
