import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../adapters/chat.js';
import type { DiscordEmulator } from '../../support/discord/emulator.js';
import type { EmulatedChannel, EmulatedUser, MessageView } from '../../support/discord/types.js';
import { ABSTENTION, answerOf, citation, ENGLISH, PERSIAN } from './answers.js';
import { answered, ask, CANNED, cannedChat, openBot, startBot } from './bot.js';
import { read } from './reading.js';

const QUESTION = 'حجم تجارت سوریه و روسیه چند برابر شد؟';
const PARAGRAPH = `وی گفت: ${PERSIAN.citations[0]?.quote} این خبر را سانا داد.`;

const notice = (text: string): Reply => ({ kind: 'notice', text });

/** The bot's messages in a channel, once there are so many. */
function said(discord: DiscordEmulator, channel: EmulatedChannel, count = 1) {
  return discord.when<readonly MessageView[]>(`${count} answers`, () => {
    const own = discord.messages(channel).filter(({ author }) => author.bot);
    return own.length >= count && own;
  });
}

/** Presses a button and waits for what only the presser sees. */
function press(discord: DiscordEmulator, messageId: string, customId: string, user: EmulatedUser) {
  const pressed = discord.send.button({ messageId, customId, user });
  return discord.when<readonly MessageView[]>('shown', () => {
    const answers = pressed.answers().filter(({ loading }) => !loading);
    return answers.length > 0 && answers;
  });
}

describe('a slash command', () => {
  test('is answered once with markers, sources and buttons', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const asked = ask(discord, QUESTION);
    const answer = await answered(discord, asked);
    expect(read(answer.text)).toContain(`${PERSIAN.text}\n### منابع\n**[1] برگزاری`);
    expect(answer.buttons.map(({ label }) => label)).toEqual(['منبع 1', '👍', '👎']);
    expect(asked.answers()).toHaveLength(1);
    expect(chat.asked).toEqual([
      { person: expect.stringMatching(/^discord:\d+$/), question: QUESTION },
    ]);
  });

  test('without a word gets told how to ask, for their eyes alone, and reaches no core', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const asked = ask(discord, '\u00a0 ');
    const [shown] = await discord.when('help', () => asked.answers().length > 0 && asked.answers());
    expect(read(shown?.text ?? '')).toContain('پرسش خود را با واژه‌ها بنویسید');
    expect(shown).toMatchObject({ ephemeralFor: { username: 'نرگس' }, buttons: [] });
    expect(chat.asked).toEqual([]);
  });

  test('asks within what its options say', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const options = {
      question: QUESTION,
      source: 'ایسنا، خبر آنلاین',
      from: '۱۴۰۰/۰۵/۰۱',
      category: 'ورزش',
      language: 'فارسی',
    };
    const { channel } = discord;
    const user = discord.addUser('نرگس');
    await answered(discord, discord.send.slashCommand({ name: 'ask', options, user, channel }));
    expect(chat.askings[0]?.filter).toEqual({
      sources: ['ایسنا', 'خبر آنلاین'],
      from: '2021-07-23',
      to: null,
      categories: ['ورزش'],
      languages: ['fa'],
    });
    await answered(discord, ask(discord, QUESTION));
    expect(chat.askings[1]?.filter).toBeNull();
  });

  test('with an option that cannot be read gets told which, for their eyes alone', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const { channel } = discord;
    const user = discord.addUser('نرگس');
    const options = { question: QUESTION, to: 'پریروز @everyone' };
    const asked = discord.send.slashCommand({ name: 'ask', options, user, channel });
    const [shown] = await discord.when(
      'fault',
      () => asked.answers().length > 0 && asked.answers(),
    );
    expect(read(shown?.text ?? '')).toContain('تا «پریروز @everyone»: تاریخ نیست');
    expect(shown).toMatchObject({ ephemeralFor: { username: 'نرگس' } });
    expect(chat.asked).toEqual([]);
  });

  test('is acknowledged while the core has not answered', async () => {
    let release = (_: Reply) => {};
    const reply = new Promise<Reply>((resolve) => {
      release = resolve;
    });
    const { discord } = await openBot(cannedChat(() => reply));
    const asked = ask(discord, QUESTION);
    const loading = await discord.when('acknowledgement', () => asked.answers()[0]);
    expect(loading.loading).toBe(true);
    release(CANNED);
    expect((await answered(discord, asked)).id).toBe(loading.id);
  });

  test('works in direct messages', async () => {
    const { discord } = await openBot(cannedChat());
    const channel = discord.directChannel(discord.addUser('سارا'));
    const answer = await answered(discord, ask(discord, QUESTION, channel));
    expect(answer.buttons).toHaveLength(3);
  });

  test('two at once from one person are both answered, each with its own', async () => {
    const { discord } = await openBot(cannedChat((question) => notice(`پاسخ ${question}`)));
    const [first, second] = ['یک', 'دو'].map((question) => ask(discord, question));
    if (first === undefined || second === undefined) throw new Error('unreachable');
    expect(read((await answered(discord, first)).text)).toBe('پاسخ یک');
    expect(read((await answered(discord, second)).text)).toBe('پاسخ دو');
  });

  test('with a long answer gets all parts in order, the buttons on the last', async () => {
    const markers = Array.from({ length: 30 }, (_, index) => index + 1);
    const answer = answerOf({
      text: markers.map((marker) => `${'جملهٔ بلند. '.repeat(60)}[${marker}]`).join('\n\n'),
      citations: markers.map((marker) => citation({ marker, quote: 'جملهٔ بلند.' })),
    });
    const { discord } = await openBot(cannedChat(() => ({ kind: 'answer', id: 'long', answer })));
    ask(discord, QUESTION);
    await discord.when('buttons', () =>
      discord.messages().some(({ buttons }) => buttons.length === 32),
    );
    const all = discord.messages();
    const text = all.map((message) => read(message.text)).join('\n');
    expect(text.match(/\[\d+\]/gu)).toEqual([...markers, ...markers].map((n) => `[${n}]`));
    expect(all.map(({ buttons }) => buttons.length).filter((count) => count > 0)).toEqual([32]);
    expect(all.at(-1)?.buttons).toHaveLength(32);
  });
});

describe('a message', () => {
  test('that mentions the bot is answered as a reply, without the mention', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const { channel, bot } = discord;
    const user = discord.addUser('نرگس');
    const content = `<@${bot.id}> ${QUESTION}`;
    const sent = discord.send.message({ user, channel, content });
    const [answer] = await said(discord, channel);
    expect(answer).toMatchObject({ replyTo: sent.id });
    expect(answer?.buttons).toHaveLength(3);
    expect(chat.asked).toEqual([{ person: `discord:${user.id}`, question: QUESTION }]);
  });

  test('belongs to the conversation of its person in a channel, and of the channel among two', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const { channel, bot } = discord;
    const [user, other] = [discord.addUser('نرگس'), discord.addUser('سارا')];
    const direct = discord.directChannel(user);
    const content = `<@${bot.id}> ${QUESTION}`;
    const sent = [
      discord.send.message({ user, channel, content }),
      discord.send.message({ user: other, channel, content }),
      discord.send.message({ user, channel: direct, content: QUESTION }),
    ];
    await discord.when('questions', () => chat.askings.length === 3);
    const places = [
      `discord:${bot.id}/${channel.id}:${user.id}`,
      `discord:${bot.id}/${channel.id}:${other.id}`,
      `discord:${bot.id}/${direct.id}`,
    ];
    const inOrder = sent.map(({ id }) => chat.askings.find((asking) => asking?.message === id));
    expect(inOrder.map((asking) => asking?.place)).toEqual(places);
    discord.send.slashCommand({ name: 'new', options: {}, user, channel });
    await discord.when('end', () => chat.forgotten.length === 1);
    expect(chat.forgotten).toEqual([places[0]]);
  });

  test('whose conversation could not be forgotten is told so, with an id that the log has', async () => {
    const chat = cannedChat(() => CANNED, {
      forget: async () => {
        throw new Error('the cluster is away');
      },
    });
    const { discord, lines } = await openBot(chat);
    const { channel } = discord;
    const user = discord.addUser('نرگس');
    const asked = discord.send.slashCommand({ name: 'new', options: {}, user, channel });
    const { text } = await answered(discord, asked);
    const errorId = /[0-9a-f]{6}/u.exec(text)?.[0] ?? 'none';
    expect(lines.map(({ details }) => JSON.stringify(details)).join()).toContain(errorId);
    expect(text).not.toContain('cluster');
  });

  test('whose answer could not be kept is answered without buttons', async () => {
    const { discord } = await openBot(cannedChat(() => ({ ...CANNED, id: null }) as Reply));
    const answer = await answered(discord, ask(discord, QUESTION));
    expect(read(answer.text)).toContain(PERSIAN.text);
    expect(answer.buttons).toEqual([]);
  });

  test('that replies to the bot is a question', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const { channel } = discord;
    const user = discord.addUser('نرگس');
    const { id: replyTo } = await answered(discord, ask(discord, QUESTION));
    discord.send.message({ user, channel, content: 'و در سال بعد؟', replyTo });
    await said(discord, channel, 2);
    expect(chat.asked.map(({ question }) => question)).toEqual([QUESTION, 'و در سال بعد؟']);
  });

  test('that replies without a ping is read with the Message Content intent alone', async () => {
    const reply = async (messageContent: boolean) => {
      const chat = cannedChat();
      const { discord } = await openBot(chat, { messageContent });
      const { channel } = discord;
      const user = discord.addUser('نرگس');
      const { id: replyTo } = await answered(discord, ask(discord, QUESTION));
      discord.send.message({ user, channel, content: 'و بعد؟', replyTo, ping: false });
      const [, answer] = await said(discord, channel, 2);
      return [chat.asked.at(-1)?.question, read(answer?.text ?? '')];
    };
    expect(await reply(true)).toEqual(['و بعد؟', expect.stringContaining(PERSIAN.text)]);
    expect(await reply(false)).toEqual([QUESTION, expect.stringContaining('نمی‌توانم بخوانم')]);
  });

  test('in a direct message is a question', async () => {
    const { discord } = await openBot(cannedChat());
    const user = discord.addUser('سارا');
    const channel = discord.directChannel(user);
    discord.send.message({ user, channel, content: QUESTION });
    expect((await said(discord, channel))[0]?.buttons).toHaveLength(3);
  });

  test.each([
    ['only a mention', (id: string) => `<@${id}>`],
    ['a mention and white space', (id: string) => `  <@!${id}> \n `],
  ])('of %s gets told how to ask, without buttons, and reaches no core', async (_, content) => {
    const chat = cannedChat();
    const { discord } = await openBot(chat);
    const { channel, bot } = discord;
    const user = discord.addUser('نرگس');
    discord.send.message({ user, channel, content: content(bot.id) });
    const [shown] = await said(discord, channel);
    expect(read(shown?.text ?? '')).toContain('پرسش خود را با واژه‌ها بنویسید: با /ask');
    expect(shown?.buttons).toEqual([]);
    expect(chat.asked).toEqual([]);
  });

  test('that is not for the bot is left alone', async () => {
    const chat = cannedChat();
    const { discord } = await openBot(chat, { messageContent: true });
    const { channel } = discord;
    const [user, other] = [discord.addUser('نرگس'), discord.addUser('رضا')];
    const between = discord.send.message({ user, channel, content: QUESTION });
    discord.send.message({ user: other, channel, content: 'بله', replyTo: between.id });
    discord.send.message({ user, channel, content: `<@${other.id}> و @everyone` });
    await answered(discord, ask(discord, 'آخرین'));
    expect(chat.asked.map(({ question }) => question)).toEqual(['آخرین']);
  });

  test('whose answer takes a while is shown typing, until it is there', async () => {
    const chat = cannedChat(async () => {
      await discord.when('typing', () => discord.calls(/typing/).length > 0);
      return CANNED;
    });
    const { discord } = await openBot(chat);
    const user = discord.addUser('سارا');
    const channel = discord.directChannel(user);
    discord.send.message({ user, channel, content: QUESTION });
    await said(discord, channel);
    expect(discord.calls(/typing/)).toHaveLength(1);
  });

  test('that is deleted before the answer is answered all the same', async () => {
    const chat = cannedChat(async () => {
      discord.send.deleteMessage(sent.id);
      return CANNED;
    });
    const { discord } = await openBot(chat);
    const user = discord.addUser('سارا');
    const channel = discord.directChannel(user);
    const sent = discord.send.message({ user, channel, content: QUESTION });
    expect(await said(discord, channel)).toMatchObject([{ replyTo: null }]);
  });
});

describe('buttons', () => {
  test('a source is shown whole, the quote marked, to the one who pressed', async () => {
    const [cited] = PERSIAN.citations;
    if (cited === undefined) throw new Error('no citation');
    const chat = cannedChat(() => CANNED, {
      source: async (answerId, marker) =>
        answerId === 'answer-1' && marker === 1
          ? { citation: { ...cited, start: 8, end: 8 + cited.quote.length }, paragraph: PARAGRAPH }
          : null,
    });
    const { discord } = await openBot(chat);
    const { id } = await answered(discord, ask(discord, QUESTION));
    const user = discord.addUser('رضا');
    const [shown] = await press(discord, id, 's:answer-1:1', user);
    expect(shown?.ephemeralFor).toEqual(user);
    expect(read(shown?.text ?? '')).toContain(
      `وی گفت: **__${cited.quote}__** این خبر را سانا داد.`,
    );
  });

  test('a long paragraph comes in several messages, all for the presser alone', async () => {
    const quote = 'حجم تجارت افزایش یافت. '.repeat(500).trimEnd();
    const chat = cannedChat(() => CANNED, {
      source: async () => ({ citation: citation({ quote }), paragraph: quote }),
    });
    const { discord } = await openBot(chat);
    const { id } = await answered(discord, ask(discord, QUESTION));
    const user = discord.addUser('رضا');
    const pressed = discord.send.button({ messageId: id, customId: 's:answer-1:1', user });
    await discord.when('all parts', () => pressed.answers().length === 4);
    for (const part of pressed.answers()) expect(part.ephemeralFor).toEqual(user);
    const text = pressed.answers().map((part) => read(part.text));
    expect(text.join('\n').match(/حجم تجارت افزایش یافت\./gu)).toHaveLength(500);
  });

  test('an opinion is kept with who gave it, and acknowledged to them in the language of the answer', async () => {
    const chat = cannedChat(() => ({ kind: 'answer', id: 'e', answer: ENGLISH }));
    const { discord } = await openBot(chat);
    const { id } = await answered(discord, ask(discord, 'Which vaccines?'));
    const user = discord.addUser('رضا');
    const [thanks] = await press(discord, id, 'v:e:bad', user);
    expect(thanks).toMatchObject({
      text: 'Thank you for your opinion.',
      ephemeralFor: { id: user.id },
    });
    expect(chat.judged).toEqual([{ answerId: 'e', person: `discord:${user.id}`, verdict: 'bad' }]);
  });

  test('that an abstention has can be pressed too', async () => {
    const chat = cannedChat(() => ({ kind: 'answer', id: 'none', answer: ABSTENTION }));
    const { discord } = await openBot(chat);
    const { id, buttons } = await answered(discord, ask(discord, QUESTION));
    expect(buttons).toHaveLength(2);
    const [thanks] = await press(discord, id, 'v:none:good', discord.addUser('رضا'));
    expect(read(thanks?.text ?? '')).toBe('سپاس از نظر شما.');
  });

  test('keep working after a restart, and say so where the answer is forgotten', async () => {
    const { discord, platform } = await openBot(cannedChat());
    const { id } = await answered(discord, ask(discord, QUESTION));
    await platform.stop(1000);
    const quote = PERSIAN.citations[0]?.quote ?? '';
    const next = cannedChat(() => CANNED, {
      source: async (_, marker) => ({ citation: citation({ marker, quote }), paragraph: quote }),
      judge: async () => false,
    });
    await startBot(discord, next);
    const user = discord.addUser('رضا');
    const [shown] = await press(discord, id, 's:answer-1:1', user);
    expect(read(shown?.text ?? '')).toContain(`**__${quote}__**`);
    const [forgotten] = await press(discord, id, 'v:answer-1:good', user);
    expect(read(forgotten?.text ?? '')).toContain('دیگر در حافظه نیست');
  });
});

test('hostile text pings nobody, makes no markup and is shown', async () => {
  const hostile =
    '@everyone <@1> **پررنگ** [پیوند](https://evil.example) <b>html</b> \u202eعکس\u0000 ا' +
    '\u0301'.repeat(10_000);
  const answer = answerOf({
    text: `${hostile} [1]`,
    citations: [
      citation({ quote: hostile, title: hostile, source: hostile, url: 'https://a.example/@here' }),
    ],
    nearest: [],
  });
  const chat = cannedChat((question) =>
    question.startsWith('notice') ? notice(hostile) : { kind: 'answer', id: 'hostile', answer },
  );
  const { discord } = await openBot(chat);
  const answers = [
    await answered(discord, ask(discord, hostile.slice(0, 900))),
    await answered(discord, ask(discord, `notice ${hostile.slice(0, 900)}`)),
  ];
  for (const { text, mentions, flags } of answers) {
    expect(mentions).toEqual({ users: [], roles: [], everyone: false });
    expect(flags & 4).toBe(4);
    expect(read(text)).toContain(
      '@everyone <@1> **پررنگ** [پیوند](https://evil.example) <b>html</b>',
    );
    expect(text).not.toMatch(/[\u0000\u202e]|(?<!\\)<@|(?<!\\)\*\*پر|\u0301{9}/u);
  }
});
