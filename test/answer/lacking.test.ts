import { describe, expect, test } from 'vitest';
import { lacksNamed } from '../../src/answer/lacking.js';
import { termsOf } from '../../src/language/terms.js';

/** Whether a question names what a passage, with its headline and the years of its date, lacks. */
function isLacking(question: string, passage: string, title = '', years: readonly string[] = []) {
  return lacksNamed(termsOf(question), [...termsOf(`${title}\n${passage}`), ...years]);
}

describe('a country of the question is lacking', () => {
  test.each([
    ['موضع عربستان درباره سوریه چیست؟', 'ایران از دولت سوریه حمایت کرد.'],
    ['ما موقف السعودية من سورية؟', 'ایران از دولت سوریه حمایت کرد.'],
    ['What did the Russian president say?', 'رئیس جمهور ترکیه در آنکارا سخن گفت.'],
    ['What did the Iraqi minister say?', 'The Syrian minister spoke in Damascus.'],
    ['موشک کره شمالی چه بردی داشت؟', 'کره جنوبی رزمایش برگزار کرد.'],
  ])('where the passage names only others: %s', (question, passage) => {
    expect(isLacking(question, passage)).toBe(true);
  });

  test.each([
    ['What did the Russian president say?', 'رئیس جمهور روسیه در مسکو سخن گفت.'],
    ['What did Russia say?', 'قال الرئيس الروسي إن التعاون مستمر.'],
    ['رئیس جمهور آمریکا چه گفت؟', 'The president of the United States spoke.'],
    ['نخست‌وزیر انگلستان کیست؟', 'نخست‌وزیر بریتانیا استعفا داد.'],
    ['وزیر خارجه صربستان چه گفت؟', 'The Serbian minister spoke in Belgrade.'],
    ['رئیس جمهور اسد چه گفت؟', 'وی در دمشق سخن گفت.'],
  ])('but not where it is named otherwise, or none is: %s', (question, passage) => {
    expect(isLacking(question, passage)).toBe(false);
  });

  test('but not where the headline names it', () => {
    const passage = 'وی افزود: تلاش‌های مشترک ما ثمر داد.';
    expect(isLacking('پوتین درباره سوریه چه گفت؟', passage)).toBe(true);
    const title = 'نشست سران سوریه و روسیه';
    expect(isLacking('پوتین درباره سوریه چه گفت؟', passage, title)).toBe(false);
  });
});

describe('a number of the question is lacking', () => {
  test.each([
    ['چرا ۹۰ درصد خاک آزاد شد؟', 'دولت ۷۰ درصد خاک را در اختیار دارد.'],
    ['من أين جاء ٢٠ جنديا؟', 'وصل الجنود أمس.'],
    ['۵۰ نفر کجا کشته شدند؟', 'در این حادثه ۲۰ نفر کشته شدند.'],
    ['Where did 20 soldiers die?', 'Ten soldiers died in Homs.'],
  ])('where the passage has none of its value: %s', (question, passage) => {
    expect(isLacking(question, passage)).toBe(true);
  });

  test.each([
    ['چرا ۹۰ درصد خاک آزاد شد؟', 'دولت ٩٠ درصد خاک را دارد.'],
    ['Why is 90 percent free?', 'دولت نود درصد خاک را دارد.'],
    ['۲۵ نفر کجا کشته شدند؟', 'بیست و پنج نفر در حمص کشته شدند.'],
    ['Where did 25 soldiers die?', 'بیست و پنج سرباز در حمص کشته شدند.'],
    ['كم بالمئة من الأراضي تسيطر عليها الحكومة؟', 'دولت 90 درصد خاک را در اختیار دارد.'],
    ['۲۰۰۰۰۰۰ دلار برای چه بود؟', 'وی ۲ میلیون دلار گرفت.'],
    ['۱۵۰۰ نفر کجا رفتند؟', 'هزار و ۵۰۰ نفر به حلب رفتند.'],
    ['۳٫۵ برابر چه شد؟', 'حجم تجارت 3.5 برابر افزایش یافت.'],
    ['سه کشور درباره چه گفتند؟', 'نمایندگان ۳ کشور درباره نفت گفتند.'],
    ['در ۰۵ ماه چه شد؟', 'در ماه 5 سال باران آمد.'],
    ['سومین نشست کجا بود؟', 'نشست در مسکو بود.'],
    ['نام ده چیست؟', 'نام آن شلمان است.'],
  ])(
    'but not where it stands in other digits or words, or none is named: %s',
    (question, passage) => {
      expect(isLacking(question, passage)).toBe(false);
    },
  );
});

test('a year that only the date of the article names is not lacking, another is', () => {
  const of = (year: string) =>
    isLacking(`صادرات در سال ${year} چقدر بود؟`, 'صادرات ۵ برابر شد.', '', ['2021', '1400']);
  expect(of('۱۴۰۰')).toBe(false);
  expect(of('2021')).toBe(false);
  expect(of('۱۳۹۹')).toBe(true);
});
