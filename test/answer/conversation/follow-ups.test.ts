import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answer } from '../../../src/answer/schema.js';
import type { Mostanad } from '../../../src/mostanad.js';
import { openBot } from '../../support/bot.js';
import { ROOT } from '../../support/folders.js';

/** Longer than a follow-up goes on by itself; that it is denied stands at its end. */
const CLAIMED = `یک کانال خبری مدعی شد: «${'باند فرودگاه فرسوده است و بازسازی آن سال‌ها طول می‌کشد. '.repeat(8)}همه پروازها لغو می‌شود» اما مدیر فرودگاه این ادعا را رد کرد.`;

let folder: string;
let bot: Mostanad;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-follow-ups-'));
  const other = join(folder, 'dam.txt');
  writeFileSync(
    other,
    [
      'افتتاح سد گلورد در نکا',
      'مهندس کاظم لطفی‌پور مدیرعامل آب منطقه‌ای گفت: سد گلورد با گنجایش ۱۱۵ میلیون متر مکعب به بهره‌برداری رسید.',
      'وی افزود: ساخت این سد ۱۴ سال به درازا کشید و ۶۰۰ کارگر در آن کار کردند.',
      'سعید رستمیان نماینده مردم نیز گفت: کشاورزان سال‌ها چشم‌به‌راه این آب بودند.',
      'مهندس لطفی‌پور در پایان تاکید کرد: آب آشامیدنی سه شهر از این سد تامین می‌شود.',
      'لینا',
    ].join('\n\n'),
  );
  const road = join(folder, 'road.txt');
  writeFileSync(
    road,
    [
      'بسته شدن جاده یاسوج به سی‌سخت',
      'مهدی رستگار فرمانده پلیس راه دنا گفت: جاده یاسوج به سی‌سخت به دلیل ریزش کوه در گردنه بیژن سه روز بسته می‌ماند.',
      'به گفته فرمانده پلیس راه دنا در این حادثه ۱۲ خودرو آسیب دید.',
      'لینا',
    ].join('\n\n'),
  );
  const airport = join(folder, 'airport.txt');
  writeFileSync(
    airport,
    [
      'پروازهای تازه فرودگاه کنارک',
      'فرودگاه کنارک از هفته آینده ۹ پرواز تازه دارد.',
      CLAIMED,
      'لینا',
    ].join('\n\n'),
  );
  bot = await openBot([join(ROOT, 'corpus'), other, road, airport], join(folder, 'data'));
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks one question after the other in one conversation. */
async function converse(...questions: readonly string[]): Promise<readonly Answer[]> {
  const history: Answer[] = [];
  for (const question of questions)
    history.push(Answer.parse(await bot.ask(question, { history })));
  return history;
}

/** The paragraphs of the first citations; null where it was declined. */
async function paragraphs(...questions: readonly string[]): Promise<readonly (number | null)[]> {
  const answers = await converse(...questions);
  return answers.map(({ citations }) => citations[0]?.paragraph ?? null);
}

const CAPACITY = 'گنجایش سد گلورد چقدر است؟';

test('what comes next does not end within a claim that is denied behind it', async () => {
  const [, next] = await converse('فرودگاه کنارک چند پرواز تازه دارد؟', 'و بعد؟');
  expect(next?.citations[0]?.quote).toBe(CLAIMED);
});

describe('what else someone said', () => {
  test.each([
    ['Persian', 'وی دیگر چه گفت؟'],
    ['Arabic', 'ماذا قال أيضًا؟'],
    ['English', 'What else did he say?'],
  ])('is another quote of the same speaker each time, and in the end none: %s', async (_, more) => {
    expect(await paragraphs(CAPACITY, more, more, more)).toEqual([1, 2, 4, null]);
  });

  test('may be asked by name, in another script too', async () => {
    expect(await paragraphs(CAPACITY, 'رستمیان دیگر چه گفت؟')).toEqual([1, 3]);
    expect(await paragraphs(CAPACITY, 'What else did Rostamian say?')).toEqual([1, 3]);
  });

  test('is not what another said: of someone who does not speak, nothing', async () => {
    const [, answer] = await converse(CAPACITY, 'وزیر نیرو دیگر چه گفت؟');
    expect(answer).toMatchObject({ answered: false, citations: [] });
  });

  test('in the seed article goes on with Putin, and never with Assad', async () => {
    const more = 'وی دیگر چه گفت؟';
    const answers = await converse(
      'از نظر پوتین مشکل اصلی چیست؟',
      more,
      more,
      more,
      more,
      more,
      more,
      more,
    );
    const cited = answers.flatMap(({ citations }) => citations.map(({ paragraph }) => paragraph));
    expect(cited).toEqual([17, 18, 19, 21, 14, 15, 16]);
    expect(answers.at(-1)?.answered).toBe(false);
  });
});

describe('what comes next', () => {
  test.each(['و بعد؟', 'ثم ماذا؟', 'And then?'])(
    '%s: the next of the article to its end',
    async (next) => {
      expect(await paragraphs(CAPACITY, next, next, next, next)).toEqual([1, 2, 3, 4, null]);
    },
  );

  test('is the rest of a paragraph first', async () => {
    const [, answer] = await converse(
      'حجم تجارت سوریه و روسیه در نیمه اول سال چند برابر شد؟',
      'و بعد؟',
    );
    expect(answer?.citations[0]).toMatchObject({ paragraph: 21 });
    const [first, second] = await converse('اولین تحویل چه واکسنی به سوریه انجام شد؟', 'و بعد؟');
    expect(second?.citations[0]?.paragraph).toBe((first?.citations[0]?.paragraph ?? 0) + 1);
  });
});

describe('why', () => {
  const closed = 'جاده یاسوج به سی‌سخت چند روز بسته می‌ماند؟';

  test.each(['چرا؟', 'علتش چیست؟', 'به چه دلیل؟'])(
    '%s: the reason of what was answered',
    async (why) => {
      const [first, second] = await converse(closed, why);
      expect(first?.citations[0]?.quote).toContain('سه روز');
      expect(second?.understood).toBe('چرا جاده یاسوج به سی‌سخت سه روز بسته می‌ماند؟');
      expect(second?.citations[0]?.quote).toContain('ریزش کوه');
    },
  );

  test.each([
    CAPACITY,
    'در حادثه جاده یاسوج به سی‌سخت چند خودرو آسیب دید؟',
    'چه کسانی به دیدار دو رئیس جمهور پیوستند؟',
    'حجم تجارت سوریه و روسیه چند برابر شد؟',
  ])(
    'is not answered with some other reason where the article gives none: %s',
    async (question) => {
      const [first, second] = await converse(question, 'چرا؟');
      expect(first?.answered).toBe(true);
      expect(second).toMatchObject({ answered: false, citations: [] });
    },
  );

  test.each(['چرا؟', 'به چه دلیل؟', 'علتش چیست؟', 'لماذا؟', 'Why?'])(
    '%s: asks nothing where nothing was answered before',
    async (why) => {
      expect(await bot.ask(why)).toMatchObject({ answered: false, citations: [], nearest: [] });
      const [, , second] = await converse(closed, 'نخست وزیر مالزی کیست؟', why);
      expect(second).toMatchObject({ answered: false, citations: [] });
    },
  );
});

test('a question that points back is read with the words of the subject, and says so', async () => {
  const [, answer] = await converse(CAPACITY, 'ساخت آن چند سال طول کشید؟');
  expect(answer?.understood).toContain('گلورد');
  expect(answer?.citations[0]?.paragraph).toBe(2);
});

describe('what was answered is gone on from', () => {
  test.each(['ممنون', 'thanks', 'آن در سال ۱۳۷۰ چقدر بود؟'])(
    'also after what is no question of its own, or leant on it: %s',
    async (between) => {
      const [capacity, , next] = await paragraphs(CAPACITY, between, 'و بعد؟');
      expect([capacity, next]).toEqual([1, 2]);
    },
  );
});

describe('after a question that was declined', () => {
  const declined = 'نخست وزیر مالزی کیست؟';

  test.each(['و بعد؟', 'وی دیگر چه گفت؟', 'What else did he say?'])(
    '%s: goes on from no older answer, however often it is asked',
    async (more) => {
      expect(await paragraphs(CAPACITY, declined, more, more)).toEqual([1, null, null, null]);
    },
  );

  test('goes on from the older answer where it leant on that, or asked for more', async () => {
    expect(await paragraphs(CAPACITY, 'وزیر نیرو دیگر چه گفت؟', 'و بعد؟')).toEqual([1, null, 2]);
    expect(await paragraphs(CAPACITY, 'چرا؟', 'و بعد؟')).toEqual([1, null, 2]);
  });
});

test('without a conversation a follow-up is a question like any other', async () => {
  for (const question of ['وی دیگر چه گفت؟', 'و بعد؟', 'ساخت آن چند سال طول کشید؟']) {
    const alone = await bot.ask(question);
    const { timings: _, ...answer } = await bot.ask(question, { history: [] });
    expect(alone).toMatchObject(answer);
    expect(alone.understood).toBeNull();
  }
});

test('a question that names its subject is answered as without the conversation', async () => {
  const history = await converse(CAPACITY, 'وی دیگر چه گفت؟');
  for (const question of [
    'چه درصدی از خاک سوریه در کنترل دولت است؟',
    'Who did President Assad meet in Moscow?',
    'تیم ملی فوتبال ایران چه نتیجه ای گرفت؟',
  ]) {
    const { timings: _, ...alone } = await bot.ask(question);
    expect(await bot.ask(question, { history })).toMatchObject(alone);
  }
});

test('every quote stands in its paragraph, to the letter', async () => {
  const answers = await converse(CAPACITY, 'و بعد؟', 'وی دیگر چه گفت؟', 'چرا؟', 'در کجا؟');
  for (const { articleId, paragraph, start, end, quote } of answers.flatMap(
    (one) => one.citations,
  )) {
    expect((await bot.paragraph(articleId, paragraph))?.slice(start, end)).toBe(quote);
  }
});
