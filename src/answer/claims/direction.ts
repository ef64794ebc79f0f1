import { normalize } from '../../language/normalize.js';

/**
 * Words that say the contrary of each other, in normalised letters: `one = other`, with `~` where only beside the same word. From our own
 * knowledge of news; a space also stands for a half-space or none.
 */
const OPPOSITES = `
افزایش|رشد|صعود|بیشتر شد|increas\\w*|rise|rose|risen|rises|grew|grow\\w*|ارتفاع|زیاده|ازداد = کاهش|افت|سقوط|نزول|کمتر شد|تنزل|decreas\\w*|fall|fell|fallen|falls|declin\\w*|drop\\w*|انخفاض|انخفض|تراجع
افزایش می ?یابد|افزایش یافت\\p{L}* = کاهش می ?یابد|کاهش یافت\\p{L}*
پس از|بعد از|after|بعد = پیش از|قبل از|before|قبل
بیش از|بیشتر از|فراتر از|بالغ بر|more than|over|اکثر من = کمتر از|کم تر از|less than|fewer than|under|اقل من
حداقل|دست کم|at least|علی الاقل = حداکثر|at most|علی الاکثر
پیروزی|پیروز|برد|غلبه|شکست داد\\p{L}*|won|win|wins|victory|beat|defeated|فوز|فاز|انتصر = باخت|مغلوب|شکست خورد\\p{L}*|lost|lose|loses|defeat|خسر|هزیمه
~پیروزی|برد = شکست(?! ?(?:داد|ده|می))
موافق|موافقت = مخالف|مخالفت
حمایت|حامی|support\\w* = مخالفت|مخالف|oppos\\w*
تایید|پذیرفت|confirm\\w*|accept\\w* = تکذیب|رد کرد|رد شد|den(?:y|ied|ies)|reject\\w*
اغاز|شروع|begin\\w*|began|start\\w*|بدء|بدا = پایان|خاتمه|اتمام|end|ended|ends|finish\\w*|انتهی
ورود|وارد شد|enter\\w*|arriv\\w*|دخول|وصول = خروج|خارج شد|ترک|leav\\w*|left|depart\\w*|خروج|مغادره
صادرات|صادر|export\\w* = واردات|import\\w*
خرید|خریدار|buy|bought|buys|شرا = فروش|فروخت|sell|sold|sells|بیع
شمال|شمالی|north\\w* = جنوب|جنوبی|south\\w*
شرق|شرقی|east\\w* = غرب|غربی|west\\w*
داخلی|داخل کشور = خارجی|خارج از کشور
مثبت|positive = منفی|negative
سود|profit\\w* = زیان|ضرر|loss|losses
باز شد|گشود|بازگشایی|open\\w* = بسته شد|تعطیل|clos\\w*
ازاد|ازادی|freed|released = بازداشت|دستگیر|زندانی|arrest\\w*|detain\\w*
بهبود|improv\\w* = وخامت|وخیم|worsen\\w*
قوی|strong\\w* = ضعیف|weak\\w*
بزرگ ترین|بزرگترین|largest|biggest|اکبر = کوچک ترین|کوچکترین|smallest|اصغر
بیش ترین|بیشترین|most|highest|اعلی = کم ترین|کمترین|least|lowest|ادنی
بالا ترین|بالاترین = پایین ترین|پایینترین
اولین|نخستین|first|اول = اخرین|last|اخر
گران|گرانی|expensive = ارزان|ارزانی|cheap
زنده|alive = کشته|جان باخت\\p{L}*|killed|dead
مجاز|allow\\w*|permitted = ممنوع|غیر مجاز|banned|forbidden
قانونی|legal = غیر قانونی|illegal
مرد|مردان|men = زن|زنان|women
پسر|پسران|boys? = دختر|دختران|girls?
پدر|father = مادر|mother
همه|تمام|تمامی|all|کل = برخی|بعضی|some|بعض
موفق|موفقیت = ناموفق|ناکام
کامل|کاملا = ناقص|ناتمام
استقبال = انتقاد
صبح = عصر|شب
امروز|today = دیروز|فردا|yesterday|tomorrow
دیروز|yesterday = فردا|tomorrow
هفته اینده|سال اینده|ماه اینده = هفته گذشته|سال گذشته|ماه گذشته
دوستانه = رسمی
میزبان = میهمان|مهمان
جدید|تازه|new = قدیم|قدیمی|سابق|old|former
حمایت|پشتیبانی|تقدیر = انتقاد|نکوهش
بهترین|best = بدترین|worst
خوب|good = بد|bad
زیاد|many = کم|few
بالا|high = پایین|low
نزدیک|near = دور|far
سریع|fast = کند|slow
جوان|young = پیر|سالخورده
امن|امنیت = ناامن|ناامنی
تولید = مصرف
عرضه = تقاضا
دوست = دشمن
جنگ|war = صلح|peace
پیش رفت = پس رفت
تقویت = تضعیف
تشکیل = انحلال
نصب = برکنار|عزل
استخدام = اخراج
عقد|ازدواج = طلاق
تولد = مرگ|وفات|درگذشت
دولتی = خصوصی
چپ|left = راست|right
اکثریت|majority = اقلیت|minority
گرم|hot = سرد|cold
`;

const expressionOf = (words: string): RegExp =>
  new RegExp(
    `(?<!\\p{L})(?:${words.replaceAll(/(?<!\(\?!) (?!\?)/gu, '[ \\u200c]?')})(?:ی|ه?ای|ها|های|هایی)?(?!\\p{L})`,
    'u',
  );

interface Pair {
  readonly one: RegExp;
  readonly other: RegExp;
  /** They are contrary only where they stand beside the same word: «شکست رقیب» is a victory. */
  readonly isLoose: boolean;
}

const PAIRS: readonly Pair[] = OPPOSITES.trim()
  .split('\n')
  .flatMap((line) => {
    const isLoose = line.startsWith('~');
    const [a = '', b = ''] = line.replace('~', '').split(' = ');
    const [one, other] = [expressionOf(a), expressionOf(b)];
    return [
      { one, other, isLoose },
      { one: other, other: one, isLoose },
    ];
  });

/**
 * Whether a sentence says one of two contrary words where the evidence says the other: it has only the
 * other, or has it beside the same word.
 */
export function isTurnedRound(sentence: string, evidence: string): boolean {
  const [said, there] = [normalize(sentence), normalize(evidence)];
  return PAIRS.some(({ one, other, isLoose }) => {
    const here = neighboursOf(said, one);
    const others = neighboursOf(there, other);
    if (here.length === 0 || others.length === 0) return false;
    const same = neighboursOf(there, one);
    if (same.length === 0) {
      const isAlone = !isLoose && neighboursOf(said, other).length === 0;
      return isAlone || share(here, others);
    }
    return here.some((place) => share([place], others) && !share([place], same));
  });
}

type Neighbours = readonly [string, string];

/** The words before and after each place where a pattern stands. */
function neighboursOf(text: string, pattern: RegExp): readonly Neighbours[] {
  return [...text.matchAll(new RegExp(pattern.source, 'gu'))].map(({ 0: found, index }) => [
    /(\p{L}+)[^\p{L}]*$/u.exec(text.slice(0, index))?.[1] ?? '',
    /^[^\p{L}]*(\p{L}+)/u.exec(text.slice(index + found.length))?.[1] ?? '',
  ]);
}

/** Words that stand beside any word. */
const ANYWHERE = /^(?:و|در|به|از|با|را|که|این|ان|the|of|a|in|to|and|)$/u;

function share(some: readonly Neighbours[], others: readonly Neighbours[]): boolean {
  return some.some(([before, after]) =>
    others.some(
      ([left, right]) =>
        (before === left && !ANYWHERE.test(left)) || (after === right && !ANYWHERE.test(right)),
    ),
  );
}
