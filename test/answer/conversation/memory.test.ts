import { expect, test } from 'vitest';
import { createConversations } from '../../../src/answer/conversation/memory.js';
import { ask, conversationsContract } from '../../support/conversations-contract.js';

conversationsContract('in memory', async (now) => {
  const all = createConversations(now);
  return { processes: [all, all], close: async () => {} };
});

test('of a thousand and one conversations the one that was silent longest is forgotten', async () => {
  const all = createConversations();
  for (let at = 0; at < 1000; at += 1) await ask(all, `place ${at}`, '1');
  await ask(all, 'place 0', '2');
  await ask(all, 'another', '1');
  expect(await ask(all, 'place 0', '3')).toEqual(['1', '2']);
  expect(await ask(all, 'place 1', '2')).toEqual([]);
});
