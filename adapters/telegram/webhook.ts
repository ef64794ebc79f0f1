import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Bot, webhookCallback } from 'grammy';
import { MostanadError } from '../../src/errors.js';
import { type Log, loggable } from '../log.js';
import { insist } from './insist.js';
import type { WebhookOptions } from './options.js';
import { UPDATE_KINDS, type Updates } from './updates.js';

/** Telegram waits for few answers at a time: slow questions must not keep others out. */
const ACCEPTED_MS = 1_000;

/** More than an update ever has. */
const LARGEST_UPDATE = 1_000_000;

/** Whether a call carries the secret and is no larger than an update; length and secret are headers. */
function isFrom({ headers }: IncomingMessage, secretToken: string): boolean {
  const given = createHash('sha256').update(String(headers['x-telegram-bot-api-secret-token']));
  const wanted = createHash('sha256').update(secretToken);
  const length = Number(headers['content-length'] ?? 0);
  return timingSafeEqual(given.digest(), wanted.digest()) && length <= LARGEST_UPDATE;
}

/**
 * Serves the address that Telegram calls with updates. An update that takes long is accepted
 * before it is answered. A process never deals with it twice: a copy is told by its number.
 *
 * @throws MostanadError `input` where the port is taken or Telegram refuses the address
 */
export async function startWebhook(
  bot: Bot,
  { url, secretToken, port }: WebhookOptions,
  log: Log,
): Promise<Updates> {
  const handle = webhookCallback(bot, 'http', {
    secretToken,
    onTimeout: 'return',
    timeoutMilliseconds: ACCEPTED_MS,
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await handle(request, response);
    } catch (error) {
      log.warn({ err: loggable(error) }, 'a call of the webhook was not an update');
      if (!response.headersSent) response.writeHead(400);
      response.end();
    }
  }

  const server = createServer((request, response) => {
    // Strangers are turned away before a byte of what they send is read.
    if (isFrom(request, secretToken)) void serve(request, response);
    else response.writeHead(401, { connection: 'close' }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new MostanadError('input', `port ${port} is not free: ${cause.message}`, { cause }));
    });
    server.listen(port, resolve);
  });
  try {
    const options = { secret_token: secretToken, allowed_updates: UPDATE_KINDS };
    await insist(() => bot.api.setWebhook(url, options));
  } catch (error) {
    server.close();
    const cause = loggable(error);
    const problem = `Telegram does not take the webhook ${url}: ${cause.message}`;
    throw new MostanadError('input', problem, { cause });
  }
  return {
    // Telegram goes on calling an address that it took: a token that it forgot shows in each answer.
    lost: new Promise(() => {}),
    async stop() {
      // Nothing new comes in: Telegram keeps what it could not deliver, and comes again.
      server.close();
    },
    close: () => server.closeAllConnections(),
  };
}
