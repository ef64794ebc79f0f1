import { expect, test } from 'vitest';
import { labelBlocks, splitBlocks } from '../../src/corpus/blocks.js';
import { MostanadError } from '../../src/errors.js';
import { bandKeys } from '../../src/search/duplicates/bands.js';
import { datesAgree } from '../../src/search/duplicates/dates.js';
import { compare, isSameStory } from '../../src/search/duplicates/same-story.js';
import {
  signatureFromBytes,
  signatureOf,
  signatureToBytes,
} from '../../src/search/duplicates/signature.js';

const sign = (text: string, title = 'تیتر') =>
  signatureOf({ title, blocks: labelBlocks(title, splitBlocks(text)) });

const CONVOY = `کاروانی از خودروهای نیروهای آمریکایی روز دوشنبه از گذرگاه غیرقانونی الولید وارد خاک سوریه شد و به سوی پایگاه‌های این نیروها در حومه حسکه رفت.

منابع محلی در گفت‌وگو با خبرنگار ما گفتند: این کاروان ۴۵ کامیون داشت که تجهیزات نظامی و مواد سوختی حمل می‌کردند و چهار خودروی زرهی آنها را همراهی می‌کرد.

به گفته این منابع، هفته گذشته نیز کاروانی با ۳۲ خودرو از همین گذرگاه وارد این منطقه شده بود. نیروهای آمریکایی با کمک شبه‌نظامیان نفت و گندم این منطقه را به بیرون از کشور می‌برند.

اهالی چند روستا در اطراف شهر قامشلی دیروز راه را بر خودروهای این نیروها بستند و آنها را به بازگشت واداشتند.`;

const NEXT_CONVOY = CONVOY.replace('دوشنبه', 'پنجشنبه')
  .replace('حومه حسکه', 'حومه دیرالزور')
  .replace('۴۵ کامیون', '۶۰ کامیون')
  .replace('چهار خودروی', 'هفت خودروی')
  .replace('۳۲ خودرو', '۴۵ خودرو')
  .replace('شهر قامشلی', 'شهر رمیلان');

const PRICES = `اتحادیه میوه و تره‌بار قیمت امروز شنبه ۱۲ مهرماه را اعلام کرد.

هر کیلوگرم سیب درجه یک در میدان مرکزی ۱۸۵۰۰ تومان و هر کیلوگرم پرتقال ۲۲۰۰۰ تومان قیمت دارد. انگور به ۳۱۵۰۰ تومان رسید و خیار در همان قیمت ۹۸۰۰ تومان ماند.

رئیس اتحادیه گفت: عرضه محصولات تابستانی کاهش یافته است و با آغاز فصل برداشت مرکبات در شمال کشور قیمت‌ها پایین می‌آید.`;

test('a wire copy with a dateline, a source, other letters, digits and a cut tail is the same story', () => {
  const copy = `دمشق-سانا

به گزارش ایسنا، ${CONVOY.split('\n\n').slice(0, 3).join('\n\n')}

انتهای پیام/`
    .replaceAll('ی', 'ي')
    .replaceAll('ک', 'ك')
    .replaceAll('\u200c', ' ')
    .replaceAll('۴۵', '45');
  expect(isSameStory(sign(CONVOY), sign(copy, 'ورود کاروان تازه به شمال سوریه'))).toBe(true);
});

test('light edits are the same story: sentences moved and dropped, other words', () => {
  const [first = '', second = '', third = '', fourth = ''] = CONVOY.split('\n\n');
  const edited = [first, fourth, second, third.split('. ')[1]]
    .join('\n\n')
    .replace('گفتند', 'اظهار داشتند')
    .replace('حمل می‌کردند', 'جابه‌جا می‌کردند')
    .replace('با خبرنگار ما', 'با رسانه‌ها');
  expect(isSameStory(sign(CONVOY), sign(edited))).toBe(true);
  expect(isSameStory(sign(edited), sign(CONVOY))).toBe(true);
});

test('a number in words and in digits is one, and so are the spellings of a day and a month', () => {
  const other = CONVOY.replace('چهار خودروی', '۴ خودروی').replace('دوشنبه', 'دو شنبه');
  expect(compare(sign(CONVOY), sign(other)).factConflict).toBe(0);
  expect(compare(sign(PRICES), sign(PRICES.replace('مهرماه', 'مهر ماه'))).factConflict).toBe(0);
});

test('the next convoy is another story though its words are the same', () => {
  const { overlap, factConflict } = compare(sign(CONVOY), sign(NEXT_CONVOY));
  expect(overlap).toBeGreaterThan(0.6);
  expect(factConflict).toBeGreaterThan(0.2);
  expect(isSameStory(sign(CONVOY), sign(NEXT_CONVOY))).toBe(false);
});

test('the next convoy stays another story where its report is cut and has a dateline', () => {
  const cut = `قامشلی-سانا\n\n${NEXT_CONVOY.split('\n\n').slice(0, 2).join('\n\n')}`;
  expect(isSameStory(sign(CONVOY), sign(cut))).toBe(false);
});

test("tomorrow's prices are another story", () => {
  const tomorrow = PRICES.replace('شنبه ۱۲', 'یکشنبه ۱۳')
    .replace('۱۸۵۰۰', '۱۸۹۰۰')
    .replace('۲۲۰۰۰', '۲۱۴۰۰')
    .replace('۳۱۵۰۰', '۳۲۰۰۰');
  expect(isSameStory(sign(PRICES), sign(tomorrow))).toBe(false);
});

test('a report of the same sentences on another person is another story', () => {
  const report = `بهروز رستگاریان دروازه‌بان تیم فوتبال باشگاه پس از پایان تمرین امروز در جمع خبرنگاران حاضر شد.

رستگاریان گفت: از بازگشت به میدان خوشحالم و برای بازی جمعه آماده‌ام. هواداران همیشه از تیم حمایت کرده‌اند.

سرمربی تیم نیز از شرایط رستگاریان ابراز رضایت کرد و گفت: او در تمرین خوب کار کرد.`;
  const other = report
    .replace('بهروز رستگاریان', 'کوروش نیلوفری‌پور')
    .replaceAll('رستگاریان', 'نیلوفری‌پور');
  expect(isSameStory(sign(report), sign(other))).toBe(false);
});

test('the next convoy that differs by the minister alone, whom each repeats, is another story', () => {
  const visit = (name: string) =>
    [
      `وزیر ${name} گفت که از سه طرح بازدید کرد تا از روند ساخت آنها آگاه شود.`,
      `وزیر ${name} گفت که بودجه راه روستایی افزایش می‌یابد.`,
      CONVOY,
      PRICES,
      `وزیر ${name} گفت که از کارگران سپاسگزار است.`,
    ].join('\n\n');
  const [one, other] = [sign(visit('رستگاریان')), sign(visit('نیلوفری'))];
  expect(compare(one, other)).toMatchObject({ strangers: 3, factConflict: 0 });
  expect(compare(one, other).nameConflict).toBeLessThan(0.1);
  expect(isSameStory(one, other)).toBe(false);
});

test.each([
  ['2021-09-14', '2021-09-14', true],
  ['2021-09-14', '2021-09-16', true],
  ['2021-12-31', '2022-01-02', true],
  ['2021-09-14', '2021-09-17', false],
  ['2021-09', '2021-09-30', true],
  ['2021-09', '2021-10-02', true],
  ['2021-09', '2021-10-03', false],
  ['2020', '2021-01-02', true],
  ['2020', '2021-01-03', false],
  ['2020-02', '2020-03-02', true],
  [null, '2021-09-14', true],
  [null, null, true],
])('dates %s and %s: one story may be of both: %s', (one, other, agree) => {
  expect(datesAgree(one, other)).toBe(agree);
  expect(datesAgree(other, one)).toBe(agree);
});

test('a digest does not tell the story of one of its parts', () => {
  const digest = [CONVOY, PRICES, PRICES.replaceAll('قیمت', 'نرخ'), ...fillers(6)].join('\n\n');
  const part = CONVOY.split('\n\n')[1] ?? '';
  expect(compare(sign(part), sign(digest)).overlap).toBeGreaterThan(0.7);
  expect(isSameStory(sign(part), sign(digest))).toBe(false);
});

test('captions that are alike are told apart by their headlines', () => {
  const caption = 'تصاویر این دیدار را در ادامه مشاهده می‌کنید.';
  const [one, other] = [
    sign(caption, 'پیروزی سپاهان برابر ملوان در انزلی'),
    sign(caption, 'شکست تراکتور در خانه مقابل گل‌گهر'),
  ];
  expect(isSameStory(one, other)).toBe(false);
});

test('articles without words are no story', () => {
  expect(isSameStory(sign('!', '…'), sign('!', '…'))).toBe(false);
  expect(bandKeys(sign('!', '…'))).toEqual([]);
});

test('a signature is the same after it was stored, also in the middle of a buffer', () => {
  const signature = sign(CONVOY);
  const bytes = Buffer.concat([Buffer.from([7]), signatureToBytes(signature)]).subarray(1);
  expect(signatureFromBytes(bytes)).toEqual(signature);
  expect(bandKeys(signatureFromBytes(bytes))).toEqual(bandKeys(signature));
});

test('bytes that are no signature are named', () => {
  const broken = () => signatureFromBytes(Buffer.alloc(7));
  expect(broken).toThrow(MostanadError);
  expect(broken).toThrow(/7 bytes/);
});

function fillers(count: number): readonly string[] {
  const subjects = [
    'باران',
    'برف',
    'آتش‌سوزی جنگل',
    'نمایشگاه کتاب',
    'جشنواره فیلم',
    'مسابقه شطرنج',
  ];
  return subjects
    .slice(0, count)
    .map(
      (subject) =>
        `گزارش ${subject} به دست ما رسید و مسئولان ${subject} درباره ${subject} توضیح دادند که برنامه ${subject} تغییر می‌کند.`,
    );
}

test('a paragraph without an end is signed by its beginning, as a story is', () => {
  const words = Array.from({ length: 1_000 }, (_, at) => `واژه${at}`).join(' ');
  expect(sign(`${words} ${'آب '.repeat(500_000)}`)).toEqual(sign(words));
}, 60_000);
