import { describe, expect, test } from 'vitest';
import type { TelegramEmulator } from '../../support/telegram/emulator.js';
import type { Fault } from '../../support/telegram/faults.js';
import { answerOf, citationOf } from './answers.js';
import { chatOver, echo } from './core.js';
import { connect, emulate, GROUP, run } from './setup.js';

const TOPIC = 42;
const SUPERGROUP = -1_001_000_000_002;

function refusal(description: string, parameters = {}): Fault {
  return { kind: 'refusal', code: 400, description: `Bad Request: ${description}`, parameters };
}

const sendsOf = (telegram: TelegramEmulator) =>
  telegram.log.filter(({ method }) => method === 'sendMessage').map(({ payload }) => payload);

describe('in a forum', () => {
  test('all parts of a long source stand in the topic of its answer', async () => {
    const telegram = await emulate();
    const paragraph = 'جمله‌ای دراز دربارهٔ نشست مسکو و دمشق. '.repeat(300);
    const citation = citationOf({ quote: paragraph.slice(0, 38), start: 0 });
    const core = chatOver(() => ({ ...answerOf(), id: 'x' }));
    await connect(telegram, { ...core, source: async () => ({ citation, paragraph }) });
    telegram.send.groupText('/ask یک', { topic: TOPIC });
    const answer = await telegram.waitFor(() => telegram.messages(GROUP)[0]);
    telegram.send.press(answer, 's:fa:x:1');
    await telegram.waitFor(() => telegram.messages(GROUP).length > 2);
    const [, first, ...others] = sendsOf(telegram);
    expect(first).toMatchObject({
      message_thread_id: TOPIC,
      reply_parameters: { message_id: answer.messageId },
    });
    expect(others.map(({ message_thread_id }) => message_thread_id)).toEqual(
      others.map(() => TOPIC),
    );
    for (const { thread } of telegram.messages(GROUP)) expect(thread).toBe(TOPIC);
  });

  test('an answer whose topic is gone meanwhile comes without it', async () => {
    const { telegram } = await run(echo);
    telegram.faults.next(1, refusal('message thread not found'), ['sendMessage']);
    telegram.send.groupText('/ask یک', { topic: TOPIC });
    const answer = await telegram.waitFor(() => telegram.messages(GROUP)[0]);
    expect(answer.text).toContain('پاسخِ یک');
    expect(answer.buttons).not.toEqual([]);
    expect(sendsOf(telegram).map(({ message_thread_id }) => message_thread_id)).toEqual([
      TOPIC,
      undefined,
    ]);
  });
});

test('an answer to a group that became a supergroup meanwhile goes there, and replies to none of its messages', async () => {
  const { telegram } = await run(echo);
  telegram.send.groupText('گپ', { groupId: SUPERGROUP });
  const upgraded = refusal('group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: SUPERGROUP,
  });
  telegram.faults.next(1, upgraded, ['sendMessage']);
  telegram.send.groupText('/ask یک');
  const answer = await telegram.waitFor(() => telegram.messages(SUPERGROUP)[0]);
  expect(answer.text).toContain('پاسخِ یک');
  expect(answer.buttons).not.toEqual([]);
  expect(answer.replyTo).toBeUndefined();
  expect(telegram.messages(GROUP)).toEqual([]);
});

test('what follows an answer that went to the supergroup changes it there, and comes in no second message', async () => {
  const { telegram } = await run(echo);
  telegram.send.groupText('گپ', { groupId: SUPERGROUP });
  const upgraded = refusal('group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: SUPERGROUP,
  });
  telegram.faults.next(1, upgraded, ['sendMessage']);
  const question = telegram.send.groupText('/ask یک');
  await telegram.waitFor(() => telegram.messages(SUPERGROUP)[0]);
  telegram.send.editText(question, '/ask دو');
  await telegram.waitFor(() => telegram.messages(SUPERGROUP)[0]?.edits === 1);
  expect(telegram.messages(SUPERGROUP)).toMatchObject([
    { text: expect.stringContaining('پاسخِ دو') },
  ]);
  expect(telegram.messages(GROUP)).toEqual([]);
});

test.each([
  'TOPIC_CLOSED',
  'CHAT_WRITE_FORBIDDEN',
  'have no rights to send a message',
  'not enough rights to send text messages to the chat',
])(
  'a chat that takes no answer (%s) is left alone: it is no fault of the answer',
  async (words) => {
    const { telegram, logs } = await run(echo);
    telegram.faults.next(9, refusal(words), ['sendMessage']);
    telegram.send.groupText('/ask یک');
    await expect
      .poll(() => logs.text(), { timeout: 60_000 })
      .toContain('a Telegram chat takes no answer');
    expect(sendsOf(telegram)).toHaveLength(1);
    expect(logs.text()).not.toContain('refuses the form');
  },
);
