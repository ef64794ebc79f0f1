import { expect, test } from 'vitest';
import { openLocalMemory } from '../../../src/records/local.js';
import { temporaryFolder } from '../../support/folders.js';
import type { TelegramEmulator } from '../../support/telegram/emulator.js';
import { answerOf } from './answers.js';
import { emulate, GROUP, startRun, USER } from './setup.js';

const echo = (question: string) => answerOf({ text: `پاسخِ ${question} [1]` }).answer;
const firstLines = (telegram: TelegramEmulator, chat = USER) =>
  telegram.messages(chat).map(({ text }) => text.split('\n')[0]);

/** How often the bot ever put a message into the chat, whatever became of it. */
function sentTo(telegram: TelegramEmulator, chat = USER): number {
  return telegram.log.filter(
    ({ method, tookEffect, payload }) =>
      method === 'sendMessage' && tookEffect && payload.chat_id === chat,
  ).length;
}

test('questions that wait for their pace at the end are answered after the restart, each once and in order', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  const numbers = [1, 2, 3, 4, 5, 6];
  const first = await startRun(telegram, folder, echo);
  for (const number of numbers) telegram.send.privateText(`پرسش ${number}`);
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await first.stop(100);
  const answered = telegram.messages(USER).length;
  expect(answered).toBeLessThan(numbers.length);
  expect(first.logs.text()).toMatch(new RegExp(`'warn',\\s+\\{ left: ${6 - answered} \\}`, 'u'));
  const second = await startRun(telegram, folder, echo);
  await telegram.waitFor(() => telegram.messages(USER).length === numbers.length);
  await second.stop(1_000);
  expect(firstLines(telegram)).toEqual(numbers.map((number) => `پاسخِ پرسش ${number} ⁨[1]⁩`));
  expect(sentTo(telegram)).toBe(numbers.length);
  expect(openLocalMemory(folder).inbox.leftOver(`telegram:${telegram.bot.id}`).items).toEqual([]);
});

test('an answer of several messages that the end cuts is completed after the restart, no message twice', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  const paragraphs = [1, 2, 3].map((number) => `بند ${number} ${'خبر '.repeat(800)}`);
  const long = () => answerOf({ text: `${paragraphs.join('\n\n')} [1]` }).answer;
  const first = await startRun(telegram, folder, long);
  telegram.send.privateText('خبرها؟');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await first.stop(50);
  expect(telegram.messages(USER)).toHaveLength(1);
  const second = await startRun(telegram, folder, long);
  await telegram.waitFor(() => telegram.messages(USER).at(-1)?.buttons[0]);
  await second.stop(1_000);
  expect(firstLines(telegram).map((text) => text?.slice(0, 5))).toEqual([
    'بند 1',
    'بند 2',
    'بند 3',
  ]);
  expect(sentTo(telegram)).toBe(3);
});

test('after a restart an edited question still edits its answer, and /sources shows the last one', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  const first = await startRun(telegram, folder, echo);
  const question = telegram.send.privateText('یک');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await first.stop(1_000);
  const second = await startRun(telegram, folder, echo);
  telegram.send.editText(question, 'یک');
  telegram.send.editText(question, 'دو');
  telegram.send.privateText('/sources');
  await telegram.waitFor(() => telegram.messages(USER)[1]);
  expect(telegram.messages(USER)).toMatchObject([
    { text: expect.stringContaining('پاسخِ دو'), edits: 1 },
    { text: expect.stringMatching(/^منابع\n⁨\[1\]⁩/u) },
  ]);
  expect(second.asked).toEqual(['دو']);
});

test('what is not for the bot is not kept, nor what a question replies to', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  let asked = 0;
  const run = await startRun(telegram, folder, () => {
    asked += 1;
    return new Promise(() => {});
  });
  const talk = telegram.send.groupText('گپ محرمانه');
  const replyTo = { messageId: talk.message_id };
  telegram.send.groupText('@mostanad_bot یک؟', { replyTo });
  await telegram.waitFor(() => asked === 1 && telegram.log.length > 0);
  await run.stop(20);
  const { items } = openLocalMemory(folder).inbox.leftOver(`telegram:${telegram.bot.id}`);
  expect(items).toHaveLength(1);
  expect(items[0]).toContain('یک؟');
  expect(items[0]).not.toContain('محرمانه');
  expect(telegram.messages(GROUP)).toEqual([]);
});

test('questions that only waited behind one that ends the process are answered after quick restarts', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  telegram.send.privateText('کند');
  telegram.send.privateText('دو');
  for (let start = 0; start < 4; start += 1) {
    const held = await startRun(telegram, folder, () => new Promise(() => {}));
    await expect.poll(() => held.asked.length, { timeout: 60_000 }).toBe(1);
    await held.stop(20);
  }
  const last = await startRun(telegram, folder, echo);
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await last.stop(1_000);
  expect(firstLines(telegram)).toEqual(['پاسخِ دو ⁨[1]⁩']);
});

test('an answer that Telegram puts off for an hour is not lost with the end of the process', async () => {
  const [telegram, folder] = [await emulate(), temporaryFolder()];
  const first = await startRun(telegram, folder, echo);
  telegram.faults.next(1, { kind: 'tooManyRequests', retryAfter: 3_600 }, ['sendMessage']);
  telegram.send.privateText('یک');
  await expect
    .poll(() => first.logs.text(), { timeout: 60_000 })
    .toMatch(/puts answers off|could not be dealt with/u);
  await first.stop(200);
  expect(telegram.messages(USER)).toEqual([]);
  const second = await startRun(telegram, folder, echo);
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await second.stop(1_000);
  expect(firstLines(telegram)).toEqual(['پاسخِ یک ⁨[1]⁩']);
});
