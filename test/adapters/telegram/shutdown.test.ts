import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerOf } from './answers.js';
import { echo } from './core.js';
import { connect, emulate, GROUP, USER } from './setup.js';

test('at the end running questions are answered, later ones wait for the next start, none twice', async () => {
  const telegram = await emulate();
  let asked = 0;
  const first = await connect(telegram, async (question) => {
    asked += 1;
    await pause(150);
    return answerOf({ text: `${question} [1]` });
  });
  telegram.send.privateText('یک', { userId: 1 });
  telegram.send.privateText('دو', { userId: 2 });
  telegram.send.groupText('/ask سه');
  await telegram.waitFor(() => asked === 3);
  const stopped = first.platform.stop(5_000);
  await pause(20);
  telegram.send.privateText('چهار', { userId: 4 });
  await stopped;
  const answered = () => [1, 2, GROUP, 4].map((chat) => telegram.messages(chat).length);
  expect(answered()).toEqual([1, 1, 1, 0]);
  await connect(telegram, echo);
  await telegram.waitFor(() => telegram.messages(4)[0]);
  expect(answered()).toEqual([1, 1, 1, 1]);
});

test('a question that came in as the bot was stopped is not answered again at the next start', async () => {
  const telegram = await emulate();
  const stopped: Promise<void>[] = [];
  const first = await connect(telegram, (question) => {
    stopped.push(first.platform.stop(5_000));
    return answerOf({ text: `${question} [1]` });
  });
  telegram.send.privateText('یک');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  await Promise.all(stopped);
  const second = await connect(telegram, echo);
  telegram.send.privateText('دو', { userId: 2 });
  await telegram.waitFor(() => telegram.messages(2)[0]);
  expect(second.chat.asked.map(({ question }) => question)).toEqual(['دو']);
});

test('patience ends, and a question that takes longer does not hold the end up', async () => {
  const telegram = await emulate();
  let asked = 0;
  const { platform } = await connect(telegram, () => {
    asked += 1;
    return new Promise(() => {});
  });
  telegram.send.privateText('یک');
  await telegram.waitFor(() => asked === 1 && telegram.log.length > 0);
  await platform.stop(50);
  expect(telegram.messages(USER)).toEqual([]);
});

test('another copy of the bot that ends the polling does not end the bot', async () => {
  const telegram = await emulate();
  const { logs } = await connect(telegram, echo);
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/getUpdates`);
  await expect.poll(() => logs.text()).toContain('gives no updates');
  telegram.send.privateText('یک');
  await telegram.waitFor(() => telegram.messages(USER)[0]);
  expect(logs.text()).not.toContain(telegram.token.slice(11));
});

test('a token that Telegram no longer knows is told, and the bot does not poll on', async () => {
  const telegram = await emulate();
  const { platform, logs } = await connect(telegram, echo);
  telegram.faults.next(1, { kind: 'refusal', code: 401, description: 'Unauthorized' }, [
    'getUpdates',
  ]);
  telegram.send.privateText('یک');
  const lost = await platform.lost;
  expect(lost.message).toContain("the bot's token");
  expect(logs.text()).not.toContain('trying again');
});
