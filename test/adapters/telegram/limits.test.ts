import { setTimeout as pause } from 'node:timers/promises';
import type { Transformer } from 'grammy';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPacer } from '../../../adapters/telegram/pace.js';
import type { TelegramEmulator } from '../../support/telegram/emulator.js';
import { answerOf, citationOf } from './answers.js';
import { GROUP, run } from './setup.js';

interface Sent {
  readonly chat: number;
  readonly at: number;
}

/** The most messages in any stretch of so many milliseconds that begins with one of them. */
function most(sent: readonly Sent[], perMs: number): number {
  const times = sent.map(({ at }) => at).toSorted((a, b) => a - b);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length),
  );
}

function mostInAChat(sent: readonly Sent[], perMs: number): number {
  const chats = [...new Set(sent.map(({ chat }) => chat))];
  return Math.max(
    ...chats.map((one) =>
      most(
        sent.filter(({ chat }) => chat === one),
        perMs,
      ),
    ),
  );
}

/** All that the bot sent and edited, refused or not. */
function sentTo(telegram: TelegramEmulator): readonly Sent[] {
  return telegram.log
    .filter(({ method }) => method === 'sendMessage' || method === 'editMessageText')
    .map(({ payload, at }) => ({ chat: Number(payload.chat_id), at }));
}

/** Of the emulator's clock, a call may come a little later than it was sent. */
const SECOND = 950;

test('50 people who ask at once are answered within the limits, and none waits for all others', async () => {
  const { telegram } = await run(async (question) => {
    await pause(300);
    return answerOf({ text: `${question} [1]` });
  });
  const people = Array.from({ length: 50 }, (_, index) => index + 1);
  for (const userId of people) telegram.send.privateText(`پرسش ${userId}`, { userId });
  await telegram.waitFor(() => people.every((userId) => telegram.messages(userId).length === 1));
  const sent = sentTo(telegram);
  expect(most(sent, SECOND)).toBe(30);
  expect(mostInAChat(sent, SECOND)).toBe(1);
  expect(telegram.log.filter(({ outcome }) => outcome === 'flood')).toEqual([]);
});

test('long answers in a group and in private chats, with edits between them, stay within the limits', async () => {
  const { telegram } = await run((question) =>
    answerOf({
      text: `${question}\n\n${'خبر '.repeat(1_500)}[1]`,
      citations: [citationOf({ quote: 'نقل '.repeat(700) })],
    }),
  );
  telegram.send.groupText('/ask یک');
  telegram.send.groupText('/ask دو');
  const question = telegram.send.privateText('سه', { userId: 1 });
  telegram.send.editText(question, 'چهار');
  await telegram.waitFor(
    () =>
      telegram.messages(GROUP).length === 6 &&
      telegram.messages(1).filter(({ edits }) => edits > 0).length === 3,
    60_000,
  );
  expect(mostInAChat(sentTo(telegram), SECOND)).toBe(1);
  expect(telegram.log.filter(({ outcome }) => outcome === 'flood')).toEqual([]);
});

describe('the pacer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Makes calls that take so long each, lets time pass, and gives when each call began. */
  async function paced(
    calls: readonly (readonly [method: 'sendMessage' | 'sendChatAction', chat: number])[],
    took: number,
    forMs: number,
  ): Promise<readonly Sent[]> {
    const began: Sent[] = [];
    const { transformer: pacer } = createPacer(new AbortController().signal);
    const answer = { ok: true, result: true } as never;
    const prev: Parameters<Transformer>[0] = async (_method, payload) => {
      const { chat_id: chat } = payload as unknown as { chat_id: number };
      began.push({ chat, at: Date.now() });
      await pauseFake(took);
      return answer;
    };
    for (const [method, chat_id] of calls) void pacer(prev, method, { chat_id } as never);
    await vi.advanceTimersByTimeAsync(forMs);
    return began;
  }

  const pauseFake = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const times = (count: number, chat: number) =>
    Array.from({ length: count }, () => ['sendMessage', chat] as const);

  test('lets a group have 20 messages in any minute', async () => {
    const began = await paced(times(45, GROUP), 5, 200_000);
    expect(began).toHaveLength(45);
    expect(most(began, 60_000)).toBe(20);
    expect(most(began, 1_000)).toBe(1);
  });

  test('lets all chats have 30 messages in any second, however slow the answers are', async () => {
    const calls = Array.from({ length: 120 }, (_, chat) => ['sendMessage', chat + 1] as const);
    for (const took of [1, 900]) {
      const began = await paced(calls, took, 20_000);
      expect(began).toHaveLength(120);
      expect(most(began, 1_000)).toBe(30);
    }
  });

  test('counts a second from the end of a call, whenever within it Telegram counted', async () => {
    const began = await paced(times(2, 1), 400, 5_000);
    expect((began[1]?.at ?? 0) - (began[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_400);
  });

  test('does not hold back a chat for another, nor a typing action at all', async () => {
    const began = await paced(
      [...times(3, 1), ...times(1, 2), ['sendChatAction', 1], ['sendChatAction', 1]],
      5,
      100,
    );
    expect(began.map(({ chat }) => chat).toSorted()).toEqual([1, 1, 1, 2]);
  });
});

test('one chat that floods the bot does not keep another from its answer', async () => {
  const { telegram } = await run(() => answerOf());
  for (let count = 0; count < 2_100; count += 1) telegram.send.privateText('باز', { userId: 7 });
  telegram.send.privateText('پرسش', { userId: 8 });
  const answer = await telegram.waitFor(() => telegram.messages(8)[0]);
  expect(answer.text).toContain('90 درصد');
});
