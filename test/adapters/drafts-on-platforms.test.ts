import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import { openChat } from '../../adapters/chat-core.js';
import { startDiscord } from '../../adapters/discord/start.js';
import { startTelegram } from '../../adapters/telegram/telegram.js';
import type { AskOptions } from '../../src/answer/ask.js';
import type { Answer } from '../../src/answer/schema.js';
import { stripDirectionControls } from '../../src/language/direction.js';
import { openLocalMemory } from '../../src/records/local.js';
import { startDiscordEmulator } from '../support/discord/emulator.js';
import { temporaryFolder } from '../support/folders.js';
import { startTelegramEmulator } from '../support/telegram/emulator.js';

const QUIET = { info() {}, warn() {}, error() {} };
const HEADING = 'پیش‌نویس، هنوز در حال نوشتن…';
/** The machine may have other things to do. */
const PATIENCE = { timeout: 20_000 };

/** A question that the core works at until the test ends it. */
interface Work {
  readonly question: string;
  readonly options: AskOptions;
  readonly finish: (text: string) => void;
}

/** A core whose answers the test writes. */
function writtenByHand() {
  const works: Work[] = [];
  const ask = (question: string, options: AskOptions = {}) =>
    new Promise<Answer>((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      works.push({ question, options, finish: (text) => resolve(answerOf(question, text)) });
    });
  const folder = temporaryFolder();
  const bot = { ask, paragraph: async () => null };
  const failures: string[] = [];
  const memory = openLocalMemory(folder);
  const open = openChat(bot, memory, DEFAULT_LIMITS, (errorId) => failures.push(errorId));
  onTestFinished(() => open.close(0));
  return { ...open, memory, works, failures };
}

function answerOf(question: string, text: string): Answer {
  return {
    question,
    understood: null,
    filter: null,
    language: 'fa',
    answered: false,
    text,
    confidence: 0.9,
    mode: 'extractive',
    citations: [],
    nearest: [],
    timings: {},
  };
}

const draft = (text: string) => ({ text, citations: [] });
const plain = (text: string) => stripDirectionControls(text).replace(/[*\\]/gu, '');

describe('on Telegram', () => {
  async function connect() {
    const core = writtenByHand();
    const telegram = await startTelegramEmulator({
      limits: { chat: { messages: 50, perMs: 1000 } },
    });
    const { token, apiRoot } = telegram;
    const platform = await startTelegram({ token, apiRoot, log: QUIET }, core.chat, core.memory);
    onTestFinished(async () => {
      await platform.stop(0);
      await telegram.close();
    });
    const shown = () => telegram.messages(7001).map(({ text }) => plain(text));
    return { ...core, telegram, shown };
  }

  test('an answer is seen as it is written, in the message where it stands in the end', async () => {
    const { telegram, works, shown } = await connect();
    telegram.send.privateText('در نشست چه گذشت؟', { userId: 7001 });
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('جملهٔ یک [1]'));
    await expect.poll(shown, PATIENCE).toEqual([`${HEADING}\n\nجملهٔ یک [1]`]);
    works[0]?.options.onDraft?.(draft('جملهٔ یک [1]\nجملهٔ دو [1]'));
    await expect.poll(() => shown()[0], PATIENCE).toContain('جملهٔ دو [1]');
    works[0]?.finish('پاسخ کامل.');
    await expect.poll(shown, PATIENCE).toEqual(['پاسخ کامل.']);
  });

  test('a question that is changed while it is answered is answered as it is now, once', async () => {
    const { telegram, works, shown, failures } = await connect();
    const question = telegram.send.privateText('در مسکو چه گذشت؟', { userId: 7001 });
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('در مسکو [1]'));
    await expect.poll(shown, PATIENCE).toHaveLength(1);
    telegram.send.editText(question, 'در دمشق چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(2);
    expect(works[0]?.options.signal?.aborted).toBe(true);
    expect(works[1]?.question).toBe('در دمشق چه گذشت؟');
    works[1]?.finish('در دمشق.');
    await expect.poll(shown, PATIENCE).toEqual(['در دمشق.']);
    expect(failures).toEqual([]);
  });

  test('an edit that changes nothing ends nothing', async () => {
    const { telegram, works, shown } = await connect();
    const question = telegram.send.privateText('در مسکو چه گذشت؟', { userId: 7001 });
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    telegram.send.editText(question, 'در مسکو چه گذشت؟');
    telegram.send.privateText('و در دمشق؟', { userId: 7002 });
    await expect.poll(() => works.length, PATIENCE).toBe(2);
    expect(works[0]?.options.signal?.aborted).toBe(false);
    works[0]?.finish('در مسکو.');
    works[1]?.finish('در دمشق.');
    await expect.poll(shown, PATIENCE).toEqual(['در مسکو.']);
  });
});

describe('on Discord', () => {
  async function connect() {
    const core = writtenByHand();
    const discord = await startDiscordEmulator();
    const options = { token: discord.token, apiRoot: discord.url, log: QUIET };
    const platform = await startDiscord(options, core.chat);
    onTestFinished(async () => {
      await platform.stop(0);
      await discord.close();
    });
    const user = discord.addUser('نرگس');
    const channel = discord.directChannel(user);
    const shown = () =>
      discord
        .messages(channel)
        .filter(({ author }) => author.bot)
        .map(({ text }) => plain(text));
    const say = (content: string) => discord.send.message({ user, channel, content });
    return { ...core, discord, user, channel, shown, say };
  }

  test('an answer is seen as it is written, in the message where it stands in the end', async () => {
    const { say, works, shown } = await connect();
    say('در نشست چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('جملهٔ یک [1]'));
    await expect.poll(() => shown()[0], PATIENCE).toContain('جملهٔ یک [1]');
    expect(shown()[0]).toContain(HEADING);
    works[0]?.options.onDraft?.(draft('جملهٔ یک [1]\nجملهٔ دو [1]'));
    await expect.poll(() => shown()[0], PATIENCE).toContain('جملهٔ دو [1]');
    works[0]?.finish('پاسخ کامل.');
    await expect.poll(shown, PATIENCE).toEqual(['پاسخ کامل.']);
  });

  test('so is that of a command', async () => {
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

  test('a question that is changed while it is answered is answered as it is now, once', async () => {
    const { discord, say, works, shown, failures } = await connect();
    const { id } = say('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('در مسکو [1]'));
    await expect.poll(shown, PATIENCE).toHaveLength(1);
    discord.send.editMessage(id, 'در دمشق چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(2);
    expect(works[0]?.options.signal?.aborted).toBe(true);
    works[1]?.finish('در دمشق.');
    await expect.poll(shown, PATIENCE).toEqual(['در دمشق.']);
    expect(failures).toEqual([]);
  });

  test('of two changes in a row the last is answered', async () => {
    const { discord, say, works, shown } = await connect();
    const { id } = say('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    discord.send.editMessage(id, 'در دمشق چه گذشت؟');
    discord.send.editMessage(id, 'در حلب چه گذشت؟');
    await expect.poll(() => works.at(-1)?.question, PATIENCE).toBe('در حلب چه گذشت؟');
    for (const { finish, question } of works) finish(`پاسخ به ${question}`);
    await expect.poll(shown, PATIENCE).toEqual(['پاسخ به در حلب چه گذشت؟']);
  });

  test('an answer whose draft somebody deleted is sent anew', async () => {
    const { discord, say, works, shown, channel } = await connect();
    say('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('در مسکو [1]'));
    await expect.poll(shown, PATIENCE).toHaveLength(1);
    const standing = discord.messages(channel).find(({ author }) => author.bot);
    discord.send.deleteMessage(standing?.id ?? '');
    works[0]?.finish('در مسکو.');
    await expect.poll(shown, PATIENCE).toEqual(['در مسکو.']);
  });

  test('a question that is taken back gets no answer, and its draft goes', async () => {
    const { discord, say, works, shown, failures } = await connect();
    const { id } = say('در مسکو چه گذشت؟');
    await expect.poll(() => works.length, PATIENCE).toBe(1);
    works[0]?.options.onDraft?.(draft('در مسکو [1]'));
    await expect.poll(shown, PATIENCE).toHaveLength(1);
    discord.send.deleteMessage(id);
    await expect.poll(shown, PATIENCE).toEqual([]);
    expect(works[0]?.options.signal?.aborted).toBe(true);
    expect(failures).toEqual([]);
  });
});

test('beyond the answers that are written for a person in a day, the quotes answer', async () => {
  const asked: (boolean | undefined)[] = [];
  const bot = {
    ask: async (question: string, options: AskOptions = {}) => {
      asked.push(options.isExtractive);
      const timings = options.isExtractive ? {} : { write: 1 };
      return { ...answerOf(question, 'پاسخ.'), timings };
    },
    paragraph: async () => null,
  };
  const limits = { ...DEFAULT_LIMITS, writtenPerDay: 2 };
  const { chat, close } = openChat(bot, openLocalMemory(temporaryFolder()), limits, () => {});
  for (const person of ['a', 'a', 'a', 'b']) await chat.ask(`test:${person}`, 'چه گذشت؟');
  await close(0);
  expect(asked).toEqual([false, false, true, false]);
});
