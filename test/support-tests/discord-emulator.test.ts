import {
  ActionRowBuilder,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  type Message,
  MessageFlags,
  Partials,
  TextDisplayBuilder,
} from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type DiscordEmulator, startDiscordEmulator } from '../support/discord/emulator.js';
import type { DiscordEmulatorOptions } from '../support/discord/types.js';

const ASK = {
  name: 'ask',
  description: 'Answers from the news, word for word',
  options: [{ type: 3, name: 'question', description: 'The question', required: true }],
};
const QUESTION = 'حجم تجارت ایران و سوریه چقدر است؟';
const ANSWER = 'حجم تجارت دو کشور به ۳۰۰ میلیون دلار رسید. [1]';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
const CALLBACK = /callback$/;
const CHANNEL_MESSAGE = /^POST .channels.*messages$/;

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Handlers {
  readonly command?: (interaction: ChatInputCommandInteraction) => Promise<unknown>;
  readonly button?: (interaction: ButtonInteraction) => Promise<unknown>;
  readonly message?: (message: Message) => Promise<unknown>;
}

/** An emulator with a real discord.js bot logged in to it; what its handlers throw is kept. */
async function open(
  handlers: Handlers = {},
  intents: readonly GatewayIntentBits[] = [Guilds, GuildMessages, DirectMessages, MessageContent],
  options: DiscordEmulatorOptions = {},
) {
  const discord = await startDiscordEmulator(options);
  opened.push(() => discord.close());
  const client = new Client({
    intents: [...intents],
    partials: [Partials.Channel],
    rest: { api: discord.url },
    // discord.js waits 5 s from one identify to the next: not in tests.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
  opened.push(() => client.destroy());
  const errors: unknown[] = [];
  const keep = (error: unknown) => {
    errors.push(error);
  };
  client.on(Events.Error, keep);
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) handlers.command?.(interaction).catch(keep);
    if (interaction.isButton()) handlers.button?.(interaction).catch(keep);
  });
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) handlers.message?.(message).catch(keep);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  await client.application?.commands.set([ASK]);
  return { discord, client, errors };
}

/** The first error that a handler threw. */
const thrown = (discord: DiscordEmulator, errors: readonly unknown[]) =>
  discord.when('thrown error', () => errors[0]);

function ask(discord: DiscordEmulator, question = QUESTION) {
  const user = discord.addUser('نرگس');
  const { channel } = discord;
  return discord.send.slashCommand({ name: 'ask', options: { question }, user, channel });
}

/** Sends a channel message in as many ways as given, and returns the codes of the refusals. */
async function refusals(client: Client, discord: DiscordEmulator, bodies: readonly object[]) {
  const codes: unknown[] = [];
  for (const body of bodies) {
    await client.rest
      .post(`/channels/${discord.channel.id}/messages`, { body })
      .catch((error: { code: number; message: string }) => codes.push([error.code, error.message]));
  }
  return codes;
}

const button = (customId: string, label = 'منبع ۱') =>
  new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary);
const row = (...buttons: readonly ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);

describe('commands', () => {
  test('a registered command stays and reads back, with localizations only when asked for', async () => {
    const { discord, client } = await open();
    await client.application?.commands.set([{ ...ASK, descriptionLocalizations: { tr: 'Sor' } }]);
    expect(discord.commands()).toMatchObject([{ name: 'ask', options: [{ name: 'question' }] }]);
    const path = `/applications/${client.application?.id}/commands` as const;
    const plain = await client.rest.get(path);
    const full = await client.rest.get(path, {
      query: new URLSearchParams({ with_localizations: 'true' }),
    });
    expect(plain).not.toHaveProperty('0.description_localizations');
    expect(full).toHaveProperty('0.description_localizations.tr', 'Sor');
  });

  test.each([
    ['a name with a capital', { name: 'Ask' }],
    ['a description over 100 characters', { description: 'ا'.repeat(101) }],
    ['a language that no Discord client has', { name_localizations: { fa: 'بپرس' } }],
  ])('%s is refused', async (_, part) => {
    const { client } = await open();
    const path = `/applications/${client.application?.id}/commands` as const;
    await expect(client.rest.put(path, { body: [{ ...ASK, ...part }] })).rejects.toMatchObject({
      code: 50035,
    });
  });

  test('a command that is not registered, or has an unknown option, cannot be sent', async () => {
    const { discord } = await open();
    const user = discord.addUser('نرگس');
    const { channel } = discord;
    expect(() => discord.send.slashCommand({ name: 'help', options: {}, user, channel })).toThrow(
      'not registered',
    );
    expect(() =>
      discord.send.slashCommand({ name: 'ask', options: { q: QUESTION }, user, channel }),
    ).toThrow('no option q');
  });
});

describe('interactions', () => {
  test('a deferred answer shows as loading, then as its edit', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { discord } = await open({
      command: async (interaction) => {
        await interaction.deferReply();
        await released;
        const question = interaction.options.getString('question');
        await interaction.editReply(`${question}\n${ANSWER}`);
      },
    });
    const asked = ask(discord);
    const loading = await discord.when('deferred answer', () => asked.answers()[0]);
    expect(loading).toMatchObject({ loading: true, text: '' });
    release();
    const answer = await discord.when('answer', () => asked.answers().find((one) => !one.loading));
    expect(answer.content).toBe(`${QUESTION}\n${ANSWER}`);
    expect(discord.messages(discord.channel)).toHaveLength(1);
    expect(asked.status()).toBe('acknowledged');
  });

  test('it carries the language, the guild, and in direct messages the person alone', async () => {
    const seen: unknown[] = [];
    const { discord } = await open({
      command: async ({ locale, guildId, user, context }) => {
        seen.push([locale, guildId, user.username, context]);
      },
    });
    const user = discord.addUser('سارا');
    const command = { name: 'ask', options: { question: QUESTION }, user, locale: 'tr' };
    discord.send.slashCommand({ ...command, channel: discord.channel });
    discord.send.slashCommand({ ...command, channel: discord.directChannel(user) });
    await discord.when('both', () => seen.length === 2);
    expect(seen).toEqual([
      ['tr', discord.guild.id, 'سارا', 0],
      ['tr', null, 'سارا', 1],
    ]);
  });

  test('a button is answered to its presser alone, and not through the channel', async () => {
    const { discord, client } = await open({
      command: (interaction) =>
        interaction.reply({ content: ANSWER, components: [row(button('source:1'))] }),
      button: (interaction) =>
        interaction.reply({ content: interaction.customId, flags: MessageFlags.Ephemeral }),
    });
    const asked = ask(discord);
    const answer = await discord.when('answer', () => asked.answers()[0]);
    const user = discord.addUser('رضا');
    const pressed = discord.send.button({ messageId: answer.id, customId: 'source:1', user });
    const shown = await discord.when('ephemeral answer', () => pressed.answers()[0]);
    expect(shown).toMatchObject({ content: 'source:1', ephemeralFor: { id: user.id } });
    await expect(
      client.rest.get(`/channels/${discord.channel.id}/messages/${shown.id}`),
    ).rejects.toMatchObject({ code: 10008 });
    expect(() => discord.send.button({ messageId: answer.id, customId: 'source:2', user })).toThrow(
      'no button',
    );
  });

  test('a press can change the message whose button it was', async () => {
    const { discord } = await open({
      command: (interaction) =>
        interaction.reply({ content: ANSWER, components: [row(button('good', '👍'))] }),
      button: (interaction) => interaction.update({ components: [] }),
    });
    const asked = ask(discord);
    const answer = await discord.when('answer', () => asked.answers()[0]);
    const user = discord.addUser('رضا');
    discord.send.button({ messageId: answer.id, customId: 'good', user });
    const edited = await discord.when('edit', () => discord.messages().find((one) => one.edits));
    expect(edited).toMatchObject({ content: ANSWER, buttons: [] });
  });

  test('the first follow-up fills a deferred answer in, the next is a message of its own', async () => {
    const { discord } = await open({
      command: async (interaction) => {
        await interaction.deferReply();
        await interaction.followUp(ANSWER);
        await interaction.followUp({ content: 'منابع', flags: MessageFlags.Ephemeral });
      },
    });
    const asked = ask(discord);
    await discord.when('both', () => asked.answers().length === 2);
    expect(asked.answers()).toMatchObject([
      { content: ANSWER, loading: false, ephemeralFor: null },
      { content: 'منابع', ephemeralFor: { username: 'نرگس' } },
    ]);
  });

  test('an acknowledgement after 3 seconds is refused as unknown', async () => {
    let late = 0;
    const { discord, errors } = await open(
      {
        command: async (interaction) => {
          late = 3001;
          await interaction.deferReply();
        },
      },
      [Guilds],
      { now: () => Date.now() + late },
    );
    const asked = ask(discord);
    expect(await thrown(discord, errors)).toMatchObject({ status: 404, code: 10062 });
    expect(asked.status()).toBe('failed');
    expect(discord.messages()).toEqual([]);
  });

  test('a second acknowledgement is refused, and a token is over after 15 minutes', async () => {
    let late = 0;
    const { discord, client, errors } = await open(
      {
        command: async (interaction) => {
          await interaction.deferReply();
          const { id, token } = interaction;
          await client.rest
            .post(`/interactions/${id}/${token}/callback`, { body: { type: 5 }, auth: false })
            .catch((error: unknown) => errors.push(error));
          late = 15 * 60_000 + 1;
          await interaction.editReply(ANSWER);
        },
      },
      [Guilds],
      { now: () => Date.now() + late },
    );
    ask(discord);
    await discord.when('both refusals', () => errors.length === 2);
    expect(errors).toMatchObject([
      { status: 400, code: 40060 },
      { status: 401, code: 50027 },
    ]);
  });
});

describe('messages', () => {
  test('a direct message is answered there, with typing first', async () => {
    const { discord } = await open({
      message: async (message) => {
        if (message.channel.isSendable()) await message.channel.sendTyping();
        await message.reply(`${message.content} ← ${ANSWER}`);
      },
    });
    const user = discord.addUser('نرگس');
    const channel = discord.directChannel(user);
    const sent = discord.send.message({ user, channel, content: QUESTION });
    const answer = await discord.when('answer', () => discord.messages(channel)[1]);
    expect(answer).toMatchObject({ content: `${QUESTION} ← ${ANSWER}`, replyTo: sent.id });
    expect(discord.calls(/typing/)).toHaveLength(1);
  });

  test('without the Message Content intent only mentions, replies and direct messages are read', async () => {
    const seen: string[] = [];
    const { discord } = await open(
      {
        message: async (message) => {
          seen.push(message.content);
          if (seen.length === 1) await message.reply('سلام');
        },
      },
      [Guilds, GuildMessages, DirectMessages],
    );
    const user = discord.addUser('نرگس');
    const { channel, bot } = discord;
    discord.send.message({ user, channel, content: `<@${bot.id}> یک` });
    const answer = await discord.when('reply', () => discord.messages()[1]);
    discord.send.message({ user, channel, content: 'دو' });
    discord.send.message({ user, channel, content: 'سه', replyTo: answer.id });
    discord.send.message({ user, channel, content: 'چهار', replyTo: answer.id, ping: false });
    discord.send.message({ user, channel: discord.directChannel(user), content: 'پنج' });
    await discord.when('five messages', () => seen.length === 5);
    expect(seen).toEqual([`<@${bot.id}> یک`, '', 'سه', '', 'پنج']);
  });

  test('without an intent its messages do not come at all', async () => {
    const seen: string[] = [];
    const { discord } = await open(
      { message: async (message) => void seen.push(message.content) },
      [Guilds, DirectMessages],
    );
    const user = discord.addUser('نرگس');
    discord.send.message({ user, channel: discord.channel, content: 'در گروه' });
    discord.send.message({ user, channel: discord.directChannel(user), content: 'خصوصی' });
    await discord.when('direct message', () => seen.length > 0);
    expect(seen).toEqual(['خصوصی']);
  });

  test('asking for Message Content with the portal switch off is refused', async () => {
    await expect(open({}, [Guilds, MessageContent], { messageContent: false })).rejects.toThrow(
      'disallowed intents',
    );
  });

  test('what a text would notify follows allowed_mentions', async () => {
    const { discord, client } = await open();
    const user = discord.addUser('نرگس');
    const content = `@everyone <@${user.id}>`;
    const send = (allowedMentions: object) =>
      client.rest.post(`/channels/${discord.channel.id}/messages`, {
        body: { content, ...allowedMentions },
      });
    await send({});
    await send({ allowed_mentions: { parse: [] } });
    await send({ allowed_mentions: { parse: [], users: [user.id] } });
    expect(discord.messages().map(({ mentions }) => mentions)).toEqual([
      { users: [user.id], roles: [], everyone: true },
      { users: [], roles: [], everyone: false },
      { users: [user.id], roles: [], everyone: false },
    ]);
    expect(discord.messages()[1]?.allowedMentions).toEqual({ parse: [] });
  });

  test('a reply to a deleted message is refused unless it may be left out', async () => {
    const { discord, client } = await open();
    const user = discord.addUser('نرگس');
    const sent = discord.send.message({ user, channel: discord.channel, content: QUESTION });
    discord.send.deleteMessage(sent.id);
    const reference = { message_id: sent.id };
    const codes = await refusals(client, discord, [
      { content: ANSWER, message_reference: reference },
      { content: ANSWER, message_reference: { ...reference, fail_if_not_exists: false } },
    ]);
    expect(codes).toEqual([[50035, expect.stringContaining('REPLIES_UNKNOWN_MESSAGE')]]);
    expect(discord.messages()).toMatchObject([{ content: ANSWER, replyTo: null }]);
  });
});

describe('what Discord refuses', () => {
  const v2 = MessageFlags.IsComponentsV2;
  const display = (content: string) => ({ type: 10, content });
  const rows = (...components: readonly object[]) => ({
    content: ANSWER,
    components: [{ type: 1, components }],
  });
  const press = { type: 2, style: 2, label: 'منبع', custom_id: 'a' };
  const field = { name: 'منبع', value: 'سانا' };

  test.each<[string, string, object, object]>([
    ['content', 'content', { content: 'ا'.repeat(2001) }, { content: 'ا'.repeat(2000) }],
    [
      'a description',
      'description',
      { embeds: [{ description: 'ا'.repeat(4097) }] },
      { embeds: [{ description: 'ا'.repeat(4096) }] },
    ],
    ['a title', 'title', { embeds: [{ title: 'ا'.repeat(257) }] }, { embeds: [{ title: 'ا' }] }],
    [
      'fields',
      'fields',
      { embeds: [{ fields: Array(26).fill(field) }] },
      { embeds: [{ fields: Array(25).fill(field) }] },
    ],
    [
      'all embeds together',
      'MAX_EMBED_SIZE_EXCEEDED',
      { embeds: [{ description: 'ا'.repeat(3001) }, { description: 'ب'.repeat(3000) }] },
      { embeds: [{ description: 'ا'.repeat(3000) }, { description: 'ب'.repeat(3000) }] },
    ],
    [
      'displayed text',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      { flags: v2, components: [display('ا'.repeat(2001)), display('ب'.repeat(2000))] },
      { flags: v2, components: [display('ا'.repeat(2000)), display('ب'.repeat(2000))] },
    ],
    [
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      { flags: v2, components: [{ type: 17, components: Array(40).fill(display('ا')) }] },
      { flags: v2, components: [{ type: 17, components: Array(39).fill(display('ا')) }] },
    ],
    ['a custom id', 'custom_id', rows({ ...press, custom_id: 'a'.repeat(101) }), rows(press)],
    [
      'a custom id twice',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      rows(press, press),
      rows(press, { ...press, custom_id: 'b' }),
    ],
    ['a label', 'label', rows({ ...press, label: 'م'.repeat(81) }), rows(press)],
    [
      'content beside Components V2',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      { flags: v2, content: ANSWER, components: [display('ا')] },
      { flags: v2, components: [display('ا')] },
    ],
    [
      'a text display without its flag',
      'UNION_TYPE_CHOICES',
      { components: [display('ا')] },
      { flags: v2, components: [display('ا')] },
    ],
    [
      'a sixth button in a row',
      'BASE_TYPE_BAD_LENGTH',
      rows(...'abcdef'.split('').map((id) => ({ ...press, custom_id: id }))),
      rows(...'abcde'.split('').map((id) => ({ ...press, custom_id: id }))),
    ],
  ])('%s beyond its limit, and at it not', async (_, named, over, within) => {
    const { discord, client } = await open({}, [Guilds]);
    expect(await refusals(client, discord, [over, within])).toEqual([
      [50035, expect.stringContaining(named)],
    ]);
    expect(discord.messages()).toHaveLength(1);
  });

  test('an empty message, an unknown channel, a foreign token', async () => {
    const { discord, client } = await open({}, [Guilds]);
    expect(await refusals(client, discord, [{ content: ' \n' }, {}])).toEqual([
      [50006, 'Cannot send an empty message'],
      [50006, 'Cannot send an empty message'],
    ]);
    const post = client.rest.post('/channels/100000000000000001/messages', { body: {} });
    await expect(post).rejects.toMatchObject({ code: 10003 });
    const answer = await fetch(`${discord.url}/v10/users/@me`, {
      headers: { authorization: 'Bot another' },
    });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
  });

  test('a message built by the SDK is read as people see it', async () => {
    const { discord, client } = await open();
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error('the channel takes no messages');
    const link = new ButtonBuilder().setURL('https://sana.sy/1').setStyle(ButtonStyle.Link);
    await channel.send({
      embeds: [new EmbedBuilder().setTitle('تیتر').setDescription(ANSWER)],
      components: [row(button('source:1'), link.setLabel('سانا'))],
    });
    const text = new TextDisplayBuilder().setContent(ANSWER);
    await channel.send({ components: [text], flags: MessageFlags.IsComponentsV2 });
    expect(discord.messages()).toMatchObject([
      {
        text: `تیتر\n${ANSWER}`,
        buttons: [
          { label: 'منبع ۱', customId: 'source:1', url: null, disabled: false },
          { label: 'سانا', customId: null, url: 'https://sana.sy/1', disabled: false },
        ],
      },
      { text: ANSWER, buttons: [] },
    ]);
  });
});

describe('REST faults', () => {
  const answering: Handlers = {
    command: async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply(ANSWER);
    },
  };
  const outcomes = (discord: DiscordEmulator, route: RegExp) =>
    discord.calls(route).map(({ status, applied }) => [status, applied]);

  test('discord.js waits out a 429 and tries again after a 500', async () => {
    const { discord, errors } = await open(answering);
    discord.faults.next(1, { kind: 'rate-limit', retryAfterSeconds: 0.2 }, CALLBACK);
    discord.faults.next(1, { kind: 'status', status: 500, when: 'before' }, /^PATCH/);
    const asked = ask(discord);
    await discord.when('answer', () => asked.answers()[0]?.content === ANSWER);
    expect(outcomes(discord, CALLBACK)).toEqual([
      [429, false],
      [204, true],
    ]);
    expect(outcomes(discord, /^PATCH/)).toEqual([
      [500, false],
      [200, true],
    ]);
    const [refused, taken] = discord.calls(CALLBACK);
    expect((taken?.at ?? 0) - (refused?.doneAt ?? 0)).toBeGreaterThanOrEqual(190);
    expect(errors).toEqual([]);
  });

  test('a socket that is reset is tried again, one that is closed is not', async () => {
    const { discord, client } = await open();
    const send = () =>
      client.rest.post(`/channels/${discord.channel.id}/messages`, { body: { content: ANSWER } });
    discord.faults.next(1, { kind: 'drop', how: 'reset', when: 'before' }, CHANNEL_MESSAGE);
    await send();
    expect(discord.messages()).toHaveLength(1);
    discord.faults.next(1, { kind: 'drop', how: 'close', when: 'before' }, CHANNEL_MESSAGE);
    await expect(send()).rejects.toThrow('other side closed');
    expect(discord.messages()).toHaveLength(1);
  });

  test('a call that took effect before it failed doubles the message, a nonce keeps it one', async () => {
    const { discord, client } = await open();
    const failure = { kind: 'status', status: 502, when: 'after' } as const;
    discord.faults.next(1, failure, CHANNEL_MESSAGE);
    await refusals(client, discord, [{ content: 'یک' }]);
    expect(discord.messages()).toHaveLength(2);
    discord.faults.next(1, failure, CHANNEL_MESSAGE);
    await refusals(client, discord, [{ content: 'دو', nonce: '7', enforce_nonce: true }]);
    expect(discord.messages()).toHaveLength(3);
  });

  test('an acknowledgement that took effect before its socket was reset is refused when repeated', async () => {
    const { discord, errors } = await open(answering);
    discord.faults.next(1, { kind: 'drop', how: 'reset', when: 'after' }, CALLBACK);
    ask(discord);
    expect(await thrown(discord, errors)).toMatchObject({ code: 40060 });
    expect(outcomes(discord, CALLBACK)).toEqual([
      [null, true],
      [400, false],
    ]);
  });

  test('an answer can be slow, and the share that fails is the same for the same seed', async () => {
    const failing = async (seed: number) => {
      const { discord, client } = await open();
      const slow = { kind: 'delay', ms: 1, when: 'after' } as const;
      discord.faults.share(0.5, [slow], seed, /typing/);
      for (let call = 0; call < 20; call += 1) {
        await client.rest.post(`/channels/${discord.channel.id}/typing`);
      }
      return discord.calls(/typing/).map(({ fault }) => fault?.kind ?? null);
    };
    const first = await failing(7);
    expect(new Set(first)).toEqual(new Set(['delay', null]));
    expect(await failing(7)).toEqual(first);
    expect(await failing(8)).not.toEqual(first);
  });
});

describe('gateway faults', () => {
  const opcodes = (discord: DiscordEmulator, op: number) =>
    discord.log.filter(
      (entry) => entry.kind === 'gateway' && entry.direction === 'received' && entry.op === op,
    ).length;
  const answering: Handlers = {
    command: (interaction) => interaction.reply(ANSWER),
  };
  const RESUME = 6;
  const IDENTIFY = 2;

  test.each<[string, (discord: DiscordEmulator) => void]>([
    ['closed', (discord) => discord.gateway.drop()],
    ['cut', (discord) => discord.gateway.drop(null)],
    ['asked to reconnect', (discord) => discord.gateway.requestReconnect()],
  ])('a connection that is %s is resumed, and what was missed comes', async (_, break_) => {
    const { discord } = await open(answering);
    break_(discord);
    const asked = ask(discord);
    await discord.when('answer', () => asked.answers()[0]?.content === ANSWER);
    await discord.when('resume', () => opcodes(discord, RESUME) === 1);
    expect(opcodes(discord, IDENTIFY)).toBe(1);
  });

  test('a session that can be resumed is resumed on the same connection', async () => {
    const { discord } = await open(answering);
    discord.gateway.invalidateSession(true);
    await discord.when('resume', () => opcodes(discord, RESUME) === 1);
    const asked = ask(discord);
    await discord.when('answer', () => asked.answers()[0]?.content === ANSWER);
  });

  test('an invalid session, or one forgotten while away, is replaced by a new one', async () => {
    const { discord } = await open(answering);
    const identified = (times: number) =>
      discord.when(`identify ${times}`, () => opcodes(discord, IDENTIFY) === times);
    discord.gateway.invalidateSession(false);
    await identified(2);
    discord.gateway.forgetSessions();
    discord.gateway.drop();
    await identified(3);
    expect(opcodes(discord, RESUME)).toBe(1);
    const asked = ask(discord);
    await discord.when('answer', () => asked.answers()[0]?.content === ANSWER);
  });

  test('a bot whose heartbeats are not acknowledged connects anew and resumes', async () => {
    const { discord } = await open(answering, [Guilds], { heartbeatIntervalMs: 200 });
    discord.gateway.ignoreHeartbeats(true);
    await discord.when('resume', () => opcodes(discord, RESUME) === 1);
    discord.gateway.ignoreHeartbeats(false);
    const asked = ask(discord);
    await discord.when('answer', () => asked.answers()[0]?.content === ANSWER);
  });

  test('a wrong token is refused', async () => {
    const discord = await startDiscordEmulator({ token: 'right' });
    opened.push(() => discord.close());
    const client = new Client({ intents: [Guilds], rest: { api: discord.url } });
    opened.push(() => client.destroy());
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
  });

  test('nobody can act while no bot is logged in', async () => {
    const discord = await startDiscordEmulator();
    opened.push(() => discord.close());
    const user = discord.addUser('نرگس');
    expect(() =>
      discord.send.message({ user, channel: discord.channel, content: QUESTION }),
    ).toThrow('no bot is logged in');
  });
});
