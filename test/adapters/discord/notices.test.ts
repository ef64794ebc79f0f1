import { expect, test } from 'vitest';
import { PERSIAN } from './answers.js';
import { CANNED, cannedChat, openBot } from './bot.js';
import { read } from './reading.js';

test('a message that only names the bot counts like a question: over the limit it is told so once, then nothing', async () => {
  let counted = 0;
  const admit = () => {
    counted += 1;
    return { kind: 'notice', text: 'کمی بعد', repeated: counted > 1 } as const;
  };
  const { discord, platform } = await openBot(cannedChat(() => CANNED, { admit }));
  const { channel, bot } = discord;
  const user = discord.addUser('نرگس');
  const mention = `<@${bot.id}>`;
  for (let count = 0; count < 4; count += 1)
    discord.send.message({ user, channel, content: mention });
  discord.send.message({ user, channel, content: `${mention} تجارت چند برابر شد؟` });
  const own = () => discord.messages(channel).filter(({ author }) => author.bot);
  await discord.when('answer', () => own().some(({ buttons }) => buttons.length > 0));
  await platform.stop(10_000);
  const texts = own().map(({ text }) => read(text));
  expect(texts).toHaveLength(2);
  expect(texts).toContain('کمی بعد');
  expect(texts.join('\n')).toContain(PERSIAN.text);
});
