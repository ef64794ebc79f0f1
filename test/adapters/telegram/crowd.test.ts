import { expect, test } from 'vitest';
import { answerOf } from './answers.js';
import { type Core, chatOver, echo } from './core.js';
import { connect, emulate, GROUP, run } from './setup.js';

/** A core that answers what begins with «کند» only when the test lets it. */
function heldCore() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const core: Core = async (question) => {
    if (question.startsWith('کند')) await held;
    return answerOf({ text: `پاسخِ ${question} [1]` });
  };
  return { core, release };
}

test('talk in a group that is not for the bot costs no question its answer, however lively', async () => {
  const { core, release } = heldCore();
  const { telegram, chat } = await run(core);
  telegram.send.groupText('/ask کند', { userId: 1 });
  for (let count = 0; count < 60; count += 1) {
    telegram.send.groupText(`گپ دوستانه ${count}`, { userId: 100 + count });
  }
  const talk = telegram.send.groupText('گپ دیگر', { userId: 3 });
  for (let count = 0; count < 60; count += 1) telegram.send.editText(talk, `گپ دیگر ${count}`);
  telegram.send.groupText('/ask دومین پرسش', { userId: 2 });
  // Updates come in order: what was sent before this is taken in by then.
  telegram.send.privateText('سوم', { userId: 9 });
  await telegram.waitFor(() => telegram.messages(9)[0]);
  release();
  await telegram.waitFor(() => telegram.messages(GROUP).length === 2);
  expect(chat.asked.map(({ question }) => question)).toEqual(['کند', 'سوم', 'دومین پرسش']);
});

test('who asks where too many questions wait is told so, each person once', async () => {
  const { core } = heldCore();
  const { telegram, platform } = await run(core);
  for (let count = 0; count < 43; count += 1) {
    telegram.send.groupText(`/ask کند ${count}`, { userId: 1 });
  }
  const late = telegram.send.groupText('/ask و من؟', { userId: 2, languageCode: 'en' });
  await telegram.waitFor(() => telegram.messages(GROUP).length === 2);
  // What is still to be sent is sent by then.
  await platform.stop(2_500);
  const [first, second, ...others] = telegram.messages(GROUP);
  expect(first?.text).toContain('اکنون پرسش‌های زیادی در صف است');
  expect(second).toMatchObject({
    replyTo: late.message_id,
    text: expect.stringContaining('Many questions are waiting'),
  });
  expect(others).toEqual([]);
});

test('presses and inline queries that are not let in are answered, so that nothing hangs', async () => {
  const telegram = await emulate();
  const before = await connect(telegram, () => ({ ...answerOf(), id: 'x' }));
  telegram.send.privateText('یک', { userId: 1 });
  const answer = await telegram.waitFor(() => telegram.messages(1)[0]);
  await before.platform.stop(1_000);
  const { chat } = await connect(telegram, echo, { chats: [2] });
  telegram.send.press(answer, 'v:good:x', { userId: 1 });
  telegram.send.inlineQuery('پرسش', { userId: 1 });
  await telegram.waitFor(
    () => telegram.callbackAnswers.length === 1 && telegram.inlineAnswers.length === 1,
  );
  expect(telegram.inlineAnswers[0]?.results).toEqual([]);
  expect(chat.asked).toEqual([]);
  expect(chat.judged).toEqual([]);
});

test('a press among too many is told to wait', async () => {
  const telegram = await emulate();
  const core = chatOver(() => ({ ...answerOf(), id: 'x' }));
  await connect(telegram, { ...core, judge: () => new Promise(() => {}) });
  telegram.send.privateText('یک', { userId: 1 });
  const answer = await telegram.waitFor(() => telegram.messages(1)[0]);
  for (let count = 0; count < 42; count += 1) {
    telegram.send.press(answer, 'v:good:x', { userId: 1 });
  }
  await telegram.waitFor(() => telegram.callbackAnswers.length === 2);
  for (const { text } of telegram.callbackAnswers) expect(text).toContain('در صف است');
});
