import { describe, expect, test } from 'vitest';
import { startDiscord } from '../../../adapters/discord/start.js';
import type { DiscordEmulator } from '../../support/discord/emulator.js';
import { answered, ask, cannedChat, keptLog, openBot, startBot } from './bot.js';
import { read } from './reading.js';

const QUESTION = 'حجم تجارت چقدر است؟';

const registrations = (discord: DiscordEmulator) =>
  discord.calls(/^(?:PUT|POST) .applications/).length;

describe('the command', () => {
  test('is registered once, and again only when it differs', async () => {
    const { discord, platform } = await openBot(cannedChat());
    expect(discord.commands()).toMatchObject([
      {
        name: 'ask',
        options: [
          { name: 'question', required: true },
          ...['source', 'from', 'to', 'category', 'language'].map((name) => ({ name })),
        ],
        contexts: [0, 1],
      },
      { name: 'new', contexts: [0, 1] },
    ]);
    expect(registrations(discord)).toBe(1);
    await platform.stop(1000);
    const again = await startBot(discord, cannedChat());
    expect(registrations(discord)).toBe(1);
    await again.platform.stop(1000);

    const [command] = discord.commands() as { id: string }[];
    const path = `${discord.url}/v10/applications/${discord.bot.id}/commands`;
    await fetch(path, {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify([{ ...command, description_localizations: { tr: 'Sor' } }]),
    });
    await startBot(discord, cannedChat());
    expect(registrations(discord)).toBe(3);
    expect(discord.commands()).toMatchObject([
      { name: 'ask', description_localizations: null },
      { name: 'new' },
    ]);
  });
});

describe('places', () => {
  test('outside the allowed guilds and channels a command is declined to its person alone', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat, { guilds: ['1'], channels: ['2'] });
    const asked = ask(discord, 'Who?');
    const [declined] = await discord.when(
      'notice',
      () => asked.answers().length > 0 && asked.answers(),
    );
    expect(declined).toMatchObject({
      text: 'I do not answer in this channel.',
      ephemeralFor: { username: 'نرگس' },
    });
    expect(chat.asked).toEqual([]);
  });

  test('outside them the buttons of an earlier answer are declined too, and nothing is shown or kept', async () => {
    const { discord, platform } = await openBot(cannedChat());
    const { id } = await answered(discord, ask(discord, QUESTION));
    await platform.stop(1000);
    const shown: string[] = [];
    const chat = cannedChat(undefined, {
      source: async (answerId) => {
        shown.push(answerId);
        return null;
      },
    });
    await startBot(discord, chat, { channels: ['2'] });
    const user = discord.addUser('رضا');
    for (const customId of ['s:answer-1:1', 'v:answer-1:good']) {
      const pressed = discord.send.button({ messageId: id, customId, user });
      const [declined] = await discord.when(
        'notice',
        () => pressed.answers().length > 0 && pressed.answers(),
      );
      expect(read(declined?.text ?? '')).toBe('در این کانال پاسخ نمی‌دهم.');
      expect(declined?.ephemeralFor).toMatchObject({ id: user.id });
    }
    expect(shown).toEqual([]);
    expect(chat.judged).toEqual([]);
  });

  test('an allowed channel is answered in, another of its guild and direct messages are not', async () => {
    const chat = cannedChat();
    const discord = (await openBot(cannedChat())).discord;
    const guild = discord.addGuild('دیگر', ['یک', 'دو']);
    const [one, two] = guild.channels;
    if (one === undefined || two === undefined) throw new Error('no channels');
    await startBot(discord, chat, { channels: [one.id] });
    const user = discord.addUser('نرگس');
    const content = `<@${discord.bot.id}> ${QUESTION}`;
    for (const channel of [discord.directChannel(user), two, one]) {
      discord.send.message({ user, channel, content });
    }
    await discord.when('answer', () => discord.messages(one).length > 1);
    expect(chat.asked).toHaveLength(1);
  });

  test('an allowed guild is answered in', async () => {
    const { discord } = await openBot(cannedChat());
    const chat = cannedChat();
    const guild = discord.addGuild('دیگر', ['یک']);
    await startBot(discord, chat, { guilds: [guild.id] });
    const [channel] = guild.channels;
    const user = discord.addUser('نرگس');
    if (channel === undefined) throw new Error('no channel');
    discord.send.message({ user, channel, content: `<@${discord.bot.id}> ${QUESTION}` });
    await discord.when('question', () => chat.asked.length === 1);
  });
});

describe('refusals at the start', () => {
  const start = async (token: string, messageContent: boolean) => {
    const { discord } = await openBot(cannedChat(), {}, { messageContent: false });
    const { log } = keptLog();
    return startDiscord({ token, messageContent, apiRoot: discord.url, log }, cannedChat());
  };

  test('a wrong token is named, not shown', async () => {
    await expect(start('wrong-token', false)).rejects.toThrow('Discord refuses the bot token.');
    await expect(start('wrong-token', false)).rejects.not.toThrow('wrong-token');
  });

  test('an intent that is switched off in the portal is named', async () => {
    await expect(start('emulated-bot-token', true)).rejects.toThrow('Message Content intent');
  });
});

describe('the log', () => {
  test('has the id that the person sees when the core throws, and neither question nor token', async () => {
    const chat = cannedChat(() => {
      throw new Error('the core broke');
    });
    const { discord, lines } = await openBot(chat);
    const { text } = await answered(discord, ask(discord, QUESTION));
    const errorId = /[0-9a-f]{6}/.exec(read(text))?.[0];
    expect(text).toContain('شناسهٔ خطا');
    expect(lines).toContainEqual({
      level: 'error',
      details: { err: expect.objectContaining({ message: 'the core broke' }), errorId },
      message: expect.any(String),
    });
    const written = JSON.stringify(lines, (_, value) =>
      value instanceof Error ? { ...value, message: value.message } : value,
    );
    expect(written).not.toContain(QUESTION);
    expect(written).not.toContain(discord.token);
  });

  test('has what Discord refused, without the text of the answer', async () => {
    const chat = cannedChat();
    const { discord, lines } = await openBot(chat);
    const user = discord.addUser('نرگس');
    const { channel } = discord;
    // Each try fails: the SDK's own and ours.
    discord.faults.next(100, { kind: 'status', status: 500, when: 'before' }, /^POST .*messages$/);
    discord.send.message({ user, channel, content: `<@${discord.bot.id}> ${QUESTION}` });
    await discord.when('log', () => lines.filter(({ level }) => level === 'error').length === 2);
    const written = JSON.stringify(lines.map(({ details }) => ({ ...details })));
    expect(written).not.toContain('3.5');
    expect(written).not.toContain(QUESTION);
  });
});
