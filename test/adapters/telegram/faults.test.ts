import { expect, onTestFinished, test, vi } from 'vitest';
import type { TelegramEmulator } from '../../support/telegram/emulator.js';
import type { Fault } from '../../support/telegram/faults.js';
import { answerOf } from './answers.js';
import { type Core, echo } from './core.js';
import { connect, emulate, run, USER } from './setup.js';

const KINDS: readonly Fault[] = [
  { kind: 'tooManyRequests', retryAfter: 1 },
  { kind: 'serverError', code: 500 },
  { kind: 'serverError', code: 502 },
  { kind: 'drop', effect: 'before' },
  { kind: 'drop', effect: 'after' },
];
const LOST: Fault = { kind: 'drop', effect: 'after' };
const NEVER_SENT: Fault = { kind: 'drop', effect: 'before' };

/** All messages that the bot ever put into a chat, whatever became of them. */
function everSent(telegram: TelegramEmulator, chatId: number): number {
  return telegram.log.filter(
    ({ method, tookEffect, payload }) =>
      method === 'sendMessage' && tookEffect && payload.chat_id === chatId,
  ).length;
}

/** Nothing that the bot asked of Telegram is still open, but its poll. */
function isQuiet(telegram: TelegramEmulator): boolean {
  return telegram.log.every(
    ({ method, outcome }) => method === 'getUpdates' || outcome !== 'pending',
  );
}

test('of 200 questions, with 10 % of the calls failing, each is answered exactly once', async () => {
  const { telegram, chat } = await run(echo);
  telegram.faults.share(0.1, KINDS, { seed: 1 });
  const people = Array.from({ length: 200 }, (_, index) => index + 1);
  for (const userId of people) telegram.send.privateText(`پرسش ${userId}`, { userId });
  await telegram.waitFor(
    () => people.every((userId) => telegram.messages(userId).length > 0) && isQuiet(telegram),
    50_000,
  );
  for (const userId of people) {
    const [answer, ...others] = telegram.messages(userId);
    expect(answer?.text).toContain(`پاسخِ پرسش ${userId} `);
    expect(others).toEqual([]);
    expect(everSent(telegram, userId)).toBe(1);
  }
  expect(chat.asked).toHaveLength(200);
  const failed = telegram.log.filter(({ outcome }) => outcome === 'fault');
  expect(failed.length).toBeGreaterThan(15);
  expect(failed.some((call) => call.method === 'sendMessage' && call.tookEffect)).toBe(true);
}, 60_000);

const troubles: readonly (readonly [string, readonly Fault[]])[] = [
  ['was sent though the connection broke', [LOST]],
  ['was never sent because the connection broke', [NEVER_SENT]],
  ['was never sent, then sent though the connection broke', [NEVER_SENT, LOST]],
];

test.each(troubles)('a message that %s stands once, with its buttons', async (_, faults) => {
  const { telegram } = await run(echo);
  for (const fault of faults) telegram.faults.next(1, fault, ['sendMessage']);
  telegram.send.privateText('یک');
  telegram.send.privateText('دو');
  await telegram.waitFor(() => telegram.messages(USER).length === 2 && isQuiet(telegram));
  const shown = telegram.messages(USER);
  expect(shown.map(({ text }) => text.split('\n')[0])).toEqual(['پاسخِ یک ⁨[1]⁩', 'پاسخِ دو ⁨[1]⁩']);
  expect(shown.every(({ buttons }) => buttons.length === 2)).toBe(true);
  expect(everSent(telegram, USER)).toBe(2);
});

test('messages that were all sent when the connection broke under them stand once', async () => {
  const { telegram } = await run(echo);
  telegram.faults.next(12, LOST, ['sendMessage']);
  const people = Array.from({ length: 12 }, (_, index) => index + 1);
  for (const userId of people) telegram.send.privateText(`پرسش ${userId}`, { userId });
  await telegram.waitFor(
    () =>
      telegram.log.filter(({ description }) => description?.includes('not modified')).length ===
      people.length,
  );
  expect(people.map((userId) => everSent(telegram, userId))).toEqual(people.map(() => 1));
});

test('a long answer whose messages get lost on the way stands whole, in order and once', async () => {
  const paragraphs = Array.from({ length: 3 }, (_, index) => `بند ${index} ${'خبر '.repeat(800)}`);
  const { telegram } = await run(() => answerOf({ text: `${paragraphs.join('\n\n')} [1]` }));
  telegram.faults.next(1, LOST, ['sendMessage']);
  telegram.send.privateText('خبرها؟');
  await telegram.waitFor(() => telegram.messages(USER).at(-1)?.buttons[0]);
  const texts = telegram.messages(USER).map(({ text }) => text);
  expect(texts.map((text) => text.slice(0, 5))).toEqual(['بند 0', 'بند 1', 'بند 2']);
});

test('after a restart, a source that gets lost on its way never overwrites an older answer', async () => {
  const telegram = await emulate();
  const before = await connect(telegram, (question) => ({
    ...answerOf({ text: question }),
    id: 'x',
  }));
  telegram.send.privateText('یک');
  telegram.send.privateText('دو');
  await telegram.waitFor(() => telegram.messages(USER).length === 2);
  await before.platform.stop(1_000);
  await connect(telegram, before.chat);
  telegram.faults.next(1, LOST, ['sendMessage']);
  const [first] = telegram.messages(USER);
  if (first) telegram.send.press(first, 's:fa:x:1');
  await telegram.waitFor(() => telegram.messages(USER).length > 2 && isQuiet(telegram));
  const texts = telegram.messages(USER).map(({ text }) => text.split('\n')[0]);
  expect(texts.slice(0, 2)).toEqual(['یک', 'دو']);
});

test('an edited question is answered anew exactly once, though the edit gets lost', async () => {
  const { telegram } = await run(echo);
  const question = telegram.send.privateText('یک');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  telegram.faults.next(1, LOST, ['editMessageText']);
  telegram.send.editText(question, 'دو');
  await telegram.waitFor(() => telegram.messages(USER)[0]?.edits === 1 && isQuiet(telegram));
  expect(telegram.messages(USER)).toMatchObject([{ text: expect.stringContaining('پاسخِ دو') }]);
});

const MALFORMED: Fault = {
  kind: 'refusal',
  code: 400,
  description: "Bad Request: can't parse entities",
};

test('a message that Telegram refuses for its form comes as plain text, and the log names the answer', async () => {
  const { telegram, logs } = await run(() => ({
    ...answerOf({ text: 'پاسخ <محرمانه> & تازه [1]' }),
    id: 'Kq7-x_2',
  }));
  telegram.faults.next(1, MALFORMED, ['sendMessage']);
  telegram.send.privateText('یک');
  const shown = await telegram.waitFor(() => telegram.messages(USER)[0]);
  expect(shown.text).toContain('پاسخ <محرمانه> & تازه');
  expect(shown.text).toContain('90 درصد خاک');
  expect(shown).toMatchObject({ entities: [], buttons: [] });
  expect(logs.text()).toContain("answer: 'Kq7-x_2'");
  expect(logs.text()).not.toContain('محرمانه');
});

test('a message that is refused as plain text too is a short apology, with an id that stands in the log', async () => {
  const { telegram, logs } = await run(() => ({ ...answerOf(), id: 'Kq7-x_2' }));
  telegram.faults.next(2, MALFORMED, ['sendMessage']);
  telegram.send.privateText('یک');
  const shown = await telegram.waitFor(() => telegram.messages(USER)[0]);
  const [errorId = 'none'] = /[0-9a-f]{6}/u.exec(shown.text) ?? [];
  expect(shown.text).not.toContain('90 درصد');
  expect(logs.text()).toMatch(new RegExp(`errorId: '${errorId}',\\s+answer: 'Kq7-x_2'`, 'u'));
});

test('who blocked the bot is left alone, and others are answered', async () => {
  const { telegram } = await run(echo);
  const blocked: Fault = {
    kind: 'refusal',
    code: 403,
    description: 'Forbidden: bot was blocked by the user',
  };
  telegram.faults.next(1, blocked, ['sendMessage']);
  telegram.send.privateText('یک', { userId: 1 });
  await telegram.waitFor(() => telegram.log.some(({ status }) => status === 403));
  telegram.send.privateText('دو', { userId: 2 });
  await telegram.waitFor(() => telegram.messages(2)[0]);
  expect(telegram.messages(1)).toEqual([]);
});

test('a press is answered though the first answer to it failed', async () => {
  const { telegram, chat } = await run((() => ({ ...answerOf(), id: 'x' })) satisfies Core);
  telegram.send.privateText('یک');
  const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
  telegram.faults.next(1, { kind: 'serverError', code: 502 }, ['answerCallbackQuery']);
  telegram.send.press(answer, 'v:good:x');
  await telegram.waitFor(() => telegram.callbackAnswers[0]);
  expect(chat.judged).toEqual([['x', `telegram:${USER}`, 'good']]);
});

test('an answer that Telegram puts off for an hour comes then', async () => {
  const { telegram } = await run(echo);
  const hour: Fault = { kind: 'tooManyRequests', retryAfter: 3_600 };
  telegram.faults.next(1, hour, ['sendMessage']);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  telegram.send.privateText('یک');
  await expect
    .poll(() => telegram.log.some(({ status }) => status === 429), { timeout: 60_000 })
    .toBe(true);
  await vi.advanceTimersByTimeAsync(3_601_000);
  const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
  expect(answer.text).toContain('پاسخِ یک');
});
