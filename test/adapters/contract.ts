import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AdmissionLimits, DEFAULT_LIMITS } from '../../adapters/admission.js';
import type { Chat } from '../../adapters/chat.js';
import { openChat } from '../../adapters/chat-core.js';
import type { AskOptions } from '../../src/answer/ask.js';
import type { Answer, Citation } from '../../src/answer/schema.js';
import { stripDirectionControls } from '../../src/language/direction.js';
import { openLocalMemory } from '../../src/records/local.js';
import type { Memory } from '../../src/records/port.js';
import { temporaryFolder } from '../support/folders.js';

/** A message as the person reads it. */
export interface ReadMessage {
  readonly text: string;
  /** What stands on its buttons, in order. */
  readonly buttons: readonly string[];
}

/** One platform over a core, as one person meets it. */
export interface OpenAdapter {
  readonly hasButtons: boolean;
  /** Sends all questions at once; all that the person reads in return, when no more comes. */
  read(questions: readonly string[]): Promise<readonly ReadMessage[]>;
  /** Asks the bot to forget the conversation, and reads what it says to that. */
  renew(): Promise<readonly ReadMessage[]>;
  /** Stops the platform as a shutdown does. */
  stop(): Promise<void>;
}

type Core = (question: string, options?: AskOptions) => Promise<Answer>;

const sentence = (index: number) =>
  `جمله شماره ${index} درباره نشست مسکو و همکاری های دوجانبه میان دو کشور است.`;

function citation(marker: number, quote: string): Citation {
  return {
    marker,
    articleId: `article-${marker}`,
    title: `تیتر ${marker}`,
    source: 'سانا',
    date: '2021-09-14',
    url: null,
    paragraph: marker + 20,
    quote,
    start: 5,
    end: 5 + quote.length,
    answer: null,
    alsoReportedBy: [],
  };
}

function answerOf(question: string, given: Partial<Answer> = {}): Answer {
  const quote = `پاسخ به ${question} این است.`;
  return {
    question,
    understood: null,
    filter: null,
    language: 'fa',
    answered: true,
    text: `${quote} [1]`,
    confidence: 0.9,
    mode: 'extractive',
    citations: [citation(1, quote)],
    nearest: [],
    timings: {},
    ...given,
  };
}

/** What stays the same however a platform wraps, marks and spaces a text. */
function readable(text: string): string {
  return stripDirectionControls(text).replace(/[\s\\*_~`>]+/gu, '');
}

/** What every adapter must do; `open` connects one to a chat. */
export function adapterContract(
  name: string,
  open: (chat: Chat, memory: Memory) => Promise<OpenAdapter>,
): void {
  async function over(core: Core, limits: Partial<AdmissionLimits> = {}) {
    const failures: string[] = [];
    const bot = { ask: core, paragraph: async () => null };
    const memory = openLocalMemory(temporaryFolder());
    const { chat, close } = openChat(bot, memory, { ...DEFAULT_LIMITS, ...limits }, (errorId) =>
      failures.push(errorId),
    );
    const adapter = await open(chat, memory);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= adapter.stop();
      return stopping;
    };
    onTestFinished(async () => {
      await stop();
      await close(0);
    });
    const ask = async (questions: readonly string[]) =>
      (await adapter.read(questions)).map(({ text }) => text).join('\n');
    const { read, renew, hasButtons } = adapter;
    return { ask, read, renew, hasButtons, stop, failures };
  }

  describe(`adapter contract: ${name}`, () => {
    test('an answer shows every marker, and every citation with title, source, date, paragraph, quote', async () => {
      const quotes = [sentence(1), sentence(2)];
      const adapter = await over(async (question) =>
        answerOf(question, {
          text: quotes.map((quote, at) => `${quote} [${at + 1}]`).join('\n'),
          citations: quotes.map((quote, at) => citation(at + 1, quote)),
        }),
      );
      const read = readable(await adapter.ask(['در نشست چه گذشت؟']));
      for (const [at, quote] of quotes.entries()) {
        const marker = at + 1;
        expect(read.split(readable(quote)).length - 1).toBeGreaterThanOrEqual(2);
        expect(read).toContain(`${readable(quote)}[${marker}]`);
        for (const part of [`تیتر ${marker}`, 'سانا', '2021-09-14', `بند ${marker + 20}`]) {
          expect(read).toContain(readable(part));
        }
      }
    });

    test('who else reports the story of a source stands with it, by name', async () => {
      const quote = sentence(1);
      const alsoReportedBy = ['ایسنا', null, 'Reuters'].map((source, at) => ({
        articleId: `copy-${at}`,
        title: `تیتر رونوشت ${at}`,
        source,
        date: null,
        url: null,
      }));
      const adapter = await over(async (question) =>
        answerOf(question, {
          text: `${quote} [1]`,
          citations: [{ ...citation(1, quote), alsoReportedBy }],
        }),
      );
      expect(readable(await adapter.ask(['در نشست چه گذشت؟']))).toContain(
        readable('همین خبر را 3 منبع دیگر هم گزارش کرده‌اند: ایسنا، تیتر رونوشت 1، Reuters'),
      );
    });

    test('an abstention says so, names what comes nearest, and cites nothing', async () => {
      const adapter = await over(async (question) =>
        answerOf(question, {
          answered: false,
          text: 'در اسناد موجود پاسخی برای این پرسش نیست.',
          citations: [],
          nearest: [{ articleId: 'a', title: 'تیتر نزدیک', paragraph: 4 }],
        }),
      );
      const read = readable(await adapter.ask(['قیمت نفت چند است؟']));
      expect(read).toContain(readable('در اسناد موجود پاسخی برای این پرسش نیست.'));
      expect(read).toContain(readable('تیتر نزدیک'));
      expect(read).not.toMatch(/\[\d+\]/u);
    });

    test('30 citations and an answer of 20,000 characters: nothing is lost, text, sources and buttons in order', async () => {
      const numbers = Array.from({ length: 30 }, (_, at) => at + 1);
      const quotes = numbers.map((number) =>
        Array.from({ length: 10 }, (_part, part) => sentence(number * 100 + part)).join(' '),
      );
      const text = quotes.map((quote, at) => `${quote} [${at + 1}]`).join('\n');
      expect(text.length).toBeGreaterThan(20_000);
      const adapter = await over(async (question) =>
        answerOf(question, { text, citations: quotes.map((quote, at) => citation(at + 1, quote)) }),
      );
      const messages = await adapter.read(['همه چیز را بگو']);
      const shown = readable(messages.map((message) => message.text).join('\n'));
      const heading = shown.indexOf('منابع');
      const [body, sources] = [shown.slice(0, heading), shown.slice(heading)];
      for (const part of [body, sources]) {
        expect(part.match(/\[\d+\]/gu)).toEqual(numbers.map((number) => `[${number}]`));
        const pieces = part.split(/(?<=\[\d+\])|(?=\[\d+\])/gu).filter((one) => !/^\[/u.test(one));
        // The text stands before its marker, a source behind it.
        const own = part === body ? pieces : pieces.slice(1);
        for (const [at, quote] of quotes.entries()) {
          for (const one of quote.split(/(?<=\.) /u)) expect(own[at]).toContain(readable(one));
          if (part === sources) expect(own[at]).toMatch(new RegExp(`^تیتر${at + 1}(?!\\d)`, 'u'));
        }
      }
      const buttons = messages.map((message) => message.buttons);
      expect(buttons.slice(0, -1).flat()).toEqual([]);
      const sourceButtons = buttons.at(-1)?.flatMap((label) => label.match(/\d+/u) ?? []) ?? [];
      expect(sourceButtons.map(Number)).toEqual(adapter.hasButtons ? numbers : []);
    });

    test('hostile text is shown as text: no control characters, no direction overrides', async () => {
      const hostile =
        '**بلند** <b>سیاه</b> @everyone [پیوند](https://evil.example) \u202eوارونه\u0000 \u001b[31m ||راز||';
      const adapter = await over(async (question) =>
        answerOf(question, { text: `${hostile} [1]`, citations: [citation(1, hostile)] }),
      );
      const shown = await adapter.ask(['چه خبر؟']);
      expect(shown).not.toMatch(/[\u0000\u001b\u202a-\u202e]/u);
      for (const word of ['بلند', 'سیاه', 'everyone', 'پیوند', 'وارونه', 'راز']) {
        expect(shown).toContain(word);
      }
    });

    test('ten thousand combining marks do no harm', async () => {
      const adapter = await over(async (question) =>
        answerOf(question, { text: `الف${'\u064e'.repeat(10_000)} پایان [1]` }),
      );
      expect(await adapter.ask(['چه خبر؟'])).toContain('پایان');
    });

    test('a question without a word is told so; the core is not asked, and nothing can be judged', async () => {
      let asked = 0;
      const adapter = await over(async (question) => {
        asked += 1;
        return answerOf(question);
      });
      const messages = await adapter.read(['؟! 😀']);
      expect(readable(messages.map(({ text }) => text).join())).toContain(
        readable('پرسش خود را با واژه‌ها بنویسید'),
      );
      expect(messages.flatMap(({ buttons }) => buttons)).toEqual([]);
      expect(asked).toBe(0);
    });

    test('a core that throws: a short id, that the log has too, and not the cause', async () => {
      const adapter = await over(async () => {
        throw new Error('the secret cause');
      });
      const shown = await adapter.ask(['چه خبر؟']);
      expect(adapter.failures).toHaveLength(1);
      expect(shown).toContain(adapter.failures[0]);
      expect(shown).not.toContain('secret cause');
    });

    test('a core that does not answer in time: the same', async () => {
      const adapter = await over(() => new Promise(() => {}), { timeout: 50 });
      const shown = await adapter.ask(['چه خبر؟']);
      expect(adapter.failures).toHaveLength(1);
      expect(shown).toContain(adapter.failures[0]);
    });

    test('two questions at once from one person are both answered', async () => {
      const adapter = await over(async (question) => {
        await sleep(20);
        return answerOf(question);
      });
      const read = readable(await adapter.ask(['پرسش نخست', 'پرسش دوم']));
      expect(read).toContain(readable('پاسخ به پرسش نخست این است.'));
      expect(read).toContain(readable('پاسخ به پرسش دوم این است.'));
    });

    test('a follow-up is answered in its conversation, until the person begins a new one', async () => {
      const before: (readonly string[])[] = [];
      const adapter = await over(async (question, { history = [] } = {}) => {
        before.push(history.map((turn) => `${turn.question} ${turn.citations[0]?.articleId}`));
        return answerOf(question);
      });
      await adapter.ask(['پوتین چه گفت؟']);
      await adapter.ask(['وی دیگر چه گفت؟']);
      const [said] = (await adapter.renew()).slice(-1);
      expect(readable(said?.text ?? '')).toContain(readable('گفت‌وگوی تازه'));
      await adapter.ask(['و بعد؟']);
      expect(before).toEqual([[], ['پوتین چه گفت؟ article-1'], []]);
    });

    test('someone who asks too often is told once, not every time', async () => {
      const adapter = await over(async (question) => answerOf(question), { perMinute: 1 });
      const read = readable(await adapter.ask(['پرسش نخست', 'پرسش دوم', 'پرسش سوم', 'پرسش چهارم']));
      expect(read).toContain(readable('پاسخ به پرسش نخست این است.'));
      expect(read).not.toContain(readable('پاسخ به پرسش دوم'));
      const told = read.split(readable('در یک دقیقه پرسش‌های زیادی')).length - 1;
      expect(told).toBe(1);
    });

    test('a question that is too long gets the limit', async () => {
      const adapter = await over(async (question) => answerOf(question), { questionLength: 100 });
      const shown = await adapter.ask(['سوریه '.repeat(30).trim()]);
      expect(shown).toContain('100');
      expect(shown).not.toContain('پاسخ به');
    });

    test('a shutdown lets the running answer arrive', async () => {
      let begun = false;
      const adapter = await over(async (question) => {
        begun = true;
        await sleep(150);
        return answerOf(question);
      });
      const reading = adapter.ask(['پرسش آخر']);
      while (!begun) await sleep(5);
      await adapter.stop();
      expect(readable(await reading)).toContain(readable('پاسخ به پرسش آخر این است.'));
    });
  });
}
