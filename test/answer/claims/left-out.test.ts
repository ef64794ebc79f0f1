import { describe, expect, it } from 'vitest';
import { keepsToWording } from '../../../src/answer/claims/close-wording.js';
import { evidenceText } from '../../../src/answer/claims/words.js';
import { passage } from '../../support/passage.js';

function keeps(
  sentence: string,
  ...quotes: readonly (readonly [string, (string | null)?])[]
): boolean {
  const standing = quotes.map(([quote, speaker = null], at) => ({
    passage: passage(quote, { id: at + 1, speaker }),
    start: 0,
    end: quote.length,
    quote,
  }));
  return keepsToWording(sentence, evidenceText(standing));
}

describe('a clause is dropped that was lifted out of', () => {
  it.each([
    [
      'a denial behind it',
      'ایران صادرات گاز به ترکیه را متوقف کرده است.',
      'وزیر نفت این خبر را که ایران صادرات گاز به ترکیه را متوقف کرده است رد کرد.',
    ],
    [
      'a denial before it',
      'مدیرعامل باشگاه استعفا داده است.',
      'سخنگوی باشگاه تکذیب کرد که مدیرعامل باشگاه استعفا داده است.',
    ],
    [
      "someone's claim",
      'ایران توافق را نقض کرده است.',
      'به ادعای ترامپ، ایران توافق را نقض کرده است.',
    ],
    [
      "someone's claim between its words",
      'کارخانه پساب خود را در رودخانه ریخته است.',
      'کارخانه به ادعای کشاورزان پساب خود را در رودخانه ریخته است.',
    ],
    [
      'a belief',
      'قیمت مسکن به اوج رسیده است.',
      'برخی کارشناسان معتقدند قیمت مسکن به اوج رسیده است.',
    ],
    ['a condition', 'نرخ ارز کاهش می‌یابد.', 'در صورت توافق نرخ ارز کاهش می‌یابد.'],
    [
      'a condition of its own clause',
      'بازی به روز جمعه موکول می‌شود.',
      'اگر باران ببارد، بازی به روز جمعه موکول می‌شود.',
    ],
    [
      'a condition behind it',
      'کارگران اعتصاب می‌کنند.',
      'کارگران اعتصاب می‌کنند، مگر آنکه حقوقشان پرداخت شود.',
    ],
    ['a threat', 'آمریکا به سوریه حمله می‌کند.', 'آمریکا تهدید کرد به سوریه حمله می‌کند.'],
    ['a promise', 'شهرداری پل تازه‌ای می‌سازد.', 'شهردار وعده داد شهرداری پل تازه‌ای می‌سازد.'],
    [
      'an apposition',
      'حسن کریمی، جایزه نخست جشنواره را برد.',
      'علی رضایی، رقیب حسن کریمی، جایزه نخست جشنواره را برد.',
    ],
    [
      'an apposition behind an adverbial',
      'مصطفی کاظمی، از مردم خوزستان تشکر کرد.',
      'رئیس‌جمهور در دیدار با نخست‌وزیر عراق، مصطفی کاظمی، از مردم خوزستان تشکر کرد.',
    ],
    ['its subject', 'وزیر راه در بیمارستان بستری شد.', 'همسر وزیر راه در بیمارستان بستری شد.'],
    [
      'another clause',
      'پوتین از ایران تشکر کرد.',
      'پوتین از سوریه حمایت کرد و اسد از ایران تشکر کرد.',
    ],
    [
      'a denial in English',
      'Russia had closed its base in Syria.',
      'President Assad denied that Russia had closed its base in Syria.',
    ],
    [
      'rejected claims',
      'Ali Karimi stole the money.',
      'The court rejected claims that Ali Karimi stole the money.',
    ],
    [
      'an English condition',
      'the museum will open in May.',
      'If the roof is repaired in time, the museum will open in May.',
    ],
    [
      'an English belief',
      'The comet caused the flood.',
      'Many people imagine that the comet caused the flood.',
    ],
    [
      'an English subject',
      'The minister left the country.',
      'A cousin of the minister left the country.',
    ],
    [
      'a denial in Arabic',
      'روسيا أغلقت قاعدتها في سوريا.',
      'نفى وزير الخارجية أن تكون روسيا أغلقت قاعدتها في سوريا.',
    ],
    ['a claim in Arabic', 'الشركة باعت المصنع.', 'زعم منافسون أن الشركة باعت المصنع.'],
    [
      'an Arabic condition',
      'تستأنف المدارس الدراسة يوم الأحد.',
      'إذا توقف المطر تستأنف المدارس الدراسة يوم الأحد.',
    ],
  ])('%s', (_name, sentence, quote) => {
    expect(keeps(sentence, [quote])).toBe(false);
  });
});

describe('a sentence is dropped whose words have another part than in the quote', () => {
  it.each([
    [
      'روسیه در نشست تهران بر حمایت از ایران تاکید کرد.',
      'روسیه و ایران در نشست تهران بر حمایت از سوریه تاکید کردند.',
    ],
    ['هیئت تجاری به اصفهان سفر کرد.', 'هیئت تجاری از اصفهان به تبریز سفر کرد.'],
    ['حمله قطر محکوم شد.', 'حمله به قطر محکوم شد.'],
    ['کشاورزان مجلس را تحسین کردند.', 'کشاورزان را مجلس تحسین کرد.'],
    ['The delegation flew to Cairo.', 'The delegation flew from Cairo to Rabat.'],
  ])('%s', (sentence, quote) => {
    expect(keeps(sentence, [quote])).toBe(false);
  });
});

describe('what is said plainly stands', () => {
  it.each([
    [
      'with who says it',
      'بشار اسد گفت ارتش سوریه شهر حلب را آزاد کرده است.',
      'بشار اسد گفت که ارتش سوریه شهر حلب را آزاد کرده است.',
    ],
    [
      'without who says it',
      'ارتش سوریه شهر حلب را آزاد کرده است.',
      'بشار اسد گفت که ارتش سوریه شهر حلب را آزاد کرده است.',
    ],
    [
      'behind a report',
      'تیم والیبال نوجوانان قهرمان آسیا شد.',
      'به گزارش "ورزش سه"، تیم والیبال نوجوانان قهرمان آسیا شد.',
    ],
    [
      'behind an adverbial',
      'کارخانه سیمان دو هزار کارگر دارد.',
      'وی افزود: در حال حاضر کارخانه سیمان دو هزار کارگر دارد.',
    ],
    ['without an adverbial of its own', 'سیل راه‌ها را بست.', 'سیل در گلستان راه‌ها را بست.'],
    [
      'behind an adverbial with a noun like a verb',
      'وزیر راه از افتتاح راه‌آهن خبر داد.',
      'در نشست امروز تهران، وزیر راه از افتتاح راه‌آهن خبر داد.',
    ],
    [
      'before another clause',
      'وزیر خارجه دیروز وارد دمشق شد.',
      'وزیر خارجه دیروز وارد دمشق شد و قرار است با اسد دیدار کند.',
    ],
    [
      'behind another clause',
      'صادرات فرش رشد کرد.',
      'تولید فولاد تغییر چندانی نداشت، اما صادرات فرش رشد کرد.',
    ],
    [
      'with its own condition',
      'اگر باران ببارد، بازی به روز جمعه موکول می‌شود.',
      'اگر باران ببارد، بازی به روز جمعه موکول می‌شود.',
    ],
    [
      'with its own denial',
      'وزیر نفت خبر توقف صادرات را رد کرد.',
      'وزیر نفت خبر توقف صادرات را رد کرد.',
    ],
    [
      'in English',
      'The company had opened a plant in Basra.',
      'The minister said on Monday that the company had opened a plant in Basra.',
    ],
    [
      'behind an English adverbial',
      'Oslo hosted the winter games.',
      'In February, Oslo hosted the winter games.',
    ],
    [
      'in Arabic',
      'الحكومة افتتحت مستشفى في حمص.',
      'أكد وزير الصحة أن الحكومة افتتحت مستشفى في حمص.',
    ],
  ])('%s', (_name, sentence, quote) => {
    expect(keeps(sentence, [quote])).toBe(true);
  });
});

describe('who speaks', () => {
  const REFUGEES = 'پناهندگان به مناطق آزاد شده برمیگردند.';
  const TRADE = 'حجم تجارت دو کشور افزایش یافته است.';

  it('is named where all quotes are of one speaker', () => {
    const quotes = [[TRADE, 'ولادیمیر پوتین'] as const, [REFUGEES, 'ولادیمیر پوتین'] as const];
    expect(keeps('پوتین گفت پناهندگان به مناطق آزاد شده برمیگردند.', ...quotes)).toBe(true);
  });

  it.each([
    'وی افزود: به گفته بشار اسد پناهندگان به مناطق آزاد شده برمیگردند.',
    'بشار اسد گفت پناهندگان به مناطق آزاد شده برمیگردند.',
  ])('is not named where he tells what another says: %s', (quote) => {
    const sentence = 'پوتین گفت پناهندگان به مناطق آزاد شده برمیگردند.';
    expect(keeps(sentence, [quote, 'ولادیمیر پوتین'])).toBe(false);
    expect(keeps(sentence, [`وی گفت ${REFUGEES}`, 'ولادیمیر پوتین'])).toBe(true);
  });

  it.each([['بشار اسد'], [null]])('is not named where another quote is of %s', (other) => {
    const quotes = [[TRADE, 'ولادیمیر پوتین'] as const, [REFUGEES, other] as const];
    expect(keeps('پوتین گفت پناهندگان به مناطق آزاد شده برمیگردند.', ...quotes)).toBe(false);
    expect(keeps('پناهندگان به مناطق آزاد شده برمیگردند.', ...quotes)).toBe(true);
  });
});
