import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Answer } from '../../src/answer/schema.js';
import type { Mostanad } from '../../src/mostanad.js';
import { readFilter, type TypedFilter } from '../../src/search/filter.js';
import { openBot } from '../support/bot.js';
import { ROOT } from '../support/folders.js';

/** One story as two agencies tell it, in two years; and the seed article, which has no date. */
const ROWS = [
  {
    id: 'ایسنا-سد',
    title: 'افتتاح سد گلورد در نکا',
    date: '۱۴۰۰/۰۵/۰۱',
    source: 'ايسنا',
    category: 'اقتصادی',
    text: [
      'مهندس کاظم لطفی‌پور مدیرعامل آب منطقه‌ای گفت: سد گلورد با گنجایش ۱۱۵ میلیون متر مکعب به بهره‌برداری رسید.',
      'وی افزود: ساخت این سد ۱۴ سال به درازا کشید و ۶۰۰ کارگر در آن کار کردند.',
    ].join('\n\n'),
  },
  {
    id: 'ایرنا-سد',
    title: 'بازدید معاون وزیر از سد گلورد',
    date: '2023-10-02',
    source: 'ایرنا',
    category: 'سیاسی',
    text: [
      'معاون وزیر نیرو در بازدید از این سد گفت: گنجایش سد گلورد ۹۷ میلیون متر مکعب است.',
      'او از برنامه لایروبی مخزن در سال آینده خبر داد.',
    ].join('\n\n'),
  },
];

let folder: string;
let bot: Mostanad;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-filter-'));
  const rows = join(folder, 'dams.jsonl');
  writeFileSync(rows, ROWS.map((row) => JSON.stringify(row)).join('\n'));
  bot = await openBot([join(ROOT, 'corpus'), rows], join(folder, 'data'));
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

const CAPACITY = 'گنجایش سد گلورد چقدر است؟';

async function ask(question: string, typed: TypedFilter, history: readonly Answer[] = []) {
  const { filter, fault } = readFilter(typed);
  expect(fault).toBeNull();
  return Answer.parse(await bot.ask(question, { filter, history }));
}

test.each<[TypedFilter, string]>([
  [{ source: ['ایسنا'] }, 'ایسنا-سد'],
  [{ source: ['ايرنا'] }, 'ایرنا-سد'],
  [{ to: '۱۴۰۰' }, 'ایسنا-سد'],
  [{ from: 'مهر ۱۴۰۲', language: ['فارسی'] }, 'ایرنا-سد'],
  [{ category: ['اقتصادي'] }, 'ایسنا-سد'],
])('a question asked to %o is answered from what is within', async (typed, articleId) => {
  const answer = await ask(CAPACITY, typed);
  expect(answer.answered).toBe(true);
  expect(new Set(answer.citations.map((one) => one.articleId))).toEqual(new Set([articleId]));
  expect(answer.filter).toEqual(readFilter(typed).filter);
});

test('without a filter the answer names none', async () => {
  expect(await ask(CAPACITY, {})).toMatchObject({ answered: true, filter: null });
});

test('what is within and does not answer is declined with what was searched, and names what is nearest', async () => {
  const answer = await ask('دولت سوریه کنترل چند درصد خاک کشور را در اختیار دارد؟', {
    source: ['ایسنا', 'ایرنا'],
    from: '۱۴۰۰/۰۱/۰۱',
  });
  expect(answer).toMatchObject({ answered: false, citations: [] });
  expect(answer.text).toBe(
    'در محدوده‌ای که جست‌وجو شد (منبع ایسنا یا ایرنا، از 2021-03-21) پاسخی برای این پرسش نیست.',
  );
  expect(answer.nearest.map((one) => one.articleId)).not.toContain('seed-article');
  expect(answer.nearest.length).toBeGreaterThan(0);
});

test.each([
  [CAPACITY, 'در این محدوده چیزی یافت نشد: از 2030-01-01، دسته ورزش، زبان عربی.'],
  [
    'ما هي سعة سد كلورد؟',
    'لم يُعثر على شيء ضمن هذا النطاق: من 2030-01-01، الفئة ورزش، اللغة العربية.',
  ],
  [
    'What is the capacity of the Golvard dam?',
    'Nothing was found within this: from 2030-01-01, category ورزش, language Arabic.',
  ],
])(
  'where nothing is within, that is said in the question’s language: %s',
  async (question, text) => {
    const answer = await ask(question, { from: '2030', category: ['ورزش'], language: ['ar'] });
    expect(answer).toMatchObject({ answered: false, text, citations: [], nearest: [] });
  },
);

test('an undated article is not within any days', async () => {
  const question = 'دولت سوریه کنترل چند درصد خاک کشور را در اختیار دارد؟';
  expect((await ask(question, { source: ['سانا'] })).answered).toBe(true);
  expect((await ask(question, { from: '1900' })).answered).toBe(false);
  expect((await ask(question, { to: '2100' })).answered).toBe(false);
});

test('what looks like a marker in a name is none in the answer', async () => {
  const { text } = await ask(CAPACITY, { source: ['سانا [1]'] });
  expect(text).toContain('سانا (1)');
});

test('a filter is of the question that names it, and a follow-up keeps to its own', async () => {
  const first = await ask(CAPACITY, { source: ['ایسنا'] });
  const next = async (typed: TypedFilter) => (await ask('و بعد؟', typed, [first])).citations[0];
  expect(await next({})).toMatchObject({ articleId: 'ایسنا-سد', paragraph: 2 });
  expect(await next({ source: ['ایسنا'] })).toMatchObject({ paragraph: 2 });
  expect(await next({ source: ['ایرنا'] })).toBeUndefined();
});
