import { describe, expect, test } from 'vitest';
import { lacksNamed, namedIn } from '../../src/answer/lacking.js';
import { termsOf } from '../../src/language/terms.js';

/** Whether a question names what a passage, with its headline and the years of its date, lacks. */
function isLacking(
  question: string,
  passage: string,
  title = '',
  years: readonly string[] = [],
  source: string | null = null,
) {
  const text = `${title}\n${passage}`;
  return lacksNamed(namedIn(question), { text, terms: termsOf(text), years, source });
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
    ['اسرائیل به کجا حمله کرد؟', 'رژیم صهیونیستی به غزه حمله کرد.'],
    ['وزیر خارجه ایران با چه کسی دیدار کرد؟', 'وزیر خارجه کشورمان با همتای عمانی دیدار کرد.'],
    ['How many American soldiers died?', 'Three U.S. soldiers died in Syria.'],
    ['آمریکا چه تصمیمی گرفت؟', 'كاخ سفید از تحریم تازه خبر داد.'],
    ['What did the Turkish minister say?', 'همتای ترک وی نیز از صلح گفت.'],
    ['Who is the North Korean leader?', 'رهبر کره شمالی کیم جونگ اون است.'],
    ['نماینده سازمان ملل متحد در یمن کیست؟', 'نماینده سازمان ملل در یمن گریفیتس است.'],
    ['What did the European Union decide?', 'EU sanctions were extended.'],
    ['سفیر ایران در لبنان کیست؟', 'مجتبی امانی سفیر جمهوری اسلامی ایران در بیروت گفت.'],
    ['سفير إيران في العراق', 'سفیر ایران در بغداد دیدار کرد.'],
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

describe('«کشورمان» is the country of the agency that says so', () => {
  const passage = 'رئیس جمهور کشورمان از مردم روسیه تشکر کرد.';
  const lacks = (question: string, source: string | null) =>
    isLacking(question, passage, '', [], source);

  test.each(['سانا', 'خبرگزاری سانا', 'SANA'])('Syria to %s', (source) => {
    expect(lacks('وزارت خارجه ایران از چه کسی تشکر کرد؟', source)).toBe(true);
    expect(lacks('رئیس جمهور سوریه از چه کسی تشکر کرد؟', source)).toBe(false);
  });

  test.each([null, 'فارس', 'ایرنا', 'تاسیسات نیوز'])('Iran to %s', (source) => {
    expect(lacks('رئیس جمهور ایران از چه کسی تشکر کرد؟', source)).toBe(false);
    expect(lacks('رئیس جمهور سوریه از چه کسی تشکر کرد؟', source)).toBe(true);
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
    ['۲۵۰۰ نفر کجا آمدند؟', '۲ هزار و ۵۰۰ نفر به میدان آمدند.'],
    ['Where did 2,500 people go?', '۲ هزار و ۵۰۰ نفر به میدان آمدند.'],
    ['Where did 12 people die?', 'The twelve people died in Homs.'],
    ['Where did 200 people die?', 'Two hundred people died in Homs.'],
    ['1.5 میلیون دلار برای چه بود؟', 'یک و نیم میلیون دلار برای مدرسه بود.'],
    ['شبکه ۱ چه پخش کرد؟', 'شبکه یک فیلم تازه‌ای پخش کرد.'],
    ['در سال ۱۳۹۹ چه شد؟', 'در سال ۹۹ باران کم بود.'],
    ['سال ۹۹ چه شد؟', 'در سال ۱۳۹۹ باران کم بود.'],
    ['واکسن کووید ۱۹ از کجا آمد؟', 'واکسن کرونا از روسیه آمد.'],
    ['در ۱۴۰۱/۳/۱۵ چه شد؟', 'در ۱۵ خرداد ۱۴۰۱ باران آمد.'],
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
