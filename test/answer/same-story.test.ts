import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { evaluate } from '../../src/eval/evaluate.js';
import type { Mostanad } from '../../src/mostanad.js';
import { openBot } from '../support/bot.js';
import { temporaryFolder } from '../support/folders.js';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly date: string | null;
  readonly source: string | null;
}

const DAM = [
  'وزیر نیرو صبح امروز در آیین گشایش سد خاکی روستای گلپایه گفت: این سد ۳۲ میلیون مترمکعب آب ذخیره می‌کند و دو هزار هکتار زمین را آبیاری می‌کند.',
  'وی افزود: ساخت این سد نه سال طول کشید و کارگران بومی در آن نقش بزرگی داشتند؛ بخشی از هزینه را شرکت تعاونی کشاورزان پرداخت.',
  'مدیر امور آب منطقه گفت که پرورش ماهی و گردشگری نیز در کنار دریاچه این سد رونق می‌گیرد و پروانه ۱۴ کارگاه صادر شده است.',
  'ساکنان روستا در پایان با نان محلی و موسیقی از مهمانان پذیرایی کردند و کودکان سرود خواندند.',
];

/** One wire report and what three newsrooms make of it. */
const COPIES: readonly Row[] = [
  {
    id: 'isna',
    title: 'سد خاکی گلپایه گشایش یافت',
    text: DAM.join('\n\n'),
    date: '2021-09-14',
    source: 'ایسنا',
  },
  {
    id: 'irna',
    title: 'سد خاکی گلپایه گشایش یافت',
    text: ['گلپایه - ایرنا', `به گزارش ایرنا، ${DAM[0]}`, ...DAM.slice(1)].join('\n\n'),
    date: '2021-09-15',
    source: 'ایرنا',
  },
  {
    id: 'mehr',
    title: 'سد خاکی گلپایه گشایش یافت',
    text: DAM.slice(0, 3)
      .join('\n\n')
      .replaceAll('ی', 'ي')
      .replaceAll('ک', 'ك')
      .replace('وي افزود', 'او اضافه كرد'),
    date: '2021-09-14',
    source: 'مهر',
  },
];

const convoy = (day: string, place: string, lorries: string, armoured: string) =>
  `کاروانی از خودروهای نیروهای آمریکایی روز ${day} از گذرگاه الولید وارد خاک سوریه شد و به سوی پایگاه این نیروها در حومه ${place} رفت.

منابع محلی گفتند: این کاروان به سوی ${place} ${lorries} کامیون داشت که تجهیزات نظامی و مواد سوختی حمل می‌کردند و ${armoured} خودروی زرهی آنها را همراهی می‌کرد.`;

/** Two reports of a series: nearly the same words, a day apart. */
const SERIES: readonly Row[] = [
  {
    id: 'convoy-1',
    title: 'ورود کاروان آمریکایی به حومه حسکه',
    text: convoy('دوشنبه', 'حسکه', '۴۵', 'چهار'),
    date: '2021-09-13',
    source: 'سانا',
  },
  {
    id: 'convoy-2',
    title: 'ورود کاروان آمریکایی به حومه دیرالزور',
    text: convoy('سه‌شنبه', 'دیرالزور', '۶۰', 'هفت'),
    date: '2021-09-14',
    source: 'العالم',
  },
];

const WATER = 'سد گلپایه چند میلیون مترمکعب آب ذخیره می‌کند؟';

/** The product over these articles; write changes what the next sync finds. */
async function openOver(rows: readonly Row[]) {
  const { bot, write } = await openIn(temporaryFolder(), rows);
  onTestFinished(() => bot.close());
  return { bot, write };
}

async function openIn(folder: string, rows: readonly Row[]) {
  const corpus = join(folder, 'articles.jsonl');
  const write = (some: readonly Row[]) =>
    writeFileSync(corpus, some.map((row) => JSON.stringify(row)).join('\n'));
  write(rows);
  const bot = await openBot([corpus], join(folder, 'data'));
  return { bot, write };
}

let folder: string;
let bot: Mostanad;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-story-'));
  bot = (await openIn(folder, [...COPIES, ...SERIES])).bot;
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

test('of three copies of a story one is cited, the earliest, and the others are named', async () => {
  const answer = await bot.ask(WATER);
  expect(answer.answered).toBe(true);
  expect(answer.text).toContain('۳۲ میلیون');
  const [citation, ...more] = answer.citations;
  expect(more).toEqual([]);
  expect(citation).toMatchObject({ articleId: 'isna', source: 'ایسنا', date: '2021-09-14' });
  expect(citation?.alsoReportedBy).toEqual([
    { articleId: 'mehr', title: COPIES[2]?.title, source: 'مهر', date: '2021-09-14', url: null },
    { articleId: 'irna', title: COPIES[1]?.title, source: 'ایرنا', date: '2021-09-15', url: null },
  ]);
});

test('copies make an answer no less sure', async () => {
  const [first] = COPIES;
  if (first === undefined) throw new Error('no copies');
  const { bot: alone } = await openOver([first, ...SERIES]);
  const { confidence } = await alone.ask(WATER);
  expect((await bot.ask(WATER)).confidence).toBeGreaterThan(confidence - 0.05);
});

test('a copy with other paragraphs is read too, but neither cited beside nor held against the other', async () => {
  const [isna, irna] = COPIES as [Row, Row, Row];
  const merged = {
    ...irna,
    text: [`به گزارش ایرنا از گلپایه، ${DAM[0]} ${DAM[2]}`, DAM[1], DAM[3]].join('\n\n'),
  };
  const { bot: alone } = await openOver([isna]);
  const { bot: both } = await openOver([isna, merged]);
  const answer = await both.ask(WATER);
  expect(answer.citations).toHaveLength(1);
  expect(answer.citations[0]?.alsoReportedBy).toHaveLength(1);
  expect(answer.confidence).toBeGreaterThan((await alone.ask(WATER)).confidence - 0.05);
});

test('what only one of the copies says is found behind the others', async () => {
  const answer = await bot.ask('ساکنان روستای گلپایه با چه چیزی از مهمانان پذیرایی کردند؟');
  expect(answer.citations).toHaveLength(1);
  expect(answer.text).toContain('نان محلی');
});

test('two reports of a series are two stories: each answers for itself', async () => {
  for (const [place, lorries, id] of [
    ['حسکه', '۴۵', 'convoy-1'],
    ['دیرالزور', '۶۰', 'convoy-2'],
  ]) {
    const answer = await bot.ask(`کاروان آمریکایی به سوی ${place} چند کامیون داشت؟`);
    expect(answer.citations[0]).toMatchObject({ articleId: id, alsoReportedBy: [] });
    expect(answer.citations[0]?.quote).toContain(lorries);
  }
});

test('a copy that is removed or becomes another story is named no more, a new one is', async () => {
  const [isna, irna, mehr] = COPIES as [Row, Row, Row];
  const { bot, write } = await openOver(COPIES);
  const named = async () => {
    const { citations } = await bot.ask(WATER);
    return citations[0]?.alsoReportedBy.map(({ articleId }) => articleId);
  };
  expect(await named()).toEqual(['mehr', 'irna']);
  write([isna, mehr]);
  await bot.sync();
  expect(await named()).toEqual(['mehr']);
  write([isna, { ...mehr, text: convoy('جمعه', 'حلب', '۲۱', 'دو') }]);
  await bot.sync();
  expect(await named()).toEqual([]);
  write([isna, irna]);
  await bot.sync();
  expect(await named()).toEqual(['irna']);
});

test('an old report in the same words is not taken for a copy', async () => {
  const [isna, irna] = COPIES as [Row, Row, Row];
  const { bot } = await openOver([isna, { ...irna, date: '2020-03-01' }]);
  const { citations } = await bot.ask(WATER);
  expect(citations.map(({ alsoReportedBy }) => alsoReportedBy)).toEqual(citations.map(() => []));
});

test('a right paragraph is right in eval though a copy of it is cited', async () => {
  const question = {
    question: WATER,
    article: 'irna',
    answers: [],
    answer_has_any: [],
    answerable: true,
  };
  const outcomes = await evaluate(bot, [
    { ...question, paragraphs: [2] },
    { ...question, paragraphs: [3] },
  ]);
  expect(outcomes.map(({ answer }) => answer.citations[0]?.articleId)).toEqual(['isna', 'isna']);
  expect(outcomes.map(({ firstRight }) => firstRight)).toEqual([true, false]);
});
