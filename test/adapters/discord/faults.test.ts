import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Reply } from '../../../adapters/chat.js';
import { type DiscordEmulator, startDiscordEmulator } from '../../support/discord/emulator.js';
import type { Fault } from '../../support/discord/faults.js';
import { answerOf, citation } from './answers.js';
import { answered, ask, CANNED, cannedChat, openBot, startBot } from './bot.js';
import { read } from './reading.js';

const QUESTION = 'حجم تجارت چقدر است؟';
const CALLBACK = /callback$/;
const FILL = /^PATCH/;
const SAY = /^POST .channels.*messages$/;

/** Each question's own answer; every third is two messages long. */
function numbered(question: string): Reply {
  const number = Number(/\d+/.exec(question)?.[0]);
  const filler = number % 3 === 0 ? 'جملهٔ بلند دیگر. '.repeat(270) : '';
  const text = `پاسخ شمارهٔ ${number}\n\n${filler}پایان ${number} [1]`;
  const citations = [citation({ quote: `نقل ${number}` })];
  return { kind: 'answer', id: `a${number}`, answer: answerOf({ text, citations }) };
}

const own = (discord: DiscordEmulator) =>
  discord.messages().filter(({ author, loading }) => author.bot && !loading);

describe('of 200 questions with a tenth of the calls failing', () => {
  const FAULTS: readonly Fault[] = [
    { kind: 'rate-limit', retryAfterSeconds: 0.05 },
    { kind: 'status', status: 500, when: 'before' },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop', how: 'reset', when: 'before' },
    { kind: 'drop', how: 'reset', when: 'after' },
    { kind: 'drop', how: 'close', when: 'before' },
    { kind: 'drop', how: 'close', when: 'after' },
  ];

  test.each([1, 2])(
    'each is answered exactly once (seed %i)',
    async (seed) => {
      const chat = cannedChat(numbered);
      const { discord, lines } = await openBot(chat);
      discord.faults.share(0.1, FAULTS, seed);
      const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
      for (const number of numbers) {
        const user = discord.addUser(`شخص ${number}`);
        const direct = discord.directChannel(user);
        const content = `<@${discord.bot.id}> پرسش ${number}`;
        if (number % 2 === 0) ask(discord, `پرسش ${number}`, number % 4 === 0 ? direct : undefined);
        else {
          discord.send.message({
            user,
            channel: number % 4 === 1 ? direct : discord.channel,
            content,
          });
        }
      }
      const finished = () => own(discord).filter(({ buttons }) => buttons.length > 0).length;
      await discord.when('all answers', () => finished() >= 200);
      const texts = own(discord).map(({ text }) => read(text));
      const count = (pattern: RegExp) =>
        texts
          .flatMap((text) => [...text.matchAll(pattern)])
          .map(([, number]) => Number(number))
          .sort((a, b) => a - b);
      expect(count(/پاسخ شمارهٔ (\d+)/gu)).toEqual(numbers);
      expect(count(/پایان (\d+)/gu)).toEqual(numbers);
      expect(count(/«نقل (\d+)»/gu)).toEqual(numbers);
      expect(chat.asked).toHaveLength(200);
      expect(discord.calls().filter(({ fault }) => fault !== null).length).toBeGreaterThan(15);
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    },
    60_000,
  );
});

describe('a failing call', () => {
  test.each<[string, RegExp, Fault]>([
    ['acknowledgement that is closed', CALLBACK, { kind: 'drop', how: 'close', when: 'before' }],
    [
      'acknowledgement whose answer is lost',
      CALLBACK,
      { kind: 'drop', how: 'close', when: 'after' },
    ],
    ['acknowledgement that is reset', CALLBACK, { kind: 'drop', how: 'reset', when: 'after' }],
    ['answer that is closed', FILL, { kind: 'drop', how: 'close', when: 'before' }],
    ['answer that is lost', FILL, { kind: 'drop', how: 'close', when: 'after' }],
    [
      'answer that meets a limit',
      FILL,
      { kind: 'rate-limit', retryAfterSeconds: 0.1, global: true },
    ],
  ])('%s does not keep the answer away', async (_, route, fault) => {
    const { discord, lines } = await openBot(cannedChat());
    discord.faults.next(2, fault, route);
    const asked = ask(discord, QUESTION);
    expect((await answered(discord, asked)).buttons).toHaveLength(3);
    expect(own(discord)).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ['closed', { kind: 'drop', how: 'close', when: 'after' }],
    ['failing', { kind: 'status', status: 503, when: 'after' }],
  ])('a message whose call is %s after it took effect is there once', async (_, fault) => {
    const { discord } = await openBot(cannedChat());
    const user = discord.addUser('سارا');
    const channel = discord.directChannel(user);
    discord.faults.next(3, fault, SAY);
    discord.send.message({ user, channel, content: QUESTION });
    await discord.when('calls', () => discord.calls(SAY).some(({ status }) => status === 200));
    expect(own(discord)).toHaveLength(1);
  });

  test('at the start is repeated', async () => {
    const discord = await startDiscordEmulator();
    onTestFinished(() => discord.close());
    discord.faults.next(2, { kind: 'drop', how: 'close', when: 'before' }, /gateway/);
    discord.faults.next(1, { kind: 'status', status: 503, when: 'before' }, /commands/);
    discord.faults.next(1, { kind: 'drop', how: 'close', when: 'after' }, /^PUT .*commands/);
    await startBot(discord, cannedChat());
    expect((await answered(discord, ask(discord, QUESTION))).buttons).toHaveLength(3);
  });
});

test('a question that could not be answered where the bot may not write is not kept', async () => {
  const chat = cannedChat();
  const { discord, lines } = await openBot(chat);
  const user = discord.addUser('سارا');
  const channel = discord.directChannel(user);
  discord.faults.next(2, { kind: 'status', status: 403, when: 'before' }, SAY);
  const first = discord.send.message({ user, channel, content: QUESTION });
  const failures = () => lines.filter(({ level }) => level === 'error');
  await vi.waitFor(() => expect(failures()).toHaveLength(2), 30_000);
  discord.send.deleteMessage(first.id);
  discord.send.message({ user, channel, content: QUESTION });
  await discord.when('answer', () => own(discord)[0]);
  expect(failures().map(({ message }) => message)).toEqual([
    'Discord: a question could not be answered',
    'Discord: an event could not be answered',
  ]);
  // What is kept of a message is given up when that is deleted.
  expect(chat.askings[0]?.signal?.aborted).toBe(false);
});

test('where the bot may not read what was said before, it answers without replying', async () => {
  const { discord, lines } = await openBot(cannedChat());
  const user = discord.addUser('سارا');
  // "Cannot reply without permission to read message history"
  const refusal: Fault = { kind: 'status', status: 403, code: 160_002, when: 'before' };
  discord.faults.next(1, refusal, SAY);
  const content = `<@${discord.bot.id}> ${QUESTION}`;
  discord.send.message({ user, channel: discord.channel, content });
  await discord.when('answer', () => own(discord)[0]);
  expect(own(discord)).toMatchObject([{ replyTo: null }]);
  expect(own(discord)[0]?.buttons).toHaveLength(3);
  expect(lines.map(({ level }) => level)).toEqual(['info']);
});

test('an acknowledgement that comes too late is answered in the channel', async () => {
  let late = 0;
  const chat = cannedChat(() => {
    late = 3001;
    return CANNED;
  });
  const { discord, lines } = await openBot(chat, {}, { now: () => Date.now() + late });
  ask(discord, QUESTION);
  await discord.when('answer', () => own(discord)[0]);
  expect(own(discord)).toMatchObject([{ interactionId: null, channel: discord.channel }]);
  expect(lines.map(({ level }) => level)).toEqual(['info', 'warn']);
});

describe('the gateway', () => {
  test.each<[string, (discord: DiscordEmulator) => void]>([
    ['closed', (discord) => discord.gateway.drop()],
    ['cut', (discord) => discord.gateway.drop(null)],
    ['asked to reconnect', (discord) => discord.gateway.requestReconnect()],
    // discord.js lets 5 seconds pass before it identifies anew.
    ['of an invalid session', (discord) => discord.gateway.invalidateSession(false)],
  ])('%s while an answer is under way: it comes once, and so does the next', async (_, fault) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const chat = cannedChat(async (question) => {
      if (question === 'یک') await released;
      return CANNED;
    });
    const { discord } = await openBot(chat);
    const first = ask(discord, 'یک');
    await discord.when('question', () => chat.asked.length === 1);
    fault(discord);
    release();
    await answered(discord, first);
    const isBack = () =>
      discord.log.filter(
        (entry) => entry.kind === 'gateway' && /^(?:READY|RESUMED)$/.test(entry.event ?? ''),
      ).length === 2;
    await discord.when('connection', isBack);
    await answered(discord, ask(discord, 'دو'));
    expect(own(discord)).toHaveLength(2);
    expect(chat.asked).toHaveLength(2);
  });
});
