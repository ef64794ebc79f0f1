import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../src/language/sentences.js';
import { wholeWords } from '../../src/language/whole-words.js';

/** The span of `part` in `text`, brought to whole words. */
function whole(text: string, part: string): string {
  const start = text.indexOf(part);
  const span = wholeWords(text, { start, end: start + part.length });
  return text.slice(span.start, span.end);
}

describe('words come out whole, without the marks around them', () => {
  test.each([
    ['در سوچی، آستانه و ژنو', 'چی، آستا', 'سوچی، آستانه'],
    ['آن کتاب‌هایشان را برد', 'هایشان', 'کتاب‌هایشان'],
    ['گفت: «صلح پایدار» است', '«صلح پایدار', 'صلح پایدار'],
    ['گفت: «صلح پایدار» است', '«صلح پایدار»', '«صلح پایدار»'],
    ['۹۰ درصد خاک.', 'درصد خاک.', 'درصد خاک'],
    ['3.5 برابر شد', '3.5 برا', '3.5 برابر'],
    ['رشد ۹۰٪ بود', '۹۰٪', '۹۰٪'],
    ['وزیر (فیصل مقداد) آمد', '(فیصل مقداد', 'فیصل مقداد'],
    ['گفت: "صلح پایدار" است', '"صلح پایدار', 'صلح پایدار'],
    ['گفت: "صلح پایدار" است', '"صلح پایدار"', '"صلح پایدار"'],
    ["گفت: 'صلح'", "'صلح", 'صلح'],
    ['گروه‌های «الف» و «ب» و ج', 'الف» و «ب', '«الف» و «ب»'],
    ['بند (الف) و (ب)', 'الف) و (ب', '(الف) و (ب)'],
    ['گروه «جبهه النصره» آمد', 'جبهه النصره» آمد', '«جبهه النصره» آمد'],
    ['خانه\u00adهای نو', 'های', 'خانه\u00adهای'],
    ['خانه\u200dهای نو', 'های', 'خانه\u200dهای'],
    ['خانه\u200bهای نو', 'های', 'خانه\u200bهای'],
    ['جنگنده F-16 افتاد', '16', 'F-16'],
    ['سامانه اس-۴۰۰ رسید', '۴۰۰', 'اس-۴۰۰'],
    ['the U.S. Army', 'S', 'U.S'],
    ['met al-Assad there', 'Assad', 'al-Assad'],
    ['O’Brien said', 'Brien', 'O’Brien'],
    ["Manning's problems", 'Manning', 'Manning'],
    ['a Six-time winner', 'Six', 'Six'],
    ['دیدار در دبی-لندن', 'لندن', 'لندن'],
    ['رفت.آمد', 'آمد', 'آمد'],
  ])('%s: %s', (text, part, expected) => expect(whole(text, part)).toBe(expected));
});

describe('a number comes out whole', () => {
  test.each([
    ['دما -۱۸/۵ درجه است', '۱۸', '-۱۸/۵ درجه'],
    ['دما منفی ۵ درجه است', '۵ درجه', 'منفی ۵ درجه'],
    ['دما ۱۸ درجه زیر صفر است', '۱۸ درجه', '۱۸ درجه زیر صفر'],
    ['درجة الحرارة ٥ درجات تحت الصفر', '٥', '٥ درجات تحت الصفر'],
    ['It was minus 5 degrees', '5', 'minus 5 degrees'],
    ['شمار ۱٬۲۳۴ نفر بود', '۱٬۲۳۴', '۱٬۲۳۴ نفر'],
    ['رشد 3.5 برابر بود', '5 برابر', '3.5 برابر'],
    ['مبلغ ۱٬۲۵۰٬۰۰۰ ریال بود', '۰۰۰ ریال', '۱٬۲۵۰٬۰۰۰ ریال'],
    ['مبلغ ۱،۲۵۰ ریال بود', '۱', '۱،۲۵۰ ریال'],
    ['رشد ۹۰٪ بود', '۹۰', '۹۰٪'],
    ['رشد 90 % بود', '90', '90 %'],
    ['رشد ٪۹۰ بود', '۹۰', '٪۹۰'],
    ['مبلغ $500 بود', '500', '$500'],
    ['about 500€ each', '500', '500€'],
    ['کنترل 90 درصد خاک', '90', '90 درصد'],
    ['رشد ۹۰ درصدی', '۹۰', '۹۰ درصدی'],
    ['نسبة ٩٠ في المئة من', '٩٠', '٩٠ في المئة'],
    ['نسبة ٩٠ بالمئة من', '٩٠', '٩٠ بالمئة'],
    ['some 90 per cent of', '90', '90 per cent'],
    ['ساعت 10:30 صبح', '30 صبح', '10:30 صبح'],
    ['در تاریخ ۱۴۰۰/۰۵/۱۲ بود', '۱۲', '۱۴۰۰/۰۵/۱۲'],
    ['با نتیجه ۲-۱ برابر عراق', '۱', '۲-۱'],
    ['On 2021-09-14 there', '09', '2021-09-14'],
    ['Jochi (1185–1226) was', '1185', '1185'],
    ['میان ۵۰–۶۰ نفر', '۶۰ نفر', '۵۰–۶۰ نفر'],
    ['در سال ۱۳۹۹،۵۰ نفر', '۵۰ نفر', '۵۰ نفر'],
  ])('%s: %s', (text, part, expected) => expect(whole(text, part)).toBe(expected));
});

describe('an amount comes out with its scale and its unit', () => {
  test.each([
    ['حدود ۲ هزار نفر آمدند', '۲', '۲ هزار نفر'],
    ['حدود ۲ هزار نفر آمدند', 'هزار نفر', '۲ هزار نفر'],
    ['دو میلیون و پانصد هزار تومان شد', 'پانصد هزار', 'دو میلیون و پانصد هزار تومان'],
    ['بودجه ۱۰ هزار میلیارد تومان است', '۱۰', '۱۰ هزار میلیارد تومان'],
    ['بودجه ۱۰ هزار میلیارد تومان است', 'میلیارد', '۱۰ هزار میلیارد تومان'],
    ['خرج ۵ میلیون متر مکعب آب', '۵', '۵ میلیون متر مکعب'],
    ['طول ۲۰ سانتی‌متر است', '۲۰', '۲۰ سانتی‌متر'],
    ['حدود ۱۵۰۰ نفر آمدند', '۱۵۰۰', '۱۵۰۰ نفر'],
    ['۳ مورد تازه', '۳', '۳ مورد'],
    ['ملکه بیست و هشتمین سال', 'هشتمین', 'بیست و هشتمین'],
    ['کودک ۱۰ ساله', '۱۰', '۱۰ ساله'],
    ['ثلاثة ملايين دولار أمريكي', 'ملايين', 'ثلاثة ملايين دولار'],
    ['مقتل ٤٥ شخصا', '٤٥', '٤٥ شخصا'],
    ['worth $2.5 million now', 'million', '$2.5 million'],
    ['twenty-five percent of it', 'five', 'twenty-five percent'],
    ['more than 3 thousand people', '3', '3 thousand people'],
  ])('%s: %s', (text, part, expected) => expect(whole(text, part)).toBe(expected));

  test.each([
    ['در سال ۱۴۰۰ ماه رمضان', '۱۴۰۰', '۱۴۰۰'],
    ['ساعت ۱۷ روز شنبه', '۱۷', '۱۷'],
    ['شنبه ۱۴ مرداد ۱۴۰۰ ساعت ۱۰', '۱۴۰۰', '۱۴۰۰'],
    ['در ۱۴۰۰/۰۵/۱۲ روز شنبه', '۱۲', '۱۴۰۰/۰۵/۱۲'],
    ['با نتیجه ۳ بر ۱ برابر عراق', '۱', '۱'],
    ['در سال ۱۹۸۰ مورد اصابت گلوله بود', '۱۹۸۰', '۱۹۸۰'],
    ['در ۱۹۸۰ مورد اصابت گلوله بود', '۱۹۸۰', '۱۹۸۰'],
    ['در هفته سوم ماه', 'سوم', 'سوم'],
    ['شمارشان به ۲۰ رسید. هزار نفر ماندند', '۲۰', '۲۰'],
    ['شمارشان ۲۰، هزار نفر ماندند', '۲۰', '۲۰'],
  ])('but with nothing else, %s: %s', (text, part, expected) =>
    expect(whole(text, part)).toBe(expected),
  );
});

test('a span of nothing but marks stays as it is', () => {
  expect(wholeWords('یک ... دو', { start: 3, end: 6 })).toEqual({ start: 3, end: 6 });
});

test('whatever the text, the span stays within it and is not empty', () => {
  const text = fc.string({
    unit: fc.constantFrom('س', 'ل', ' ', '«', '»', '،', '(', ')', '\u200c'),
  });
  fc.assert(
    fc.property(text, fc.nat(20), fc.integer({ min: 1, max: 20 }), (given, start, length) => {
      fc.pre(start + length <= given.length);
      const span = wholeWords(given, { start, end: start + length });
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(given.length);
      expect(span.end).toBeGreaterThan(span.start);
    }),
  );
});

test('a span never grows into another sentence', () => {
  const words = [
    '۲',
    '-۵',
    '۱٬۲۳۴',
    ' هزار',
    ' نفر',
    ' درصد',
    '٪',
    '. ',
    '؟ ',
    '\n\n',
    'و ',
    ' رفت.',
    'F-',
  ];
  const text = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.nat(30), fc.integer({ min: 1, max: 8 }), (given, start, length) => {
      fc.pre(start + length <= given.length);
      const touched = (from: number, to: number) =>
        sentences(given).filter((one) => one.end > from && one.start < to);
      const before = touched(start, start + length);
      fc.pre(before.length > 0);
      const span = wholeWords(given, { start, end: start + length });
      expect(before).toEqual(expect.arrayContaining([...touched(span.start, span.end)]));
    }),
    { numRuns: 1000 },
  );
});
