import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startTelegram } from '../../../adapters/telegram/telegram.js';
import { openMemory } from '../../../src/records/open.js';
import { clusterSettings } from '../../support/cluster.js';
import { temporaryFolder } from '../../support/folders.js';
import { freePort } from '../../support/http.js';
import { startTelegramEmulator } from '../../support/telegram/emulator.js';
import { type Core, chatOver, echo } from './core.js';
import { USER } from './setup.js';

const QUIET = { info() {}, warn() {}, error() {} };
const SECRET = 'a-secret_1';

/** Processes behind one address on one cluster, each with a data folder of its own; and how each is given an update. */
async function processes(...cores: readonly Core[]) {
  const telegram = await startTelegramEmulator();
  onTestFinished(() => telegram.close());
  const settings = clusterSettings(`test-${randomBytes(6).toString('hex')}`);
  const started: {
    readonly give: (update: object) => Promise<Response>;
    readonly stop: () => Promise<void>;
  }[] = [];
  for (const core of cores) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const memory = await openMemory(
      { kind: 'opensearch', ...settings },
      temporaryFolder(),
      () => {},
    );
    const { token, apiRoot } = telegram;
    const webhook = { url, secretToken: SECRET, port };
    const platform = await startTelegram(
      { token, apiRoot, webhook, log: QUIET },
      chatOver(core),
      memory,
    );
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= platform.stop(60_000).then(memory.close);
      return stopped;
    };
    onTestFinished(stop);
    const headers = { 'x-telegram-bot-api-secret-token': SECRET };
    const give = (update: object) =>
      fetch(url, { method: 'POST', body: JSON.stringify(update), headers });
    started.push({ give, stop });
  }
  const shown = () => telegram.messages(USER).map(({ text }) => text.split('\n')[0]);
  const end = () => Promise.all(started.map(({ stop }) => stop()));
  telegram.send.privateText('صفر');
  await telegram.waitFor(() => telegram.messages(USER)[0], 60_000);
  return { telegram, shown, end, gives: started.map(({ give }) => give) };
}

const message = (text: string) => ({
  message_id: 900_001,
  date: 1,
  text,
  chat: { id: USER, type: 'private', first_name: 'الف' },
  from: { id: USER, is_bot: false, first_name: 'الف' },
});

test('a question that two processes are handed, and its edit to a third, have one answer: the edit’s', async () => {
  const slowly: Core = async (question) => {
    if (question !== 'صفر') await pause(500);
    return echo(question, '');
  };
  const { shown, end, gives } = await processes(slowly, slowly, slowly);
  const [one, other, third] = gives;
  const update = { update_id: 900_001, message: message('پرسش') };
  await Promise.all([one?.(update), other?.(update)]);
  await third?.({
    update_id: 900_002,
    edited_message: { ...message('پرسش دیگر'), edit_date: 2 },
  });
  await end();
  expect(shown()).toEqual([expect.stringContaining('صفر'), expect.stringContaining('پرسش دیگر')]);
});

test('a question that two processes are handed at once is answered in one message', async () => {
  const { telegram, shown, end, gives } = await processes(echo, echo);
  const update = { update_id: 900_001, message: message('پرسش') };
  await Promise.all(gives.map((give) => give(update)));
  await end();
  expect(shown()).toEqual([expect.stringContaining('صفر'), expect.stringContaining('پرسش')]);
  expect(telegram.log.map(({ method }) => method)).not.toContain('editMessageText');
});
