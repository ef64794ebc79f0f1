import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import type { Chat } from '../../adapters/chat.js';
import { openChat } from '../../adapters/chat-core.js';
import { startDiscord } from '../../adapters/discord/start.js';
import { PLAIN } from '../../adapters/render.js';
import { repl } from '../../adapters/repl.js';
import { startTelegram } from '../../adapters/telegram/telegram.js';
import type { AskOptions } from '../../src/answer/ask.js';
import { openLocalMemory } from '../../src/records/local.js';
import type { Memory } from '../../src/records/port.js';
import { startDiscordEmulator } from '../support/discord/emulator.js';
import { temporaryFolder } from '../support/folders.js';
import { startTelegramEmulator } from '../support/telegram/emulator.js';
import {
  answerOf,
  type DraftAdapter,
  draft,
  draftContract,
  HEADING,
  PATIENCE,
  plain,
  writtenByHand,
} from './drafts-contract.js';

const QUIET = { info() {}, warn() {}, error() {} };

/** A terminal that can clear a line; the person takes a question back with Ctrl+C. */
async function onTerminal(chat: Chat): Promise<DraftAdapter> {
  let written = '';
  const output = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    }),
    { isTTY: true, columns: 80 },
  );
  const input = new PassThrough();
  const historyFile = join(temporaryFolder(), 'history');
  const ended = repl(chat, { input, output, style: PLAIN, historyFile });
  onTestFinished(async () => {
    input.end();
    await ended;
  });
  return {
    person: 'terminal:local',
    ask(question) {
      input.write(`${question}\n`);
      return {
        change: () => expect.unreachable('what is typed cannot be changed'),
        takeBack: () => void input.write('\u0003'),
      };
    },
    shown: () => [plain(written.replace(/[^\n]*(?:\r\u001b\[K|\u001b\[1G\u001b\[0J)/gu, ''))],
  };
}

async function onTelegram(chat: Chat, memory: Memory) {
  const telegram = await startTelegramEmulator({ limits: { chat: { messages: 50, perMs: 1000 } } });
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, log: QUIET }, chat, memory);
  onTestFinished(async () => {
    await platform.stop(0);
    await telegram.close();
  });
  const adapter: DraftAdapter = {
    person: 'telegram:7001',
    ask(question) {
      const message = telegram.send.privateText(question, { userId: 7001 });
      return {
        change: (text) => void telegram.send.editText(message, text),
        takeBack: () => expect.unreachable('Telegram tells no bot of it'),
      };
    },
    shown: () => telegram.messages(7001).map(({ text }) => plain(text)),
  };
  return { ...adapter, telegram };
}

/** In a channel of a guild, where moderators are; the log's errors are kept. */
async function onDiscord(chat: Chat) {
  const discord = await startDiscordEmulator();
  const { token, url, bot, channel } = discord;
  const errors: string[] = [];
  const log = { ...QUIET, error: (_details: object, message: string) => void errors.push(message) };
  const platform = await startDiscord({ token, apiRoot: url, log }, chat);
  onTestFinished(async () => {
    await platform.stop(0);
    await discord.close();
  });
  const user = discord.addUser('نرگس');
  const asking = (question: string) => `<@${bot.id}> ${question}`;
  const adapter: DraftAdapter = {
    person: `discord:${user.id}`,
    ask(question) {
      const { id } = discord.send.message({ user, channel, content: asking(question) });
      return {
        change: (text) => discord.send.editMessage(id, asking(text)),
        takeBack: () => discord.send.deleteMessage(id),
      };
    },
    shown: () =>
      discord
        .messages(channel)
        .filter(({ author }) => author.bot)
        .map(({ text }) => plain(text)),
  };
  return { ...adapter, discord, platform, user, channel, errors };
}

draftContract('the terminal', { canChange: false, canTakeBack: true }, onTerminal);
draftContract('Telegram', { canChange: true, canTakeBack: false }, onTelegram);
draftContract('Discord', { canChange: true, canTakeBack: true }, onDiscord);

describe('on Telegram', () => {
  async function connect() {
    const core = writtenByHand();
    return { ...core, ...(await onTelegram(core.chat, core.memory)) };
  }

  type Connected = Awaited<ReturnType<typeof connect>>;

  /** A later question shows that what came before it ended nothing: the first is answered. */
  async function expectStillAnswered({
    telegram,
    works,
    shown,
  }: Pick<Connected, 'telegram' | 'works' | 'shown'>) {
    telegram.send.privateText('و در دمشق؟', { userId: 7002 });
    await expect.poll(() => works.length, PATIENCE).toBe(2);
    expect(works[0]?.options.signal?.aborted).toBe(false);
    works[0]?.finish('در مسکو.');
    works[1]?.finish('در دمشق.');
    await expect.poll(shown, PATIENCE).toEqual(['در مسکو.']);
  }

  test('an edit that changes nothing ends nothing', async () => {
    const connected = await connect();
    const asked = connected.ask('در مسکو چه گذشت؟');
    await expect.poll(() => connected.works.length, PATIENCE).toBe(1);
    asked.change('در مسکو چه گذشت؟');
    await expectStillAnswered(connected);
  });

  test.each(['/ask', '@mostanad_bot'])(
    'a question of which only %s is left keeps the answer that is on its way',
    async (left) => {
      const { telegram, works } = await connect();
      const question = telegram.send.groupText(`${left} در مسکو چه گذشت؟`);
      const { id } = question.chat;
      const shown = () => telegram.messages(id).map(({ text }) => plain(text));
      await expect.poll(() => works.length, PATIENCE).toBe(1);
      works[0]?.options.onDraft?.(draft('در مسکو [1]'));
      await expect.poll(shown, PATIENCE).toEqual([expect.stringContaining(HEADING)]);
      telegram.send.editText(question, left);
      await expectStillAnswered({ telegram, works, shown });
    },
  );
});

describe('on Discord', () => {
  async function connect() {
    const core = writtenByHand();
    return { ...core, ...(await onDiscord(core.chat)) };
  }

  /** With the draft of an answer to a message. */
  async function drafted() {
    const connected = await connect();
    const { ask, works, shown } = connected;
    ask('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('در مسکو [1]'));
    await expect.poll(shown, PATIENCE).toEqual([expect.stringContaining(HEADING)]);
    return { ...connected, first: works[0] };
  }

  test('an answer to a command is seen as it is written too', async () => {
    const { discord, user, channel, works } = await connect();
    const options = { question: 'در نشست چه گذشت؟' };
    const asked = discord.send.slashCommand({ name: 'ask', options, user, channel });
    const shown = () => asked.answers().map(({ text }) => plain(text));
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('جملهٔ یک [1]'));
    await expect.poll(() => shown()[0], PATIENCE).toContain('جملهٔ یک [1]');
    works[0]?.finish('پاسخ کامل.');
    await expect.poll(shown, PATIENCE).toEqual(['پاسخ کامل.']);
  });

  test('of two changes in a row the last is answered', async () => {
    const { ask, works, shown } = await connect();
    const asked = ask('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    asked.change('در دمشق چه گذشت؟');
    asked.change('در حلب چه گذشت؟');
    await expect.poll(() => works.at(-1)?.question, PATIENCE).toBe('در حلب چه گذشت؟');
    for (const { finish, question } of works) finish(`پاسخ به ${question}`);
    await expect.poll(shown, PATIENCE).toEqual(['پاسخ به در حلب چه گذشت؟']);
  });

  test('an answer whose draft somebody deleted is sent anew', async () => {
    const { discord, channel, first, shown } = await drafted();
    const standing = discord.messages(channel).find(({ author }) => author.bot);
    discord.send.deleteMessage(standing?.id ?? '');
    first?.finish('در مسکو.');
    await expect.poll(shown, PATIENCE).toEqual(['در مسکو.']);
  });

  test('a question that is purged together with its draft gets no answer', async () => {
    const { discord, platform, channel, first, shown, errors } = await drafted();
    discord.send.purge(channel);
    await expect.poll(() => first?.options.signal?.aborted, PATIENCE).toBe(true);
    await platform.stop(5_000);
    expect(shown()).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('a question whose channel is deleted is not answered any more', async () => {
    const { discord, platform, channel, first, errors } = await drafted();
    discord.send.deleteChannel(channel);
    await expect.poll(() => first?.options.signal?.aborted, PATIENCE).toBe(true);
    await platform.stop(5_000);
    expect(errors).toEqual([]);
  });

  test('where Discord does not take an answer, what is said of that takes the place of the draft', async () => {
    const { discord, first, shown, errors } = await drafted();
    discord.faults.next(1_000, { kind: 'status', status: 500, when: 'before' }, /^PATCH/);
    first?.finish('در مسکو.');
    await expect.poll(() => errors, PATIENCE).toHaveLength(1);
    discord.faults.clear();
    await expect.poll(shown, PATIENCE).toEqual([expect.not.stringContaining(HEADING)]);
  });
});

test('beyond the answers that are written for a person in a day, the quotes answer', async () => {
  const asked: (boolean | undefined)[] = [];
  const bot = {
    ask: async (question: string, options: AskOptions = {}) => {
      asked.push(options.isExtractive);
      if (!options.isExtractive) options.onAsked?.();
      return answerOf(question, 'پاسخ.');
    },
    paragraph: async () => null,
  };
  const limits = { ...DEFAULT_LIMITS, writtenPerDay: 2 };
  const { chat, close } = openChat(bot, openLocalMemory(temporaryFolder()), limits, () => {});
  for (const person of ['a', 'a', 'a', 'b']) await chat.ask(`test:${person}`, 'چه گذشت؟');
  await close(0);
  expect(asked).toEqual([false, false, true, false]);
});
