import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDiscordEmulator } from '../support/discord/emulator.js';
import { ROOT, temporaryFolder } from '../support/folders.js';
import { startTelegramEmulator } from '../support/telegram/emulator.js';

const SCRIPT = [join(ROOT, 'scripts/mostanad.mjs'), 'start'];
const question = 'دولت سوریه کنترل چند درصد خاک کشور را در اختیار دارد؟';
const words = '90 درصد خاک این کشور';

/** Looks like a token; no bot has it. */
const TOKEN = 'emulated.bot.token-that-is-nobody-s';

/** The environment of the bot: nothing of this machine's own settings for platforms. */
function environment(values: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, MOSTANAD_DATA: temporaryFolder(), ...values };
}

test('without a token it names the variables and offers the terminal', () => {
  const { stderr, status } = spawnSync(process.execPath, SCRIPT, {
    env: environment({}),
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('DISCORD_TOKEN');
  expect(stderr).toContain('TELEGRAM_TOKEN');
  expect(stderr).toContain('npm run repl');
});

test('a token that a platform refuses ends the start with that platform named, and no token', async () => {
  const telegram = await startTelegramEmulator();
  onTestFinished(() => telegram.close());
  const wrong = '999:wrong-token-that-nobody-knows';
  const bot = spawn(process.execPath, SCRIPT, {
    env: environment({ TELEGRAM_TOKEN: wrong, TELEGRAM_API_ROOT: telegram.apiRoot }),
  });
  const said = collect(bot);
  const [code] = await once(bot, 'exit');
  expect(code).not.toBe(0);
  expect(said()).toMatch(/telegram/iu);
  expect(said()).not.toContain('wrong-token');
});

test('two tokens that are refused are both named, without a stack trace', async () => {
  const [telegram, discord] = [await startTelegramEmulator(), await startDiscordEmulator()];
  onTestFinished(async () => {
    await telegram.close();
    await discord.close();
  });
  const bot = spawn(process.execPath, SCRIPT, {
    env: environment({
      TELEGRAM_TOKEN: '999:wrong-token-that-nobody-knows',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DISCORD_TOKEN: 'another.token.that-is-nobody-s',
      DISCORD_API_ROOT: discord.url,
    }),
  });
  const said = collect(bot);
  const [code] = await once(bot, 'exit');
  expect(code).toBe(2);
  expect(said()).toMatch(/Discord/u);
  expect(said()).toMatch(/Telegram/u);
  expect(said()).not.toMatch(/^\s+at |nobody/mu);
});

test('with both tokens people on both platforms get the cited answer, and SIGTERM ends it cleanly', async () => {
  const [telegram, discord] = [
    await startTelegramEmulator(),
    await startDiscordEmulator({ token: TOKEN }),
  ];
  onTestFinished(async () => {
    await telegram.close();
    await discord.close();
  });
  const bot = spawn(process.execPath, SCRIPT, {
    env: environment({
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_ROOT: discord.url,
    }),
  });
  onTestFinished(() => void bot.kill('SIGKILL'));
  const said = collect(bot);
  await until(
    () => said().includes('discord is connected') && said().includes('telegram is connected'),
    said,
  );

  telegram.send.privateText(question);
  const user = discord.addUser('نرگس');
  const channel = discord.directChannel(user);
  discord.send.message({ user, channel, content: question });
  const telegramShows = () =>
    telegram
      .messages(7001)
      .map(({ text }) => text)
      .join('\n');
  const discordShows = () =>
    discord
      .messages(channel)
      .map(({ text }) => text)
      .join('\n');
  await until(() => telegramShows().includes(words) && discordShows().includes(words), said);

  bot.kill('SIGTERM');
  const [code] = await once(bot, 'exit');
  expect(code).toBe(0);
  for (const secret of [telegram.token, discord.token, question])
    expect(said()).not.toContain(secret);
});

/** What a process has said so far, on both streams. */
function collect(bot: ChildProcess): () => string {
  let text = '';
  for (const stream of [bot.stdout, bot.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

async function until(holds: () => boolean, said: () => string): Promise<void> {
  const deadline = Date.now() + 25_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not in time; the bot said: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
