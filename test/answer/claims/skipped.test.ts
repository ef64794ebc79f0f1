import { describe, expect, it } from 'vitest';
import { keepsToWording } from '../../../src/answer/claims/close-wording.js';
import { evidenceText } from '../../../src/answer/claims/words.js';
import { passage } from '../../support/passage.js';

function keeps(sentence: string, quote: string, speaker: string | null = null): boolean {
  const from = passage(quote, { speaker });
  const standing = [{ passage: from, start: 0, end: quote.length, quote }];
  return keepsToWording(sentence, evidenceText(standing));
}

type Rows = readonly (readonly [sentence: string, quote: string])[];

const ABILITY: Rows = [
  ['آتش‌نشانان حریق بازار را خاموش کردند.', 'آتش‌نشانان نتوانستند حریق بازار را خاموش کنند.'],
  ['تیم ملی بازی را برد.', 'تیم ملی نتوانست بازی را ببرد.'],
  ['ارتش سوریه شهر حلب را تصرف می‌کند.', 'ارتش سوریه می‌تواند شهر حلب را تصرف کند.'],
  ['کشاورزان گندم را صادر می‌کنند.', 'کشاورزان نمی توانند گندم را صادر کنند.'],
  ['The army captures Aleppo.', 'The army can capture Aleppo.'],
  ['الجيش يدخل المدينة.', 'يستطيع الجيش أن يدخل المدينة.'],
];
const VERBS: Rows = [
  ['وزیر خارجه شهر حلب را آزاد کرد.', 'وزیر خارجه گفت ارتش شهر حلب را آزاد کرد.'],
  [
    'مقامات اسرائیل این گزارش را منتشر کردند.',
    'مقامات اسرائیل گفتند این گزارش را رسانه‌های سوریه منتشر کردند.',
  ],
  ['ایران عراق را شکست داد.', 'ایران از ترکیه باخت و قطر عراق را شکست داد.'],
  ['شهرداری پل را ساخت.', 'شهرداری زمین را خرید، شرکت راه پل را ساخت.'],
  ['کارگران جاده را بستند.', 'کارگران دیدند پلیس جاده را بست.'],
  [
    'تیم ملی ایران قهرمان آسیا شد و در فینال شکست خورد.',
    'تیم ملی ایران قهرمان آسیا شد و ژاپن در فینال شکست خورد.',
  ],
];
const DENIALS: Rows = [
  ['وزیر نیرو بر افزایش قیمت برق تاکید کرد.', 'وزیر نیرو بر عدم افزایش قیمت برق تاکید کرد.'],
  ['أعلن الوزير رفع الأسعار.', 'أعلن الوزير عدم رفع الأسعار.'],
  ['پزشکان از دارو خبر دادند.', 'پزشکان از فقدان دارو خبر دادند.'],
  ['او به پرداخت بدهی متهم شد.', 'او به نپرداختن بدهی متهم شد.'],
  ['The report notes evidence of fraud.', 'The report notes the absence of evidence of fraud.'],
];
const EXCEPTIONS: Rows = [
  ['همه دانش آموزان قبول شدند.', 'همه دانش آموزان جز دو نفر قبول شدند.'],
  ['مدرسه‌ها روز شنبه تعطیل است.', 'مدرسه‌ها روز شنبه به جز دبستان‌ها تعطیل است.'],
  ['همه اعضا رای دادند.', 'همه اعضا به استثنای مجارستان رای دادند.'],
  ['همه مغازه‌ها بسته شدند.', 'همه مغازه‌ها بسته شدند، بجز نانوایی‌ها.'],
  ['All members voted for the plan.', 'All members except Hungary voted for the plan.'],
  ['The whole team signed.', 'The whole team signed, apart from the captain.'],
  ['وافق جميع الأعضاء على القرار.', 'وافق جميع الأعضاء على القرار باستثناء المجر.'],
  ['حضر كل الوزراء.', 'حضر كل الوزراء ما عدا وزير النفط.'],
];
const COORDINATED: Rows = [
  ['۲ نفر زخمی شدند.', '۲ نفر کشته و ۵ نفر زخمی شدند.'],
  ['صادرات نفت کاهش یافت.', 'صادرات نفت افزایش و صادرات گاز کاهش یافت.'],
  ['سارق بانک کشته شد.', 'سارق بانک زخمی و نگهبان کشته شد.'],
  ['سارق کشته شد.', 'سارق در بانک زخمی و نگهبان کشته شد.'],
  ['تیم قهرمان شکست خورد.', 'تیم قهرمان شد و ژاپن شکست خورد.'],
  ['Two soldiers were killed.', 'Two soldiers were wounded and a policeman was killed.'],
  [
    'The price rose to 5 dollars.',
    'The price of bread fell and the price of oil rose to 5 dollars.',
  ],
  ['Exports fell.', 'Exports rose and imports fell.'],
  ['الصادرات انخفضت.', 'الصادرات ارتفعت والواردات انخفضت.'],
  ['الجنود قتلوا.', 'الجنود أصيبوا والمسلحون قتلوا.'],
];
const HEADS: Rows = [
  ['وزیر بهداشت از کمبود دارو خبر داد.', 'وزیر بهداشت از رفع کمبود دارو خبر داد.'],
  ['شرکت تولید پراید را آغاز کرد.', 'شرکت توقف تولید پراید را آغاز کرد.'],
  ['دادگاه حکم اعدام او را تایید کرد.', 'دادگاه نقض حکم اعدام او را تایید کرد.'],
  ['مجلس طرح افزایش حقوق را تصویب کرد.', 'مجلس حذف طرح افزایش حقوق را تصویب کرد.'],
  ['این تیم قهرمان جهان شد.', 'این تیم نایب قهرمان جهان شد.'],
  ['مجلس طرح مالیات را تصویب کرد.', 'مجلس در تهران لغو طرح مالیات را تصویب کرد.'],
  ['وزیر از توقف جنگ خبر داد.', 'وزیر از پیشنهاد توقف جنگ خبر داد.'],
  ['دولت ۵۰ پرواز را تایید کرد.', 'دولت حذف ۵۰ پرواز را تایید کرد.'],
  ['وزیر تعطیلی مدارس را اعلام کرد.', 'وزیر در نشست خبری پایان تعطیلی مدارس را اعلام کرد.'],
  [
    'وزیر نفت قرارداد گاز را در نشست تهران امضا کرد.',
    'وزیر نفت در حاشیه نشست تهران قرارداد گاز را امضا کرد.',
  ],
  ['احمدی همراه دولت است.', 'احمدی از سال گذشته منتقد سرسخت همراه دولت است.'],
  ['The ministry confirmed the deaths.', 'The ministry confirmed in a statement zero deaths.'],
  ['أكد الوزير وفاة المدير.', 'أكد الوزير في دمشق قرب وفاة المدير.'],
  ['أقر البرلمان القانون.', 'أقر البرلمان إلغاء القانون.'],
  ['The team is champion.', 'The team is vice champion.'],
  ['The court confirmed the sentence.', 'The court confirmed a suspended sentence.'],
  ['أعلنت الحكومة إطلاق النار.', 'أعلنت الحكومة وقف إطلاق النار.'],
];
const CLAUSES: Rows = [
  ['Putin won the election.', 'Putin congratulated Assad who won the election.'],
  ['The court freed the journalist.', 'The court sentenced the officer who freed the journalist.'],
  ['Police arrested the protesters.', 'Police watched as soldiers arrested the protesters.'],
  ['Police arrested the protesters.', 'Police watched while soldiers arrested the protesters.'],
  ['The mayor fled the city.', 'The mayor stayed where others fled the city.'],
  ['The mayor opened the bridge.', 'The mayor was ill when the king opened the bridge.'],
  ['وزير الخارجية السوري دمر الجسر.', 'وزير الخارجية السوري أعلن أن الجيش دمر الجسر.'],
  ['الرئيس فاز بالانتخابات.', 'الرئيس هنأ المرشح الذي فاز بالانتخابات.'],
  ['الشرطة اعتقلت المتظاهرين.', 'الشرطة راقبت بينما القوات اعتقلت المتظاهرين.'],
  ['The army took Homs.', 'The army lost to rebels in Aleppo so rebels took Homs.'],
  [
    'The mayor of Paris resigned.',
    'The mayor of London praised the governor of Paris, who resigned.',
  ],
  ['The mayor of Paris resigned.', 'The mayor fined a resident of Paris and resigned.'],
  ['شهردار پل را گشود.', 'شهردار بیمار بود وقتی وزیر پل را گشود.'],
];

describe.each([
  ['what could be done, as done', ABILITY],
  ["another verb's clause", VERBS],
  ['without its denial', DENIALS],
  ['without its exception', EXCEPTIONS],
  ['the verb of one part given to another', COORDINATED],
  ['without the head of its phrase', HEADS],
  ['across a clause', CLAUSES],
])('is dropped: %s', (_name, rows) => {
  it.each(rows)('%s', (sentence, quote) => {
    expect(keeps(sentence, quote)).toBe(false);
  });
});

describe('stands', () => {
  it.each([
    ['تیم ملی ایران قهرمان آسیا شد.', 'تیم ملی ایران قهرمان آسیا شد و ژاپن در فینال شکست خورد.'],
    ['پل شهر فرو ریخت.', 'متاسفانه پل شهر فرو ریخت.'],
    ['حال مصدومان بهتر شد.', 'خوشبختانه حال مصدومان بهتر شد.'],
    ['ارتش سوریه شهر حلب را آزاد کرد.', 'سانا: ارتش سوریه شهر حلب را آزاد کرد.'],
    [
      'آتش‌نشانان نتوانستند حریق بازار را خاموش کنند.',
      'آتش‌نشانان نتوانستند حریق بازار را خاموش کنند.',
    ],
    ['همه دانش آموزان جز دو نفر قبول شدند.', 'همه دانش آموزان جز دو نفر قبول شدند.'],
    ['وزیر نیرو بر عدم افزایش قیمت برق تاکید کرد.', 'وزیر نیرو بر عدم افزایش قیمت برق تاکید کرد.'],
    ['ایران و روسیه توافق کردند.', 'ایران و روسیه در تهران توافق کردند.'],
    ['صادرات گاز افزایش یافت.', 'صادرات نفت و گاز افزایش یافت.'],
    ['ارتش سوریه حلب را آزاد کرد.', 'ارتش سوریه شهر حلب را آزاد کرد.'],
    ['ارتش حلب را آزاد کرد.', 'ارتش دیروز حلب را آزاد کرد.'],
    ['سیل راه‌ها را بست.', 'سیل در گلستان و مازندران راه‌ها را بست.'],
    ['او کتابی منتشر کرد و جایزه گرفت.', 'او کتابی منتشر کرد و در تهران جایزه گرفت.'],
    ['Putin congratulated Assad.', 'Putin congratulated Assad who won the election.'],
    ['The army captured Aleppo.', 'The army captured Aleppo and the rebels fled.'],
    [
      'حجم تجارت 3.5 برابر افزایش یافته است.',
      'حجم تجارت در نیمه اول سال جاری 3.5 برابر افزایش یافته است.',
    ],
    [
      'وزیر نفت قرارداد گاز را در نشست تهران امضا کرد.',
      'وزیر نفت در نشست تهران قرارداد گاز را امضا کرد.',
    ],
    ['Gold rose in London.', 'Gold rose on Monday in London.'],
    ['علی کریمی گل زد.', 'علی کریمی در نیمه دوم گل زد.'],
    ['تیم به فینال رسید.', 'تیم به فینال رسید، اما در فینال شکست خورد.'],
    ['The king opened the bridge.', 'The king in Oslo opened the bridge.'],
    ['الجيش دمر الجسر.', 'أعلن وزير الدفاع أن الجيش دمر الجسر.'],
    ['الجيش دمر الجسر في حلب.', 'الجيش دمر الجسر في مدينة حلب.'],
  ])('%s', (sentence, quote) => {
    expect(keeps(sentence, quote)).toBe(true);
  });
});

describe('who speaks is not named where another is said to afterwards', () => {
  const PUTIN = 'ولادیمیر پوتین';
  it.each([
    [
      'Vladimir Putin said trade grew fast this year.',
      'Trade grew fast this year, according to Bashar Assad.',
      'Vladimir Putin',
    ],
    [
      'Vladimir Putin said trade grew fast this year.',
      'Trade grew fast this year, said Bashar Assad.',
      'Vladimir Putin',
    ],
    ['پوتین گفت حجم تجارت افزایش یافته است.', 'حجم تجارت افزایش یافته است، بشار اسد گفت.', PUTIN],
    [
      'پوتین گفت حجم تجارت افزایش یافته است.',
      'حجم تجارت به گفته بشار اسد افزایش یافته است.',
      PUTIN,
    ],
    ['پوتین گفت بندر باز شد.', 'بندر از نظر اسد باز شد.', PUTIN],
    ['پوتین گفت حجم تجارت افزایش یافت.', 'سانا: حجم تجارت افزایش یافت.', PUTIN],
    ['قال بوتين إن التجارة نمت بسرعة.', 'التجارة نمت بسرعة، وفقا لبشار الأسد.', 'فلاديمير بوتين'],
  ])('%s', (sentence, quote, speaker) => {
    expect(keeps(sentence, quote, speaker)).toBe(false);
  });

  it.each([
    [
      'Vladimir Putin said trade grew fast this year.',
      'Trade grew fast this year, he noted.',
      'Vladimir Putin',
    ],
  ])('but where it is he: %s', (sentence, quote, speaker) => {
    expect(keeps(sentence, quote, speaker)).toBe(true);
  });
});
