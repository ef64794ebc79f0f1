import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../support/http.js';
import type { TelegramEmulator } from '../../support/telegram/emulator.js';
import { answerOf } from './answers.js';
import { chatOver, echo } from './core.js';
import { connect, emulate, USER } from './setup.js';

async function hooked(core: Parameters<typeof connect>[1]) {
  const telegram = await emulate({ webhookRetryMs: 20 });
  const webhook = await address();
  return { ...(await connect(telegram, core, { webhook })), webhook };
}

/** A further process behind the same address, with what the first remembers. */
async function behind(telegram: TelegramEmulator) {
  const webhook = await address();
  await connect(telegram, echo, { webhook });
  return webhook;
}

async function address() {
  const port = await freePort();
  return { url: `http://127.0.0.1:${port}/`, secretToken: 'a-secret_1', port };
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

/** What a person made of the message of an update, so many seconds later. */
const edited = (updateId: number, messageId: number, text: string, seconds = updateId) => {
  const { message } = update(messageId, text);
  return { update_id: updateId, edited_message: { ...message, edit_date: seconds } };
};

describe('a question that was edited', () => {
  test('is answered once, as it reads last, where another process was given the edit', async () => {
    let answer = (_: unknown) => {};
    const waited = new Promise((resolve) => {
      answer = resolve;
    });
    const one = await hooked(async (question) => {
      if (question === 'کند') await waited;
      return echo(question, '');
    });
    const { telegram } = one;
    telegram.send.privateText('صفر');
    await telegram.waitFor(() => telegram.messages(USER)[0]);
    const other = await behind(telegram);
    await post(one.webhook.url, JSON.stringify(update(900_001, 'کند')), other.secretToken);
    await post(other.url, JSON.stringify(edited(900_002, 900_001, 'تند')), other.secretToken);
    await telegram.waitFor(() => telegram.messages(USER)[1]);
    answer(undefined);
    await one.platform.stop(5_000);
    expect(telegram.messages(USER).map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('صفر'),
      expect.stringContaining('تند'),
    ]);
  });

  test('is written on no more, nor shown, where another process was given the edit', async () => {
    let goOn = () => {};
    const isEdited = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const chat = chatOver(echo);
    const writing: typeof chat = {
      ...chat,
      async ask(person, question, asking) {
        if (question !== 'کند') return chat.ask(person, question, asking);
        await isEdited;
        asking?.onDraft?.({ text: 'نیمهٔ پاسخ کهنه', citations: [] });
        await once(asking?.signal as AbortSignal, 'abort');
        return { kind: 'withdrawn' };
      },
    };
    const one = await hooked(writing);
    const { telegram } = one;
    telegram.send.privateText('صفر');
    await telegram.waitFor(() => telegram.messages(USER)[0]);
    const other = await behind(telegram);
    await post(one.webhook.url, JSON.stringify(update(900_001, 'کند')), other.secretToken);
    await post(other.url, JSON.stringify(edited(900_002, 900_001, 'تند')), other.secretToken);
    await telegram.waitFor(() => telegram.messages(USER)[1]);
    goOn();
    await one.platform.stop(5_000);
    const shown = telegram.log.map(({ payload }) => String(payload.text));
    expect(shown.filter((text) => text.includes('کهنه'))).toEqual([]);
    expect(one.logs.text()).not.toContain('left to be answered');
  });

  test.each([
    ['earlier', edited(900_003, 9, 'کهنه', 1)],
    ['of the same second', edited(900_001, 9, 'کهنه', 2)],
    ['itself unedited', update(900_003, 'کهنه')],
  ])('keeps the answer to what it reads last where one %s comes late', async (_, late) => {
    const { telegram, webhook, platform, chat } = await hooked(echo);
    telegram.send.privateText('صفر');
    await telegram.waitFor(() => telegram.messages(USER)[0]);
    const body = (one: object) => JSON.stringify(one);
    await post(webhook.url, body(edited(900_002, 9, 'تازه', 2)), webhook.secretToken);
    await telegram.waitFor(() => telegram.messages(USER)[1]);
    const message = 'message' in late ? { ...late.message, message_id: 9 } : undefined;
    await post(webhook.url, body({ ...late, ...(message && { message }) }), webhook.secretToken);
    await platform.stop(5_000);
    expect(chat.asked.map(({ question }) => question)).toEqual(['صفر', 'تازه']);
    expect(telegram.messages(USER)[1]?.text).toContain('تازه');
  });
});
