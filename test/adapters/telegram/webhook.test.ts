import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerOf } from './answers.js';
import { type Core, echo } from './core.js';
import { connect, emulate, USER } from './setup.js';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function hooked(core: Core) {
  const telegram = await emulate({ webhookRetryMs: 20 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const webhook = { url, secretToken: 'a-secret_1', port };
  return { ...(await connect(telegram, core, { webhook })), webhook };
}

const update = (id: number, text: string) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 0,
    text,
    ...(text.startsWith('/') ? { entities: [{ type: 'bot_command', offset: 0, length: 5 }] } : {}),
    chat: { id: USER, type: 'private', first_name: 'الف' },
    from: { id: USER, is_bot: false, first_name: 'الف' },
  },
});

function post(url: string, body: string, secret?: string): Promise<Response> {
  const headers = secret ? { 'x-telegram-bot-api-secret-token': secret } : {};
  return fetch(url, { method: 'POST', body, headers });
}

test('questions come through the webhook, and none is asked for', async () => {
  const { telegram } = await hooked(echo);
  telegram.send.privateText('یک');
  const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
  expect(answer.text).toContain('پاسخِ یک');
  expect(telegram.log.some(({ method }) => method === 'getUpdates')).toBe(false);
});

test('calls without the secret are refused, and what is no update is told', async () => {
  const { chat, webhook, logs } = await hooked(echo);
  const body = JSON.stringify(update(1, 'یک'));
  expect((await post(webhook.url, body)).status).toBe(401);
  expect((await post(webhook.url, body, 'wrong')).status).toBe(401);
  const large = ' '.repeat(2_000_000);
  expect((await post(webhook.url, large, webhook.secretToken)).status).toBe(401);
  expect((await post(webhook.url, '{', webhook.secretToken)).status).toBe(400);
  expect(chat.asked).toEqual([]);
  expect(logs.text()).toContain('was not an update');
});

test('an update that Telegram hands over twice is dealt with once', async () => {
  const { telegram, webhook } = await hooked(echo);
  telegram.send.privateText('صفر');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  const body = JSON.stringify(update(9, '/help'));
  await Promise.all([1, 2, 3].map(() => post(webhook.url, body, webhook.secretToken)));
  telegram.send.privateText('دو');
  const shown = await telegram.waitFor(
    () => telegram.messages(USER).length > 2 && telegram.messages(USER),
  );
  expect(shown.map(({ text }) => text.split(' ')[1])).toEqual(['صفر', 'خود', 'دو']);
});

test('a slow answer is accepted before it is there, and comes', async () => {
  const { telegram } = await hooked(async (question) => {
    if (question === 'کند') await new Promise((resolve) => release.push(resolve));
    return answerOf({ text: `${question} [1]` });
  });
  const release: ((value: unknown) => void)[] = [];
  telegram.send.privateText('کند');
  await expect.poll(() => telegram.deliveries, { timeout: 5_000 }).toMatchObject([{ status: 200 }]);
  expect(telegram.messages(USER)).toEqual([]);
  release[0]?.(undefined);
  await telegram.waitFor(() => telegram.messages(USER)[0]);
});

test('at the end running questions are answered, and later ones wait for the next start', async () => {
  let asked = 0;
  const { telegram, platform, webhook } = await hooked(async (question) => {
    asked += 1;
    await pause(150);
    return answerOf({ text: `${question} [1]` });
  });
  telegram.send.privateText('یک', { userId: 1 });
  await telegram.waitFor(() => asked === 1);
  const stopped = platform.stop(5_000);
  telegram.send.privateText('دو', { userId: 2 });
  await stopped;
  expect([1, 2].map((chat) => telegram.messages(chat).length)).toEqual([1, 0]);
  await connect(telegram, echo, { webhook });
  await telegram.waitFor(() => telegram.messages(2)[0]);
  expect(telegram.messages(1)).toHaveLength(1);
});

test('an address or a port that cannot be used is told', async () => {
  const telegram = await emulate();
  const port = await freePort();
  const wrong = { url: 'http://example.org/', secretToken: 'x', port };
  await expect(connect(telegram, echo, { webhook: wrong })).rejects.toThrow(
    /webhook http:\/\/example\.org\/: .*HTTPS/,
  );
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(port, resolve));
  await expect(connect(telegram, echo, { webhook: wrong })).rejects.toThrow(`port ${port} is not`);
  await new Promise((resolve) => taken.close(resolve));
});
