import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDiscord } from '../../adapters/discord/start.js';
import { PLAIN } from '../../adapters/render.js';
import { repl } from '../../adapters/repl.js';
import { startTelegram } from '../../adapters/telegram/telegram.js';
import { startDiscordEmulator } from '../support/discord/emulator.js';
import { temporaryFolder } from '../support/folders.js';
import { startTelegramEmulator } from '../support/telegram/emulator.js';
import { adapterContract, type ReadMessage } from './contract.js';

const QUIET = { info() {}, warn() {}, error() {} };

/** Waits until what is shown is there and has not changed for so many milliseconds. */
async function settled(
  show: () => readonly ReadMessage[],
  isDone: () => boolean,
  quiet = () => 250,
): Promise<readonly ReadMessage[]> {
  const deadline = Date.now() + 25_000;
  let last = '';
  let since = Date.now();
  while (Date.now() < deadline) {
    const messages = show();
    const shown = JSON.stringify(messages);
    if (shown !== last) since = Date.now();
    last = shown;
    if (isDone() && Date.now() - since > quiet()) return messages;
    await sleep(10);
  }
  throw new Error(`no answer in time; shown so far: ${last.slice(0, 500)}`);
}

adapterContract('terminal', async (chat) => {
  let shown = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk);
      done();
    },
  });
  const input = new PassThrough();
  const historyFile = join(temporaryFolder(), 'history');
  const ended = repl(chat, { input, output, style: PLAIN, historyFile });
  const prompts = () => shown.split('؟ ').length - 1;
  return {
    hasButtons: false,
    async read(questions) {
      const before = prompts();
      const from = shown.length;
      input.write(questions.map((question) => `${question}\n`).join(''));
      const isDone = () => prompts() >= before + questions.length || input.writableEnded;
      return settled(() => [{ text: shown.slice(from), buttons: [] }], isDone);
    },
    async renew() {
      const from = shown.length;
      const before = prompts();
      input.write(':new\n');
      return settled(
        () => [{ text: shown.slice(from), buttons: [] }],
        () => prompts() > before,
      );
    },
    async stop() {
      if (!input.writableEnded) input.end();
      await ended;
    },
  };
});

adapterContract('Telegram', async (chat, memory) => {
  const telegram = await startTelegramEmulator({ limits: { chat: { messages: 50, perMs: 1000 } } });
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, log: QUIET }, chat, memory);
  const person = 7001;
  return {
    hasButtons: true,
    async read(questions) {
      const before = telegram.messages(person).length;
      for (const question of questions) telegram.send.privateText(question, { userId: person });
      const show = () =>
        telegram
          .messages(person)
          .slice(before)
          .map(({ text, buttons }) => ({
            text,
            buttons: buttons.flat().map((button) => button.text),
          }));
      // Parts follow each other at the pace that Telegram allows; the last one has the buttons.
      const isLast = () => (show().at(-1)?.buttons.length ?? 0) > 0;
      return settled(
        show,
        () => show().length >= Math.min(questions.length, 2),
        () => (isLast() ? 250 : 1500),
      );
    },
    async renew() {
      const before = telegram.messages(person).length;
      telegram.send.privateText('/new', { userId: person });
      const show = () => telegram.messages(person).map(({ text }) => ({ text, buttons: [] }));
      return settled(show, () => show().length > before);
    },
    async stop() {
      await platform.stop(5000);
      await telegram.close();
    },
  };
});

adapterContract('Discord', async (chat) => {
  const discord = await startDiscordEmulator();
  const platform = await startDiscord(
    { token: discord.token, apiRoot: discord.url, log: QUIET },
    chat,
  );
  const user = discord.addUser('نرگس');
  const channel = discord.directChannel(user);
  return {
    hasButtons: true,
    async read(questions) {
      const before = discord.messages(channel).length;
      for (const content of questions) discord.send.message({ user, channel, content });
      const own = () =>
        discord
          .messages(channel)
          .slice(before)
          .filter(({ author }) => author.bot === true)
          .map(({ text, buttons }) => ({ text, buttons: buttons.map(({ label }) => label) }));
      return settled(own, () => own().length >= Math.min(questions.length, 2));
    },
    async renew() {
      const asked = discord.send.slashCommand({ name: 'new', options: {}, user, channel });
      const show = () => asked.answers().map(({ text }) => ({ text, buttons: [] }));
      return settled(show, () => show().length > 0);
    },
    async stop() {
      await platform.stop(5000);
      await discord.close();
    },
  };
});
