import { isCountry } from './countries.js';
import { termsOf } from './terms.js';

/** Cities and provinces that the news of Iran and its neighbours name most, from our own knowledge. */
const PLACES = `
تهران مشهد اصفهان کرج شیراز تبریز قم اهواز کرمانشاه ارومیه رشت زاهدان همدان کرمان یزد اردبیل بندرعباس اراک
اسلامشهر زنجان سنندج قزوین خرمآباد گرگان ساری بابل آمل کاشان دزفول بوشهر بیرجند بجنورد ایلام شهرکرد یاسوج سمنان
آبادان خرمشهر بروجرد مراغه سبزوار نیشابور چابهار عسلویه کیش قشم خوزستان خراسان آذربایجان مازندران گیلان گلستان
لرستان کردستان سیستان بلوچستان هرمزگان کهگیلویه بویراحمد البرز
دمشق حلب حمص حماه لاذقیه طرطوس ادلب درعا سویدا رقه حسکه قامشلی دیرالزور تدمر قنیطره منبج عفرین تنف
بغداد بصره موصل کربلا نجف کرکوک اربیل سلیمانیه سامرا فلوجه تکریت رمادی الانبار دیالی نینوا
بیروت طرابلس صیدا غزه رامالله قدس تلآویو حیفا جنین نابلس رفح صنعا عدن حدیده ریاض جده مکه مدینه دوحه دبی ابوظبی
منامه مسقط عمان قاهره اسکندریه خرطوم تونس الجزیره رباط کابل هرات قندهار مزار اسلامآباد کراچی لاهور پیشاور
آنکارا استانبول ازمیر باکو ایروان تفلیس عشقآباد تاشکند دوشنبه بیشکک
مسکو سوچی ژنو وین آستانه بروکسل پاریس لندن برلین رم مادرید بارسلونا لیسبون آتن ورشو بوداپست پراگ کییف مینسک
نیویورک واشنگتن پکن شانگهای توکیو سئول دهلی بمبئی بانکوک جاکارتا کوالالامپور منچستر لیورپول میلان تورین ناپل مونیخ
`;

const ORDINALS = `
اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم
بیستم سی‌ام اولین دومین سومین چهارمین پنجمین ششمین هفتمین هشتمین نهمین دهمین یازدهمین دوازدهمین سیزدهمین
چهاردهمین پانزدهمین شانزدهمین هفدهمین هجدهمین نوزدهمین بیستمین نخستین
`;

const DAYS = `
شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه
فروردین اردیبهشت خرداد تیر مرداد شهریور آبان آذر دی بهمن اسفند
ژانویه فوریه مارس آوریل ژوئن ژوئیه جولای اوت آگوست سپتامبر اکتبر نوامبر دسامبر
نیسان حزیران تموز ایلول تشرین کانون شباط آذار
`;

/** Numbers in words, by their value, so that سه and ۳ are one. */
const NUMBERS: ReadonlyMap<string, string> = new Map(
  `صفر 0 دو 2 سه 3 چهار 4 پنج 5 شش 6 هفت 7 هشت 8 نه 9 ده 10 یازده 11 دوازده 12 سیزده 13 چهارده 14 پانزده 15
شانزده 16 هفده 17 هجده 18 نوزده 19 بیست 20 سی 30 چهل 40 پنجاه 50 شصت 60 هفتاد 70 هشتاد 80 نود 90 صد 100
دویست 200 سیصد 300 چهارصد 400 پانصد 500 ششصد 600 هفتصد 700 هشتصد 800 نهصد 900`
    .split(/\n| (?=\D)/)
    .flatMap((pair) => {
      const [word = '', value = ''] = pair.split(' ');
      return oneTerm(word).map((term) => [term, value] as const);
    }),
);

const FACTS: ReadonlySet<string> = new Set(
  [PLACES, ORDINALS, DAYS].flatMap((words) => words.trim().split(/\s+/)).flatMap(oneTerm),
);
const MONTH = /^(.+)ماه$/;

/**
 * A number, an ordinal, a day, a month or a well-known place in one spelling (سه as 3, خردادماه as
 * خرداد); null for any other term. By these two reports of one series differ.
 */
export function factOf(term: string): string | null {
  if (/\d/.test(term)) return term;
  const plain = MONTH.exec(term)?.[1] ?? term;
  return NUMBERS.get(plain) ?? (FACTS.has(plain) || isCountry(plain) ? plain : null);
}

/** «سی‌ام» is two terms, each of which may stand elsewhere: it tells nothing. */
function oneTerm(word: string): readonly string[] {
  const terms = termsOf(word);
  return terms.length === 1 ? terms : [];
}
