import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import { answerOf, citationOf } from './answers.js';
import { chatOver, echo } from './core.js';
import { connect, emulate, GROUP, memoryOf, run, startRun, USER } from './setup.js';

const first = (text: string | undefined) => text?.split('\n')[0];

describe('in a private chat', () => {
  test('every text is a question, answered in a reply with its source and buttons', async () => {
    const { telegram, chat } = await run(() => ({ ...answerOf(), id: 'aB3-_x' }));
    const question = telegram.send.privateText('چند درصد؟');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(chat.asked).toEqual([{ person: `telegram:${USER}`, question: 'چند درصد؟' }]);
    expect(answer).toMatchObject({
      replyTo: question.message_id,
      linkPreviewOff: true,
      buttons: [
        [{ text: '[1]', data: 's:fa:aB3-_x:1' }],
        [
          { text: '👍', data: 'v:good:aB3-_x' },
          { text: '👎', data: 'v:bad:aB3-_x' },
        ],
      ],
    });
  });

  test('two questions at once are answered in their order', async () => {
    let calls = 0;
    const { telegram } = await run(async (question) => {
      calls += 1;
      await pause(calls === 1 ? 60 : 0);
      return answerOf({ text: `${question} [1]` });
    });
    telegram.send.privateText('کند');
    telegram.send.privateText('تند');
    await telegram.waitFor(() => telegram.messages(USER).length === 2);
    expect(telegram.messages(USER).map(({ text }) => text.split(' ')[0])).toEqual(['کند', 'تند']);
  });

  test('a notice is said as it is', async () => {
    const { telegram } = await run(() => ({ kind: 'notice', text: 'سرم شلوغ است & <همین>' }));
    telegram.send.privateText('یک');
    const shown = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(shown).toMatchObject({ text: 'سرم شلوغ است & <همین>', entities: [], buttons: [] });
  });

  test('what the corpus does not say has no source, but what comes nearest, and a verdict', async () => {
    const { telegram } = await run(() =>
      answerOf({
        answered: false,
        language: 'en',
        text: 'The corpus does not say.',
        citations: [],
        nearest: [{ articleId: 'a', title: 'اجلاس مسکو', paragraph: 3 }],
      }),
    );
    telegram.send.privateText('Who won?');
    const shown = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(shown.text).toBe(
      'The corpus does not say.\n\nNearest articles\n• \u2068اجلاس مسکو\u2069, paragraph 3',
    );
    expect(shown.buttons).toMatchObject([[{ text: '👍' }, { text: '👎' }]]);
  });

  test.each([
    ['fa', 'هر پرسشی'],
    ['ar', 'اكتب أي سؤال'],
    ['en-GB', 'Write any question'],
  ])('/start speaks the language of the person (%s)', async (languageCode, words) => {
    const { telegram, chat } = await run(echo);
    telegram.send.privateText('/start', { languageCode });
    const shown = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(shown.text).toContain(words);
    expect(shown.entities).toMatchObject([{ type: 'bot_command' }]);
    expect(chat.asked).toEqual([]);
  });

  test('/help, /privacy, an unknown command and an empty /ask are answered without the core', async () => {
    const { telegram, chat } = await run(echo);
    const expected = [
      ['/help', '/ask'],
      ['/privacy', 'نگه داشته می‌شود'],
      ['/weather تهران', '/weather'],
      ['/ask', 'پرسشی نوشته نشده است'],
    ] as const;
    for (const [userId, [command]] of expected.entries()) {
      telegram.send.privateText(command, { userId: userId + 1 });
    }
    await telegram.waitFor(() => expected.every((_, index) => telegram.messages(index + 1)[0]));
    for (const [index, [, words]] of expected.entries()) {
      expect(telegram.messages(index + 1)[0]?.text).toContain(words);
    }
    expect(chat.asked).toEqual([]);
  });

  test('/ask asks, and /sources shows the sources of the last answer, or one whole', async () => {
    const telegram = await emulate();
    const citations = [citationOf(), citationOf({ marker: 2, quote: 'نقل دوم' })];
    const { asked } = await startRun(
      telegram,
      temporaryFolder(),
      () => answerOf({ citations }).answer,
    );
    telegram.send.privateText('/sources', { userId: 1 });
    telegram.send.privateText('/ask چند درصد؟', { userId: 2 });
    await telegram.waitFor(() => telegram.messages(1)[0] && telegram.messages(2)[0]);
    expect(telegram.messages(1)[0]?.text).toContain('هنوز پاسخی نیست');
    expect(asked).toEqual(['چند درصد؟']);
    telegram.send.privateText('/sources', { userId: 2 });
    telegram.send.privateText('/sources ۲', { userId: 2 });
    telegram.send.privateText('/sources 7', { userId: 2 });
    await telegram.waitFor(() => telegram.messages(2).length === 4);
    const [, list, second, none] = telegram.messages(2);
    expect(list?.text).toMatch(/^منابع\n⁨\[1\]⁩[\s\S]*⁨\[2\]⁩/u);
    expect(second?.text).toMatch(/^⁨\[2\]⁩[\s\S]*نقل دوم/u);
    expect(none?.text).toContain('منبع شمارهٔ 7 ندارد');
  });
});

describe('in a group', () => {
  test('/ask, a mention and a reply to the bot are questions; nothing else reaches the core', async () => {
    const { telegram, chat } = await run(echo);
    telegram.send.groupText('گپی میان دیگران درباره /ask');
    telegram.send.groupText('/ask@other_bot یک');
    telegram.send.groupText('/weather تهران');
    telegram.send.groupText('/ask@Mostanad_Bot دو');
    telegram.send.groupText('@mostanad_bot، سه؟');
    telegram.send.groupText('راستی @MOSTANAD_BOT چهار؟');
    const [answer] = await telegram.waitFor(
      () => telegram.messages(GROUP).length === 3 && telegram.messages(GROUP),
    );
    telegram.send.groupText('پنج؟', { replyTo: { messageId: answer?.messageId ?? 0 } });
    await telegram.waitFor(() => telegram.messages(GROUP).length === 4);
    expect(chat.asked.map(({ question }) => question)).toEqual([
      'دو',
      'سه؟',
      'راستی چهار؟',
      'پنج؟',
    ]);
  });

  test('in privacy mode commands and replies are what Telegram hands over', async () => {
    const { telegram, chat } = await connect(await emulate({ privacyMode: true }), echo);
    telegram.send.groupText('@mostanad_bot یک؟');
    telegram.send.groupText('/ask دو؟');
    await telegram.waitFor(() => telegram.messages(GROUP)[0]);
    expect(chat.asked.map(({ question }) => question)).toEqual(['دو؟']);
  });
});

describe('an edited question', () => {
  test('gets its answer edited, longer or shorter, with the buttons on the last message', async () => {
    const lengths: Readonly<Record<string, number>> = { یک: 10, دو: 1_500, سه: 20 };
    const { telegram } = await run((question) =>
      answerOf({ text: `${question} ${'خبر '.repeat(lengths[question] ?? 0)}[1]` }),
    );
    const question = telegram.send.privateText('یک');
    await telegram.waitFor(() => telegram.messages(USER)[0]);
    telegram.send.editText(question, 'دو');
    await telegram.waitFor(() => telegram.messages(USER)[1]);
    expect(telegram.messages(USER)).toMatchObject([
      { text: expect.stringMatching(/^دو/u), buttons: [] },
      { text: expect.stringContaining('منابع'), buttons: [{}, {}] },
    ]);
    telegram.send.editText(question, 'سه');
    await telegram.waitFor(() => telegram.messages(USER).length === 1);
    expect(telegram.messages(USER)).toMatchObject([
      { text: expect.stringMatching(/^سه/u), buttons: [{}, {}] },
    ]);
  });

  test('with the same words is not asked again, and a message edited into a question is asked', async () => {
    const { telegram, chat } = await run(echo);
    const question = telegram.send.privateText('یک', { userId: 1 });
    await telegram.waitFor(() => telegram.messages(1)[0]);
    telegram.send.editText(question, 'یک');
    const talk = telegram.send.groupText('گپ');
    telegram.send.editText(talk, '/ask دو');
    await telegram.waitFor(() => telegram.messages(GROUP)[0]);
    expect(chat.asked.map(({ question: text }) => text)).toEqual(['یک', 'دو']);
  });
});

test('a conversation is the chat’s in private, each person’s own in a group; an edited question names itself', async () => {
  const { telegram, chat } = await run(echo);
  const question = telegram.send.privateText('یک', { userId: 1 });
  await telegram.waitFor(() => telegram.messages(1)[0]);
  telegram.send.editText(question, 'یک و نیم');
  telegram.send.groupText('/ask دو', { userId: 2 });
  telegram.send.groupText('/ask سه', { userId: 3 });
  await telegram.waitFor(() => chat.askings.length === 4);
  const byQuestion = (text: string) =>
    chat.askings[chat.asked.findIndex((asked) => asked.question === text)];
  const message = String(question.message_id);
  const bot = `telegram:${telegram.bot.id}`;
  expect(byQuestion('یک')).toMatchObject({ place: `${bot}/1`, message });
  expect(byQuestion('یک و نیم')).toMatchObject({ place: `${bot}/1`, message });
  expect(byQuestion('دو')?.place).toBe(`${bot}/${GROUP}:2`);
  expect(byQuestion('سه')?.place).toBe(`${bot}/${GROUP}:3`);
  telegram.send.groupText('/new', { userId: 3 });
  await telegram.waitFor(() => chat.forgotten.length === 1);
  expect(chat.forgotten).toEqual([`${bot}/${GROUP}:3`]);
});

describe('the buttons', () => {
  test('of a source show its whole paragraph with the quote marked, also after a restart', async () => {
    const telegram = await emulate();
    const before = await connect(telegram, () => ({ ...answerOf(), id: 'x' }));
    telegram.send.privateText('یک');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    await before.platform.stop(1_000);
    await connect(telegram, before.chat);
    telegram.send.press(answer, 's:fa:x:1');
    const source = await telegram.waitFor(() => telegram.messages(USER)[1]);
    const { quote } = citationOf();
    expect(source.text).toContain(`${quote} و پس از آن.`);
    expect(source.replyTo).toBe(answer.messageId);
    const marked = source.entities.find(({ type }) => type === 'bold');
    expect(marked && source.text.slice(marked.offset, marked.offset + marked.length)).toBe(quote);
    expect(telegram.callbackAnswers).toMatchObject([{ text: '' }]);
  });

  test('show a source once in a group, and tell who presses again', async () => {
    const { telegram } = await run(() => ({ ...answerOf(), id: 'x' }));
    telegram.send.groupText('/ask یک');
    const answer = await telegram.waitFor(() => telegram.messages(GROUP)[0]);
    telegram.send.press(answer, 's:fa:x:1');
    telegram.send.press(answer, 's:fa:x:1', { userId: 2 });
    await telegram.waitFor(
      () => telegram.callbackAnswers.length === 2 && telegram.messages(GROUP).length === 2,
    );
    expect(telegram.callbackAnswers.map(({ text }) => text).join('')).toContain('پیش‌تر');
  });

  test('a press that fails is answered with an id that the log has too, and not the cause', async () => {
    const telegram = await emulate();
    const core = chatOver(echo);
    const failing = {
      ...core,
      judge: async () => {
        throw new Error('the disk is full');
      },
    };
    const { logs } = await connect(telegram, failing);
    telegram.send.privateText('یک');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    const verdict = answer.buttons.flat().find(({ data }) => data?.startsWith('v:bad'));
    telegram.send.press(answer, verdict?.data ?? '');
    const { text = '' } = await telegram.waitFor(() => telegram.callbackAnswers[0]);
    const errorId = /[0-9a-f]{6}/u.exec(text)?.[0] ?? 'none';
    expect(logs.text()).toContain(errorId);
    expect(text).not.toContain('disk');
  });

  test('👍 and 👎 are kept, and answered while another answer in the chat is still on its way', async () => {
    const { telegram, chat } = await run(async (question) => {
      if (question === 'کند') await new Promise((resolve) => release.push(resolve));
      return { ...answerOf(), id: 'x' };
    });
    const release: ((value: unknown) => void)[] = [];
    telegram.send.privateText('یک');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    telegram.send.privateText('کند');
    telegram.send.press(answer, 'v:bad:x');
    await telegram.waitFor(() => telegram.callbackAnswers[0]);
    expect(chat.judged).toEqual([['x', `telegram:${USER}`, 'bad']]);
    expect(telegram.callbackAnswers[0]?.text).toContain('سپاس');
    release[0]?.(undefined);
  });

  test('are left out where the answer could not be kept', async () => {
    const { telegram } = await run(() => ({ ...answerOf(), id: null }));
    telegram.send.privateText('یک');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(answer.text).toContain('90 درصد');
    expect(answer.buttons).toEqual([]);
  });

  test('of an answer that is forgotten say so', async () => {
    const telegram = await emulate();
    const before = await connect(telegram, () => ({ ...answerOf(), id: 'x' }));
    telegram.send.privateText('یک');
    const answer = await telegram.waitFor(() => telegram.messages(USER)[0]);
    await before.platform.stop(1_000);
    await connect(telegram, chatOver(echo));
    telegram.send.press(answer, 's:fa:x:1');
    telegram.send.press(answer, 'v:good:x');
    await telegram.waitFor(() => telegram.callbackAnswers.length === 2);
    expect(telegram.callbackAnswers.map(({ text }) => text)).toEqual([
      'این پاسخ دیگر در حافظه نیست. لطفاً دوباره بپرسید.',
      'این پاسخ دیگر در حافظه نیست. لطفاً دوباره بپرسید.',
    ]);
  });
});

describe('where the memory fails', () => {
  test('a question is answered, and a command says that it failed, with an id that the log has', async () => {
    const telegram = await emulate();
    const { logs } = await connect(telegram, echo);
    await memoryOf(telegram).close();
    telegram.send.privateText('یک');
    await telegram.waitFor(() => telegram.messages(USER)[0]);
    telegram.send.privateText('/sources');
    const [answer, failed] = await telegram.waitFor(
      () => telegram.messages(USER).length === 2 && telegram.messages(USER),
    );
    expect(answer?.text).toContain('پاسخِ یک');
    const errorId = /[0-9a-f]{6}/u.exec(failed?.text ?? '')?.[0] ?? 'none';
    expect(logs.text()).toContain(errorId);
    expect(logs.text()).toContain('what was sent on Telegram is not kept');
    expect(logs.text()).not.toContain('یک');
  });

  test('a conversation that could not be forgotten is not said to be', async () => {
    const telegram = await emulate();
    const failing = {
      ...chatOver(echo),
      forget: async () => {
        throw new Error('the cluster is away');
      },
    };
    const { logs } = await connect(telegram, failing);
    telegram.send.privateText('/new');
    const { text } = await telegram.waitFor(() => telegram.messages(USER)[0]);
    expect(logs.text()).toContain(/[0-9a-f]{6}/u.exec(text)?.[0] ?? 'none');
    expect(text).not.toContain('cluster');
  });
});

describe('while the core works', () => {
  test('typing is shown, and other chats are answered', async () => {
    const { telegram } = await run(async (question) => {
      if (question === 'کند') await new Promise((resolve) => release.push(resolve));
      return answerOf({ text: `${question} [1]` });
    });
    const release: ((value: unknown) => void)[] = [];
    telegram.send.privateText('کند', { userId: 1 });
    await telegram.waitFor(
      () => telegram.log.some(({ method }) => method === 'sendChatAction'),
      3_000,
    );
    telegram.send.privateText('تند', { userId: 2 });
    await telegram.waitFor(() => telegram.messages(2)[0]);
    expect(telegram.messages(1)).toEqual([]);
    release[0]?.(undefined);
    await telegram.waitFor(() => telegram.messages(1)[0]);
    expect(first(telegram.messages(1)[0]?.text)).toBe('کند ⁨[1]⁩');
  });
});

describe('who and what', () => {
  test('chats that are not on the list are not answered, and not asked about', async () => {
    const telegram = await emulate();
    const { chat, logs } = await connect(telegram, echo, { chats: [2, GROUP] });
    telegram.send.privateText('یک', { userId: 1 });
    telegram.send.inlineQuery('سه', { userId: 1 });
    telegram.send.privateText('دو', { userId: 2 });
    telegram.send.groupText('/ask چهار', { userId: 1 });
    await telegram.waitFor(() => telegram.messages(2)[0] && telegram.messages(GROUP)[0]);
    expect(chat.asked.map(({ question }) => question).toSorted()).toEqual(['دو', 'چهار']);
    expect(telegram.messages(1)).toEqual([]);
    expect(logs.text()).toContain('chat: 1');
  });

  test("the menu of commands is set in each language, and only where it isn't already", async () => {
    const telegram = await emulate();
    const calls = () => telegram.log.filter(({ method }) => method === 'setMyCommands');
    const { platform } = await connect(telegram, echo);
    expect(calls().map(({ payload }) => payload.language_code)).toEqual(['fa', 'ar', undefined]);
    await platform.stop(1_000);
    await connect(telegram, echo);
    expect(calls()).toHaveLength(3);
  });

  test('a wrong token is refused by name, without showing it', async () => {
    const telegram = await emulate();
    const start = connect(telegram, echo, { token: '123:secret' });
    await expect(start).rejects.toThrow(/token: .*401: Unauthorized/);
    await expect(start).rejects.not.toThrow(/secret/);
  });

  test('an error of the core shows an id that the log has, and no question, answer or token', async () => {
    const { telegram, logs } = await run((question) => {
      if (question.includes('خطا')) throw new Error('the core is broken');
      return answerOf({ text: 'پاسخ محرمانه [1]' });
    });
    telegram.send.privateText('پرسش محرمانه با خطا', { userId: 1 });
    const shown = await telegram.waitFor(() => telegram.messages(1)[0]);
    const [errorId = 'none'] = /[0-9a-f]{6}/.exec(shown.text) ?? [];
    telegram.faults.next(1, { kind: 'drop', effect: 'after' }, ['sendMessage']);
    telegram.faults.next(1, { kind: 'refusal', code: 400, description: 'Bad Request: no' }, [
      'editMessageText',
    ]);
    telegram.send.privateText('پرسش محرمانه', { userId: 2 });
    await telegram.waitFor(() => telegram.log.some(({ status }) => status === 400));
    await expect.poll(() => logs.text()).toContain('refuses the form of a message');
    expect(logs.text()).toContain(errorId);
    expect(logs.text()).toContain('the core is broken');
    expect(logs.text()).not.toContain('محرمانه');
    expect(logs.text()).not.toContain(telegram.token.slice(11));
  });
});
