import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { autoRetry } from '@grammyjs/auto-retry';
import { type RunnerHandle, run, sequentialize } from '@grammyjs/runner';
import { Bot, GrammyError, HttpError, InlineKeyboard, webhookCallback } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type EmulatorOptions,
  startTelegramEmulator,
  type TelegramEmulator,
} from '../support/telegram/emulator.js';
import type { FloodLimits } from '../support/telegram/flood.js';

const USER = 7001;
const GROUP = -1_001_000_000_001;
/** No limit that a test would meet; tests of the limits set their own. */
const UNLIMITED: Partial<FloodLimits> = {
  chat: { messages: 1_000, perMs: 1_000 },
  group: { messages: 1_000, perMs: 1_000 },
  overall: { messages: 1_000, perMs: 1_000 },
};

const cleanups: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const emulator = await startTelegramEmulator({ limits: UNLIMITED, ...options });
  cleanups.push(() => emulator.close());
  return emulator;
}

function newBot(emulator: TelegramEmulator): Bot {
  return new Bot(emulator.token, { client: { apiRoot: emulator.apiRoot } });
}

/** A bot that echoes: questions, edited questions, presses and inline queries. */
function echoBot(emulator: TelegramEmulator): Bot {
  const bot = newBot(emulator);
  const answers = new Map<number, number>();
  bot.api.config.use(autoRetry());
  bot.use(sequentialize((ctx) => ctx.chat?.id.toString()));
  bot.command('ask', (ctx) => ctx.reply(`دستور: ${ctx.match}`));
  bot.on('message:text', async (ctx) => {
    const sent = await ctx.reply(`پاسخ: <b>${ctx.message.text}</b>`, {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('منبع ۱', 's:1'),
      reply_parameters: { message_id: ctx.message.message_id },
    });
    answers.set(ctx.message.message_id, sent.message_id);
  });
  bot.on('edited_message:text', async (ctx) => {
    const answer = answers.get(ctx.editedMessage.message_id) ?? 0;
    await ctx.api.editMessageText(ctx.chat.id, answer, `پاسخ تازه: ${ctx.editedMessage.text}`);
  });
  bot.on('callback_query:data', (ctx) =>
    ctx.answerCallbackQuery(`دیدم: ${ctx.callbackQuery.data}`),
  );
  bot.on('inline_query', (ctx) =>
    ctx.answerInlineQuery([
      {
        type: 'article',
        id: '1',
        title: ctx.inlineQuery.query,
        input_message_content: { message_text: '<i>متن</i>', parse_mode: 'HTML' },
      },
    ]),
  );
  return bot;
}

function startRunner(bot: Bot): RunnerHandle {
  const runner = run(bot, { runner: { silent: true, fetch: { timeout: 5 } } });
  cleanups.push(() => (runner.isRunning() ? runner.stop() : undefined));
  return runner;
}

/** What the Bot API refused a call with. */
async function refusal(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GrammyError))
    throw new Error('the call was not refused', { cause: error });
  return error;
}

describe('a real bot with the runner', () => {
  test('answers a private message, with formatting, buttons and the reply shown', async () => {
    const emulator = await start();
    startRunner(echoBot(emulator));
    const question = emulator.send.privateText('مسکو کجاست؟');
    const answer = await emulator.waitFor(() => emulator.messages(USER)[0]);
    expect(answer).toMatchObject({
      text: 'پاسخ: مسکو کجاست؟',
      entities: [{ type: 'bold', offset: 6, length: 11 }],
      buttons: [[{ text: 'منبع ۱', data: 's:1' }]],
      replyTo: question.message_id,
      edits: 0,
    });
  });

  test('answers commands in a group, with and without its name', async () => {
    const emulator = await start();
    startRunner(echoBot(emulator));
    emulator.send.groupText('/ask یک');
    emulator.send.groupText('/ask@mostanad_bot دو');
    emulator.send.groupText('/ask@other_bot سه');
    await emulator.waitFor(() => emulator.messages(GROUP).length === 3);
    // grammy takes the third for a text like any other: it names another bot.
    expect(emulator.messages(GROUP).map((message) => message.text)).toEqual([
      'دستور: یک',
      'دستور: دو',
      'پاسخ: /ask@other_bot سه',
    ]);
  });

  test('answers an edited question by editing its answer', async () => {
    const emulator = await start();
    startRunner(echoBot(emulator));
    const question = emulator.send.privateText('یک');
    await emulator.waitFor(() => emulator.messages(USER).length === 1);
    emulator.send.editText(question, 'دو');
    const answer = await emulator.waitFor(() => emulator.messages(USER).find((one) => one.edits));
    expect(answer).toMatchObject({ text: 'پاسخ تازه: دو', buttons: [], edits: 1 });
    expect(emulator.messages(USER)).toHaveLength(1);
  });

  test('answers a press of a button and an inline query', async () => {
    const emulator = await start();
    startRunner(echoBot(emulator));
    emulator.send.privateText('یک');
    const answer = await emulator.waitFor(() => emulator.messages(USER)[0]);
    const pressId = emulator.send.press(answer, 's:1');
    const queryId = emulator.send.inlineQuery('تحریم');
    await emulator.waitFor(() => emulator.callbackAnswers[0] && emulator.inlineAnswers[0]);
    expect(emulator.callbackAnswers[0]).toMatchObject({ queryId: pressId, text: 'دیدم: s:1' });
    expect(emulator.inlineAnswers[0]).toMatchObject({
      queryId,
      results: [{ title: 'تحریم', text: 'متن', entities: [{ type: 'italic' }] }],
    });
    expect(() => emulator.send.press(answer, 's:2')).toThrow('no button with data "s:2"');
  });

  test('answers another chat while one chat is slow', async () => {
    const emulator = await start();
    emulator.faults.next(1, { kind: 'slow', ms: 300 }, ['sendMessage']);
    startRunner(echoBot(emulator));
    emulator.send.privateText('کند', { userId: 1 });
    await emulator.waitFor(() => emulator.messages(1)[0]);
    emulator.send.privateText('تند', { userId: 2 });
    const answered = () =>
      emulator.log.filter((call) => call.outcome === 'ok' && call.payload.text);
    await emulator.waitFor(() => answered().length === 2);
    const inOrder = answered().toSorted((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0));
    expect(inOrder.map((call) => call.payload.chat_id)).toEqual([2, 1]);
  });
});

describe('updates', () => {
  test('are confirmed by the offset, and filtered by allowed_updates', async () => {
    const emulator = await start();
    const { api } = newBot(emulator);
    await api.getUpdates({ allowed_updates: ['message'] });
    const message = emulator.send.privateText('یک');
    emulator.send.editText(message, 'دو');
    emulator.send.privateText('سه');
    const updates = await api.getUpdates();
    expect(updates.map((update) => update.message?.text)).toEqual(['یک', 'سه']);
    const [first] = updates;
    const rest = await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 });
    expect(rest).toEqual(updates.slice(1));
    expect(await api.getUpdates({ offset: -1 })).toEqual(updates.slice(1));
  });

  test('wake a poll that waits; a second poller ends the first with 409', async () => {
    const emulator = await start();
    const { api } = newBot(emulator);
    const first = refusal(api.getUpdates({ timeout: 50 }));
    await emulator.waitFor(() => emulator.log.length === 1);
    const second = api.getUpdates({ timeout: 50 });
    expect(await first).toMatchObject({
      error_code: 409,
      description: expect.stringContaining('terminated by other getUpdates request'),
    });
    emulator.send.privateText('یک');
    expect(await second).toHaveLength(1);
  });

  test('carry mentions, the language, and the message that is replied to', async () => {
    const emulator = await start();
    const { api } = newBot(emulator);
    emulator.send.groupText('سلام @mostanad_bot خوبی؟', { languageCode: 'ar' });
    const own = await api.sendMessage(GROUP, 'سلام');
    emulator.send.groupText('پاسخ', { replyTo: { messageId: own.message_id } });
    const [mention, reply] = await api.getUpdates();
    expect(mention?.message?.entities).toEqual([{ type: 'mention', offset: 5, length: 13 }]);
    expect(mention?.message?.from.language_code).toBe('ar');
    expect(reply?.message?.reply_to_message?.from?.username).toBe('mostanad_bot');
  });

  test('in privacy mode are commands and replies only', async () => {
    const emulator = await start({ privacyMode: true });
    const { api } = newBot(emulator);
    expect((await api.getMe()).can_read_all_group_messages).toBe(false);
    emulator.send.groupText('گپ');
    emulator.send.groupText('سلام @mostanad_bot');
    emulator.send.groupText('/ask@other_bot سلام');
    emulator.send.groupText('/ask سلام');
    const own = await api.sendMessage(GROUP, 'پاسخ');
    emulator.send.groupText('چرا؟', { replyTo: { messageId: own.message_id } });
    const texts = (await api.getUpdates()).map((update) => update.message?.text);
    expect(texts).toEqual(['/ask سلام', 'چرا؟']);
  });
});

describe('the webhook', () => {
  async function serveBot(bot: Bot, secretToken: string): Promise<string> {
    const server: Server = createServer(webhookCallback(bot, 'http', { secretToken }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  test('gets updates with the secret, and getUpdates is refused meanwhile', async () => {
    const emulator = await start();
    const bot = echoBot(emulator);
    const url = await serveBot(bot, 'a-secret_1');
    await bot.api.setWebhook(url, { secret_token: 'a-secret_1' });
    emulator.send.privateText('یک');
    expect((await emulator.waitFor(() => emulator.messages(USER)[0])).text).toBe('پاسخ: یک');
    expect((await refusal(bot.api.getUpdates())).description).toContain('while webhook is active');
    expect((await bot.api.getWebhookInfo()).url).toBe(url);
  });

  test('with a wrong secret is refused by the bot, and the update is kept and tried again', async () => {
    const emulator = await start({ webhookRetryMs: 20 });
    const bot = echoBot(emulator);
    const url = await serveBot(bot, 'right');
    await bot.api.setWebhook(url, { secret_token: 'wrong' });
    emulator.send.privateText('یک');
    await expect.poll(() => emulator.deliveries.length).toBeGreaterThan(1);
    expect(emulator.deliveries.every((delivery) => delivery.status === 401)).toBe(true);
    expect(emulator.messages(USER)).toEqual([]);
    expect(await bot.api.getWebhookInfo()).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 401',
    });
    await bot.api.setWebhook(url, { secret_token: 'right' });
    expect((await emulator.waitFor(() => emulator.messages(USER)[0])).text).toBe('پاسخ: یک');
  });
});

describe('texts', () => {
  const bad: readonly (readonly [string, string])[] = [
    ['<b>الف', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<p>الف</p>', 'Unsupported start tag "p" at byte offset 0'],
    ['۳ < ۵', 'Unsupported start tag "" at byte offset 3'],
    ['الف<b', 'Unclosed start tag at byte offset 6'],
    ['<b><i>الف</b></i>', 'Unmatched end tag at byte offset 12, expected "</i>", found "</b>"'],
    ['الف</b>', 'Unexpected end tag at byte offset 6'],
    ['<span>الف</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    [
      '<a href>الف</a>',
      'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    ],
    ['<br/>', 'Unsupported start tag "br/" at byte offset 0'],
  ];

  test.each(bad)('%j is refused as HTML', async (html, problem) => {
    const emulator = await start();
    emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    const error = await refusal(api.sendMessage(USER, html, { parse_mode: 'HTML' }));
    expect(error).toMatchObject({
      error_code: 400,
      description: `Bad Request: can't parse entities: ${problem}`,
    });
    expect(emulator.messages(USER)).toEqual([]);
  });

  const good: readonly (readonly [string, string, readonly object[]])[] = [
    ['&lt;b&gt; &amp; &quot;&#1605;&#x645; &nbsp; &apos;', '<b> & "مم &nbsp; &apos;', []],
    ['<blockquote expandable>نقل</blockquote>', 'نقل', [{ type: 'expandable_blockquote' }]],
    ['<pre><code class="language-js">x</code></pre>', 'x', [{ type: 'pre', language: 'js' }]],
    [
      '<a href="https://irna.ir/?a=1&amp;b=2">خبر</a>',
      'خبر',
      [{ type: 'text_link', url: 'https://irna.ir/?a=1&b=2' }],
    ],
    ['<a href="javascript:x">خبر</a>', 'خبر', []],
    [
      '<b>الف<code>ب</code>پ</b>',
      'الفبپ',
      [{ type: 'bold', length: 3 }, { type: 'code' }, { type: 'bold', length: 1 }],
    ],
    ['  <u>\u202eالف\r\u0000</u>\n', 'الف', [{ type: 'underline', offset: 0, length: 3 }]],
    [
      'از @ali و /start',
      'از @ali و /start',
      [{ type: 'mention', length: 4 }, { type: 'bot_command' }],
    ],
  ];

  test.each(good)('%j is understood', async (html, text, entities) => {
    const emulator = await start();
    emulator.send.privateText('یک');
    const sent = await newBot(emulator).api.sendMessage(USER, html, { parse_mode: 'HTML' });
    expect(sent.text).toBe(text);
    expect(sent.entities ?? []).toMatchObject(entities);
    expect(emulator.messages(USER)).toMatchObject([{ text, entities }]);
  });

  test('are 1 to 4,096 whole characters after parsing', async () => {
    const emulator = await start();
    emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    const html = { parse_mode: 'HTML' } as const;
    const longest = await api.sendMessage(USER, `<b>${'ن'.repeat(4_096)}</b>`, html);
    const describe = async (call: Promise<unknown>) => (await refusal(call)).description;
    const tooLong = 'ن'.repeat(4_097);
    expect(await describe(api.sendMessage(USER, tooLong))).toBe('Bad Request: message is too long');
    expect(await describe(api.editMessageText(USER, longest.message_id, tooLong))).toBe(
      'Bad Request: MESSAGE_TOO_LONG',
    );
    expect(await describe(api.sendMessage(USER, ''))).toBe('Bad Request: message text is empty');
    expect(await describe(api.sendMessage(USER, '<b> </b>\u200f', html))).toBe(
      'Bad Request: text must be non-empty',
    );
    // A text that was cut inside an emoji.
    expect(await describe(api.sendMessage(USER, '📰'.slice(0, 1)))).toBe(
      'Bad Request: strings must be encoded in UTF-8',
    );
  });
});

describe('calls that Telegram refuses', () => {
  test('name the chat, message or button that is wrong', async () => {
    const emulator = await start();
    const user = emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    const sent = await api.sendMessage(USER, 'پاسخ');
    const keyboard = (data: string) => ({ reply_markup: new InlineKeyboard().text('x', data) });
    const same = 'exactly the same as a current content and reply markup of the message';
    const calls: readonly (readonly [() => Promise<unknown>, string])[] = [
      [() => api.sendMessage(99, 'پاسخ'), 'chat not found'],
      [() => api.editMessageText(USER, 1, 'پاسخ'), 'message to edit not found'],
      [() => api.editMessageText(USER, user.message_id, 'پاسخ'), "message can't be edited"],
      [() => api.editMessageText(USER, sent.message_id, 'پاسخ'), same],
      [() => api.deleteMessage(USER, 1), 'message to delete not found'],
      [() => api.sendMessage(USER, 'پاسخ', keyboard('ن'.repeat(33))), 'BUTTON_DATA_INVALID'],
      [
        () => api.sendMessage(USER, 'پ', { reply_parameters: { message_id: 1 } }),
        'replied not found',
      ],
      [() => api.setMyCommands([{ command: 'Ask', description: 'بپرس' }]), 'BOT_COMMAND_INVALID'],
    ];
    for (const [call, problem] of calls) {
      expect((await refusal(call())).description).toContain(problem);
    }
    await api.sendMessage(USER, 'پاسخ', keyboard('ن'.repeat(32)));
    await api.deleteMessage(USER, sent.message_id);
    expect(emulator.messages(USER)).toHaveLength(1);
    const other = new Bot('1:wrong', { client: { apiRoot: emulator.apiRoot } });
    expect((await refusal(other.api.getMe())).error_code).toBe(401);
  });

  test('are answers to a query given twice, too late, or too many and too long', async () => {
    const emulator = await start();
    const { api } = newBot(emulator);
    const article = (id: string) => ({
      type: 'article' as const,
      id,
      title: 'خبر',
      input_message_content: { message_text: 'متن' },
    });
    const many = Array.from({ length: 51 }, (_, index) => article(String(index)));
    const query = emulator.send.inlineQuery('تحریم');
    expect((await refusal(api.answerInlineQuery(query, many))).description).toContain('TOO_MUCH');
    const longId = [article('ن'.repeat(33))];
    expect((await refusal(api.answerInlineQuery(query, longId))).description).toContain(
      'ID_INVALID',
    );
    await api.answerInlineQuery(query, many.slice(0, 50));
    const twice = await refusal(api.answerInlineQuery(query, many.slice(0, 50)));
    expect(twice.description).toContain('query is too old');

    const late = await start({ queryLifetimeMs: 0 });
    late.send.privateText('یک');
    const lateApi = newBot(late).api;
    await lateApi.sendMessage(USER, 'پ', { reply_markup: new InlineKeyboard().text('x', 'x') });
    const [shown] = late.messages(USER);
    if (!shown) throw new Error('the message is not shown');
    const press = late.send.press(shown, 'x');
    expect((await refusal(lateApi.answerCallbackQuery(press))).description).toContain('too old');
  });

  test('commands are kept by language and scope', async () => {
    const { api } = newBot(await start());
    const fa = [{ command: 'ask', description: 'بپرس' }];
    const scope = { type: 'all_group_chats' } as const;
    await api.setMyCommands(fa, { language_code: 'fa', scope });
    expect(await api.getMyCommands({ language_code: 'fa', scope })).toEqual(fa);
    expect(await api.getMyCommands({ language_code: 'ar', scope })).toEqual([]);
    expect(await api.getMyCommands()).toEqual([]);
  });
});

describe('flood limits', () => {
  test('refuse a second message in a second, in whole seconds, and count edits', async () => {
    const emulator = await start({ limits: {} });
    emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    const sent = await api.sendMessage(USER, 'یک');
    const flooded = await refusal(api.editMessageText(USER, sent.message_id, 'دو'));
    expect(flooded).toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect(emulator.messages(USER)).toMatchObject([{ text: 'یک', edits: 0 }]);
    expect(emulator.log.at(-1)).toMatchObject({
      outcome: 'flood',
      limit: 'chat',
      tookEffect: false,
    });
  });

  test('hold for a group and overall', async () => {
    const none = { messages: 100, perMs: 60_000 };
    const two = { messages: 2, perMs: 60_000 };
    const group = await start({ limits: { chat: none, group: two, overall: none } });
    group.send.groupText('/ask');
    const overall = await start({ limits: { chat: none, group: none, overall: two } });
    for (const userId of [1, 2, 3]) overall.send.privateText('یک', { userId });
    for (const [emulator, chats] of [
      [group, [GROUP, GROUP, GROUP]],
      [overall, [1, 2, 3]],
    ] as const) {
      const { api } = newBot(emulator);
      const [first, second, third] = chats;
      await api.sendMessage(first, 'یک');
      await api.sendMessage(second, 'دو');
      expect((await refusal(api.sendMessage(third, 'سه'))).error_code).toBe(429);
      expect(emulator.log.at(-1)?.limit).toBe(emulator === group ? 'group' : 'overall');
    }
  });

  test('are passed by auto-retry, in order and without loss', async () => {
    const emulator = await start({
      limits: { ...UNLIMITED, chat: { messages: 1, perMs: 60 }, retryAfterStep: 0.01, slackMs: 0 },
    });
    startRunner(echoBot(emulator));
    for (const text of ['یک', 'دو', 'سه']) emulator.send.privateText(text);
    await emulator.waitFor(() => emulator.messages(USER).length === 3);
    expect(emulator.messages(USER).map((message) => message.text)).toEqual([
      'پاسخ: یک',
      'پاسخ: دو',
      'پاسخ: سه',
    ]);
    expect(emulator.log.some((call) => call.outcome === 'flood')).toBe(true);
  });
});

describe('faults', () => {
  test('destroy the socket before or after the call takes effect', async () => {
    const emulator = await start();
    emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    emulator.faults.next(1, { kind: 'drop', effect: 'before' });
    await expect(api.sendMessage(USER, 'الف')).rejects.toBeInstanceOf(HttpError);
    expect(emulator.messages(USER)).toHaveLength(0);
    emulator.faults.next(1, { kind: 'drop', effect: 'after' });
    await expect(api.sendMessage(USER, 'ب')).rejects.toBeInstanceOf(HttpError);
    expect(emulator.messages(USER)).toMatchObject([{ text: 'ب' }]);
    expect(emulator.log.map((call) => [call.outcome, call.tookEffect])).toEqual([
      ['fault', false],
      ['fault', true],
    ]);
  });

  test('answer 429, 500, 502 or a refusal, on the named methods only', async () => {
    const emulator = await start();
    emulator.send.privateText('یک');
    const { api } = newBot(emulator);
    const blocked = 'Forbidden: bot was blocked by the user';
    const only = ['sendMessage'];
    emulator.faults.next(1, { kind: 'tooManyRequests', retryAfter: 7 }, only);
    emulator.faults.next(1, { kind: 'serverError', code: 500 }, only);
    emulator.faults.next(1, { kind: 'serverError', code: 502 }, only);
    emulator.faults.next(1, { kind: 'refusal', code: 403, description: blocked }, only);
    const errors: GrammyError[] = [];
    for (let call = 0; call < 4; call += 1) {
      await api.sendChatAction(USER, 'typing');
      errors.push(await refusal(api.sendMessage(USER, 'الف')));
    }
    expect(errors.map((error) => error.error_code)).toEqual([429, 500, 502, 403]);
    expect(errors[0]?.parameters).toEqual({ retry_after: 7 });
    await api.sendMessage(USER, 'الف');
  });

  test('hit the same share of calls for the same seed', async () => {
    const run = async (seed: number) => {
      const emulator = await start();
      emulator.send.privateText('یک');
      const { api } = newBot(emulator);
      emulator.faults.share(0.25, [{ kind: 'serverError', code: 500 }], { seed });
      const calls = Array.from({ length: 40 }, () => api.sendChatAction(USER, 'typing'));
      await Promise.allSettled(calls);
      return emulator.log.map((call) => call.outcome).join(' ');
    };
    const first = await run(1);
    expect(await run(1)).toBe(first);
    expect(await run(2)).not.toBe(first);
    const faults = first.split(' ').filter((outcome) => outcome === 'fault').length;
    expect(faults).toBeGreaterThan(3);
    expect(faults).toBeLessThan(20);
  });
});
