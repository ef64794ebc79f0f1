import { expect, test } from 'vitest';
import type { Reply } from '../../../adapters/chat.js';
import { answered, ask, CANNED, cannedChat, openBot } from './bot.js';

/** A core that answers nobody before it is told to. */
function waitingChat() {
  let release = () => {};
  const released = new Promise<Reply>((resolve) => {
    release = () => resolve(CANNED);
  });
  return { chat: cannedChat(() => released), release: () => release() };
}

test('50 people at once in 50 channels are all asked for at once, and each is answered once', async () => {
  const { chat, release } = waitingChat();
  const { discord } = await openBot(chat);
  const names = Array.from({ length: 50 }, (_, index) => `کانال-${index}`);
  const { channels } = discord.addGuild('بزرگ', names);
  const asked = channels.map((channel, index) => {
    if (index % 2 === 0) return ask(discord, `پرسش ${index}`, channel);
    const user = discord.addUser(`شخص ${index}`);
    const content = `<@${discord.bot.id}> پرسش ${index}`;
    discord.send.message({ user, channel, content });
    return null;
  });
  // None waits for another's answer: the core has all 50 before it answers any.
  await discord.when('all questions', () => chat.asked.length === 50);
  release();
  for (const one of asked) if (one !== null) await answered(discord, one);
  const answers = () => discord.messages().filter(({ author }) => author.bot);
  await discord.when('all answers', () => answers().length === 50);
  expect(new Set(answers().map(({ channel }) => channel.id)).size).toBe(50);
});

test('a slow answer in a channel does not hold up the next', async () => {
  let release = (_: Reply) => {};
  const slow = new Promise<Reply>((resolve) => {
    release = resolve;
  });
  const { discord } = await openBot(cannedChat((question) => (question === 'کند' ? slow : CANNED)));
  const first = ask(discord, 'کند');
  await answered(discord, ask(discord, 'تند'));
  expect(first.answers().every(({ loading }) => loading)).toBe(true);
  release(CANNED);
  await answered(discord, first);
});

test('stopping takes no more questions and waits for the answers under way', async () => {
  const { chat, release } = waitingChat();
  const { discord, platform, lines } = await openBot(chat);
  const user = discord.addUser('سارا');
  const channel = discord.directChannel(user);
  const asked = ask(discord, 'یک');
  discord.send.message({ user, channel, content: 'دو' });
  await discord.when('questions', () => chat.asked.length === 2);
  let isStopped = false;
  const stopping = platform.stop(10_000).then(() => {
    isStopped = true;
  });
  ask(discord, 'سه');
  discord.send.message({ user, channel, content: 'چهار' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isStopped).toBe(false);
  release();
  await stopping;
  expect(asked.answers()[0]?.buttons).toHaveLength(3);
  expect(discord.messages(channel).filter(({ author }) => author.bot)).toHaveLength(1);
  expect(chat.asked.map(({ question }) => question)).toEqual(['یک', 'دو']);
  expect(lines.map(({ level }) => level)).toEqual(['info']);
  expect(() => ask(discord, 'پنج')).toThrow('no bot is logged in');
});

test('stopping waits no longer than it is told to', async () => {
  const { chat } = waitingChat();
  const { discord, platform, lines } = await openBot(chat);
  ask(discord, 'یک');
  await discord.when('question', () => chat.asked.length === 1);
  await platform.stop(20);
  expect(lines.at(-1)).toMatchObject({ level: 'warn', details: { unfinished: 1 } });
});
