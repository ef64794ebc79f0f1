import { setTimeout as pause } from 'node:timers/promises';
import { Api } from 'grammy';
import type { Message, UserFromGetMe } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSaying } from '../../adapters/discord/saying.js';
import { type Drafts, paceDrafts } from '../../adapters/drafts.js';
import { answeringOf } from '../../adapters/telegram/answering.js';
import { createDelivery } from '../../adapters/telegram/delivery.js';
import { draftsIn } from '../../adapters/telegram/drafting.js';
import { createMessageIds } from '../../adapters/telegram/message-ids.js';
import { tolerant } from '../../adapters/telegram/replies.js';
import { openLocalMemory } from '../../src/records/local.js';

const draft = (text: string) => ({ text, citations: [] });
const unexpected = (cause: unknown) => {
  throw cause;
};

test('the first draft is shown at once, then the latest of those that came meanwhile', async () => {
  const shown: string[] = [];
  const drafts = paceDrafts(async (text) => void shown.push(text), 30, unexpected);
  for (const text of ['یک', 'یک دو', 'یک دو سه']) drafts.onDraft(draft(text));
  expect(shown).toEqual(['یک']);
  await expect.poll(() => shown).toEqual(['یک', 'یک دو سه']);
  await drafts.end();
});

test('a draft is never shown while another is', async () => {
  let running = 0;
  let most = 0;
  const drafts = paceDrafts(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(5);
      running -= 1;
    },
    1,
    unexpected,
  );
  for (let at = 0; at < 30; at += 1) {
    drafts.onDraft(draft(`جمله ${at}`));
    await pause(2);
  }
  await drafts.end();
  expect(most).toBe(1);
});

test('the end waits for what is being shown, and nothing is shown after it', async () => {
  const shown: string[] = [];
  let release = () => {};
  const drafts = paceDrafts(
    (text) => {
      shown.push(text);
      return new Promise((resolve) => {
        release = resolve;
      });
    },
    1,
    unexpected,
  );
  drafts.onDraft(draft('یک'));
  drafts.onDraft(draft('یک دو'));
  let isOver = false;
  const ending = drafts.end().then(() => {
    isOver = true;
  });
  await pause(10);
  expect(isOver).toBe(false);
  release();
  await ending;
  drafts.onDraft(draft('یک دو سه'));
  await pause(10);
  expect(shown).toEqual(['یک']);
});

test('a draft that cannot be shown is told, and the next is tried', async () => {
  const failures: unknown[] = [];
  const shown: string[] = [];
  const drafts = paceDrafts(
    async (text) => {
      if (text === 'یک') throw new Error('refused');
      shown.push(text);
    },
    1,
    (cause) => failures.push(cause),
  );
  drafts.onDraft(draft('یک'));
  drafts.onDraft(draft('یک دو'));
  await expect.poll(() => shown).toEqual(['یک دو']);
  await drafts.end();
  expect(failures).toHaveLength(1);
});

describe('however fast an answer is written', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const failing = () => expect.unreachable('nothing fails here');
  const log = { info: failing, warn: failing, error: failing };

  /** The times between the drafts of an answer that is written for a minute, ten words a second. */
  async function pauses(open: (show: () => void) => Drafts): Promise<readonly number[]> {
    const times: number[] = [];
    const drafts = open(() => times.push(Date.now()));
    for (let word = 0; word < 600; word += 1) {
      drafts.onDraft(draft(`واژهٔ ${word}`));
      await vi.advanceTimersByTimeAsync(100);
    }
    await drafts.end();
    return times.slice(1).map((time, at) => time - (times[at] ?? 0));
  }

  /** Drafts on Telegram, in a chat of this type, over an API that takes all. */
  function onTelegram(type: 'private' | 'supergroup', show: () => void): Drafts {
    const memory = openLocalMemory(null);
    onTestFinished(() => memory.close());
    const api = new Api('7000000001:token');
    api.config.use(async () => {
      show();
      return { ok: true, result: { message_id: 2 } } as never;
    });
    const delivery = createDelivery(api, createMessageIds(), log);
    const message = { message_id: 1, chat: { id: 1, type } } as Message;
    const replies = tolerant(memory.records, log);
    const me = { id: 7_000_000_001 } as UserFromGetMe;
    const edition = { at: 1, number: 1 };
    const asked = { place: 'telegram:7000000001/1', messageId: 1, edition, digest: 'd' };
    const answering = answeringOf(replies, asked);
    return draftsIn({ delivery, replies, log, me }, answering, message, 'fa', () => {});
  }

  // What the platforms take: one message a second in a chat, 20 a minute in a group; 5 in 5 seconds.
  test.each([
    ['in a private chat of Telegram', 'private', 1_000],
    ['in a group of Telegram', 'supergroup', 3_000],
  ] as const)('drafts %s keep its pace, and are seen', async (_where, chat, least) => {
    const between = await pauses((show) => onTelegram(chat, show));
    expect(Math.min(...between)).toBeGreaterThan(least);
    expect(Math.max(...between)).toBeLessThan(2 * least);
  });

  test('drafts on Discord leave room for other messages, and are seen', async () => {
    const show = (drafted: () => void) => createSaying(log).draftsOf('fa', async () => drafted());
    const between = await pauses(show);
    expect(Math.min(...between)).toBeGreaterThan(1_000);
    expect(Math.max(...between)).toBeLessThan(2_000);
  });
});
