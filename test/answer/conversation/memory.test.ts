import { expect, test, vi } from 'vitest';
import { IDLE } from '../../../src/answer/conversation/conversations.js';
import { createConversations } from '../../../src/answer/conversation/memory.js';
import { ask, conversationsContract } from '../../support/conversations-contract.js';

conversationsContract('in memory', async (now) => {
  const all = createConversations(now);
  return { processes: [all, all], close: async () => {} };
});

test('a conversation is forgotten in its time also where nobody asks anything more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const start = Date.now();
    let time = start;
    const all = createConversations(() => time);
    await ask(all, 'a', '1');
    time = start + IDLE / 2;
    await ask(all, 'b', '1');
    time = start + IDLE;
    vi.advanceTimersByTime(IDLE);
    // Back to where both would still go on, had the first not been forgotten.
    time = start + 1;
    expect(await ask(all, 'a', '2')).toEqual([]);
    expect(await ask(all, 'b', '2')).toEqual(['1']);
  } finally {
    vi.useRealTimers();
  }
});

test('of a thousand and one conversations the one that was silent longest is forgotten', async () => {
  const all = createConversations();
  for (let at = 0; at < 1000; at += 1) await ask(all, `place ${at}`, '1');
  await ask(all, 'place 0', '2');
  await ask(all, 'another', '1');
  expect(await ask(all, 'place 0', '3')).toEqual(['1', '2']);
  expect(await ask(all, 'place 1', '2')).toEqual([]);
});
