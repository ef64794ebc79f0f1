import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
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

test('a process that only answers has no administrators', () => {
  const cluster = { ENGINE: 'opensearch', OPENSEARCH_URL: 'http://127.0.0.1:9' };
  const only = { ...cluster, OPENSEARCH_SYNC: 'off', ADMINS: 'discord:7001' };
  const env = environment({ ...only, DISCORD_TOKEN: TOKEN });
  const { stderr, status } = spawnSync(process.execPath, SCRIPT, { env, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('ADMINS: with OPENSEARCH_SYNC=off');
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

test('a Discord that cannot be reached ends the start with a sentence, no stack trace and no token', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const bot = spawn(process.execPath, SCRIPT, {
    env: environment({ DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: `http://127.0.0.1:${port}/api` }),
  });
  const said = collect(bot);
  const [code] = await once(bot, 'exit');
  expect(code).toBe(2);
  expect(said()).toMatch(/^Discord cannot be reached: .*ECONNREFUSED/mu);
  expect(said()).not.toMatch(/^\s+at |nobody/mu);
});

/** The bot's process on both platforms, connected. */
async function startBoth() {
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
  const exited = once(bot, 'exit');
  await until(
    () => said().includes('discord is connected') && said().includes('telegram is connected'),
    said,
  );
  const user = discord.addUser('نرگس');
  const channel = discord.directChannel(user);
  return {
    telegram,
    discord,
    bot,
    said,
    exited,
    ask(content: string) {
      telegram.send.privateText(content);
      discord.send.message({ user, channel, content });
    },
    /** What the bot's messages say, on each platform. */
    shown: () => [
      telegram.messages(7001).map(({ text }) => text),
      discord
        .messages(channel)
        .filter(({ author }) => author.bot)
        .map(({ text }) => text),
    ],
  };
}

test('with both tokens people on both platforms get the cited answer, and SIGTERM ends it cleanly', async () => {
  const { telegram, discord, bot, said, exited, ask, shown } = await startBoth();
  ask(question);
  await until(() => shown().every((texts) => texts.join('\n').includes(words)), said);
  bot.kill('SIGTERM');
  const [code] = await exited;
  expect(code).toBe(0);
  for (const secret of [telegram.token, discord.token, question])
    expect(said()).not.toContain(secret);
});

test('an answer that is on its way at SIGTERM arrives once, before the end', async () => {
  const { telegram, discord, bot, said, exited, ask, shown } = await startBoth();
  const sending = /^POST .channels.*messages$/;
  telegram.faults.next(1, { kind: 'tooManyRequests', retryAfter: 4 }, ['sendMessage']);
  discord.faults.next(1, { kind: 'rate-limit', retryAfterSeconds: 4 }, sending);
  ask(question);
  const isHeldUp = () =>
    telegram.log.some(({ method, status }) => method === 'sendMessage' && status === 429) &&
    discord.calls(sending).length > 0;
  await until(isHeldUp, said);
  expect(shown()).toEqual([[], []]);
  bot.kill('SIGTERM');
  const [code] = await exited;
  expect(code).toBe(0);
  for (const texts of shown()) {
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(words);
  }
});

test.each([
  [4004, 'Discord refuses the bot token'],
  [4013, 'intents'],
  [4014, 'Message Content intent'],
])(
  'a session that Discord closes for good (%i) ends the process, with the cause in the log',
  async (code, cause) => {
    const { discord, said, exited } = await startBoth();
    discord.gateway.drop(code);
    const [status] = await exited;
    expect(status).toBe(1);
    expect(said()).toContain(cause);
    expect(said()).toContain('stopped');
  },
);

test('a file that is put into the corpus is answered from without a restart, and no more when it is gone', async () => {
  const telegram = await startTelegramEmulator();
  onTestFinished(() => telegram.close());
  const corpus = temporaryFolder();
  const bot = spawn(process.execPath, SCRIPT, {
    env: environment({
      MOSTANAD_CORPUS: corpus,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    }),
  });
  onTestFinished(() => void bot.kill('SIGKILL'));
  const said = collect(bot);
  const exited = once(bot, 'exit');
  await until(() => said().includes('telegram is connected'), said);
  const answers = () => telegram.messages(7001).map(({ text }) => text);
  const ask = async () => {
    const before = answers().length;
    telegram.send.privateText('قیمت نفت امروز به چند دلار رسید؟');
    await until(() => answers().length > before, said);
    return answers().at(-1);
  };
  const file = join(corpus, 'oil.txt');
  writeFileSync(file, 'قیمت نفت\n\nقیمت نفت امروز به هفتاد و دو دلار در هر بشکه رسید.');
  await until(() => said().includes('Articles: 1 added'), said);
  expect(await ask()).toContain('هفتاد و دو دلار');
  rmSync(file);
  await until(() => said().includes('1 removed'), said);
  expect(await ask()).not.toContain('هفتاد و دو دلار');
  bot.kill('SIGTERM');
  const [code] = await exited;
  expect(code).toBe(0);
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
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not in time; the bot said: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
