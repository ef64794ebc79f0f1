import { expect, test, vi } from 'vitest';
import type { Reply } from '../../../adapters/chat.js';
import type { DiscordEmulator } from '../../support/discord/emulator.js';
import { answerOf, citation } from './answers.js';
import { cannedChat, openBot } from './bot.js';
import { read } from './reading.js';

const FIRST = 'در مسکو چه گذشت؟';
const SECOND = 'در دمشق چه گذشت؟';

const own = (discord: DiscordEmulator) => discord.messages().filter(({ author }) => author.bot);

/** An answer that names its question, in as many sentences. */
function answerTo(question: string, sentences = 1): Reply {
  const text = `${`پاسخ به ${question} `.repeat(sentences)}[1]`;
  const citations = [citation({ quote: `نقل برای ${question}` })];
  return { kind: 'answer', id: 'a1', answer: answerOf({ text, citations }) };
}

/** Has somebody ask by a mention; what is asked then can be changed. */
function mention({ bot, channel, send, addUser }: DiscordEmulator, question: string) {
  const asking = (text: string) => `<@${bot.id}> ${text}`.trim();
  const { id } = send.message({ user: addUser('نرگس'), channel, content: asking(question) });
  return { change: (text: string) => send.editMessage(id, asking(text)) };
}

test('a question that is changed while the parts of its answer are sent keeps that answer, alone', async () => {
  const chat = cannedChat((question) => answerTo(question, 300));
  const { discord, platform, lines } = await openBot(chat);
  const asked = mention(discord, FIRST);
  await discord.when('first part', () => own(discord)[0]);
  asked.change(SECOND);
  await discord.when('last part', () => own(discord).some(({ buttons }) => buttons.length > 0));
  await platform.stop(30_000);
  expect(own(discord).length).toBeGreaterThan(1);
  for (const { text } of own(discord)) expect(read(text)).not.toContain(SECOND);
  expect(chat.asked.map(({ question }) => question)).toEqual([FIRST]);
  expect(lines.map(({ level }) => level)).toEqual(['info']);
});

test('a question that is changed while its answer is being kept is answered as it is now, once', async () => {
  const chat = cannedChat(async (question) => {
    // The core has its answer, and ends no more: it writes it down.
    if (question === FIRST) {
      asked.change(SECOND);
      await vi.waitFor(() => expect(chat.askings[0]?.signal?.aborted).toBe(true), 30_000);
    }
    return answerTo(question);
  });
  const { discord, platform } = await openBot(chat);
  const asked = mention(discord, FIRST);
  await discord.when('answer', () =>
    own(discord).some(({ text }) => read(text).includes(`پاسخ به ${SECOND}`)),
  );
  await platform.stop(30_000);
  expect(own(discord)).toHaveLength(1);
});

test('a question of which only the mention is left keeps the answer that is on its way', async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const chat = cannedChat(async (question) => {
    if (question === FIRST) await finished;
    return answerTo(question);
  });
  const { discord } = await openBot(chat);
  const asked = mention(discord, FIRST);
  await discord.when('question', () => chat.asked.length === 1);
  asked.change('');
  // What comes after it shows that the bot has heard of it.
  mention(discord, SECOND);
  await discord.when('next answer', () => own(discord)[0]);
  expect(chat.askings[0]?.signal?.aborted).toBe(false);
  finish();
  await discord.when('answer', () => own(discord)[1]);
  expect(read(own(discord)[1]?.text ?? '')).toContain(`پاسخ به ${FIRST}`);
});
