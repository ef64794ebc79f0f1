import { detectLanguage } from './detect.js';
import { normalize } from './normalize.js';

/** What only looks like a word of speech: a talk of two, what the reporter adds, a spokesman, where a report came from. */
const NO_SPEECH =
  /گفت[ \u200c]?و?[ \u200c]?گو\p{L}*|گفتنی[ \u200c]است|سخنگو\p{L}*|نظر[ \u200c]?سنجی|به گزارش|خبرگزاری \p{L}+ ?:?|مورد نظر|در نظر گرفت\p{L}*/gu;

/** Beginnings of the Persian words of saying, thinking, wanting and writing, in normalised letters. */
const PERSIAN = `گفت|نگفت|بگو|میگ[هن]|گوید|گویند|گویی|افزود|اظهار|ابراز|بیان|اعلام|اعلان|تصریح|تاکید|موکد|خاطر[ \\u200c]?نشان|تشریح|مطرح|اضافه|اذعان|تبیین|قدردانی|تقدیر|تشکر|
متشکر|سپاس|انتقاد|منتقد|گلایه|گله[ \\u200c]|شکایت|شاکی|اعتراض|معترض|توضیح|پاسخ|جواب|هشدار|یاد[ \\u200c]?اور|تذکر|متذکر|اشاره|خواست|درخواست|تقاضا|دعوت|فراخوان|معتقد|اعتقاد|عقیده|
عقاید|باور|نظر|نوشت|بنویس|دانست|تلقی|شمرد|برشمرد|توصیف|وصف|تعریف|تعبیر|تمجید|ستود|ستایش|تحسین|تبریک|تسلیت|تهنیت|محکوم|تکذیب|مدعی|ادعا|متهم|اتهام|تهدید|وعده|تعهد|متعهد|سوگند|پیشنهاد|
توصیه|سفارش|نصیحت|تشبیه|مقایسه|ارزیابی|پیش[ \\u200c]?بینی|دستور|فرمود|بفرما|سخن|صحبت|مصاحبه|بیانیه|بیانات|پیام|توییت|تویت|یادداشت|پرسید|پرسش|سوال|موضع|دیدگاه|امیدوار|ارزو|نگران|خرسند|خشنود|خوشحال|
متاسف|تاسف|نقل|قرایت|خطاب|خطبه|شعار|اعتراف|اقرار|توجیه|انکار(?!ا)|تایید|تصدیق|تفسیر|تحلیل|افشا|بازگو|نامید|قلمداد|متقاعد|پا[ \\u200c]?فش(?:ار|رد)|اصرار|ضرور|لزوم|باید|نباید|پنداشت|تردید|مطمین|اطمینان|نوید|مژده`;
/** Words and phrases that are such as they stand. */
const PERSIAN_WHOLE = `ن?می[ \\u200c](?:گو|گفت|خواه|خواست|خوان|دان|نویس|فرما|شمار|پندار|پرس|افزا|بین|بال|سرا)\\p{L}*|عنوان (?:کرد|شد|داشت|نمود|می)\\p{L}*|(?:ادامه|خبر|گزارشی?|اطلاع|شرح|فرمان|لو|قول|رضایت) (?:داد|می|داده|ارایه)\\p{L}*|خبر از|
(?:رد|فاش|یاد|روایت|قانع|ذکر|حمایت|استقبال|دفاع|لعن|فکر|گمان|سوال) (?:کرد|شد|می|نمود|خود)\\p{L}*|خواند(?:ند|ه)?|نام (?:برد|می)\\p{L}*|قول(?:ی|های|ش)?|حرف(?:ی|های|هایش|ش|ها)?|نامه(?:[ \\u200c]?ای|ی)?|لقب|امید|لازم|مخالف(?:ت|ند|م|یم)?|موافق(?:ت|ند|م|یم)?|
پست|مصر|قسم|خدا|شاید|من|ما|بنده|اینجانب|شما|ایم|(?:ن?می[ \\u200c]\\p{L}+?|کرد|داد|گرفت|داشت|دار|هست|نیست|شد|رفت|بود|خواه|توانست|امد|دید|رسید)[ه\\u200c]*(?:ا?یم|ا?م)|و?قالت?|و?اکدت?|و?صرحت?|و?اضافت?`;
/** The Arabic verbs, without what stands before and behind them. */
const ARABIC_VERBS = `قال|قول|اضاف|ضیف|اکد|وکد|صرح|اوضح|وضح|اشار|شیر|تابع|اعلن|علن|شدد|لفت|ذکر|کشف|اعتبر|عتبر|رای|ری|وصف|صف|طالب|دعا|دعو|حذر|هدد|نفی|رفض|اعرب|عرب|عبر|انتقد|نتقد|اتهم|تهم|وعد|عد|تعهد|
هنا|شکر|اشاد|شید|ندد|ادان|دین|استنکر|ستنکر|نوه|نبه|تساءل|سال|اجاب|جیب|رد|کتب|غرد|اقترح|قترح|زعم|ادعی|دعی|اعترف|عترف|اقر|قر|طلب|اراد|رید|اعتقد|عتقد|ظن|نقل|خاطب|حث|ابدی|بدی|تمنی|امل|ریی|اعتزم|عتزم|جدد|دافع|برر|بین|شرح|ناشد|هاجم|رحب|استبعد|ستبعد|توقع|جزم|شکک|لوح|المح|لمح|اثنی|ثنی|وجه|تحدث|نصح|اوصی|وصی|اقسم|قسم|اید|وید|اشتکی|شتکی|استشهد|ستشهد|
ابلغ|بلغ|اخبر|خبر|افاد|فید|اردف|ردف|ختم|اختتم|ختتم|اصر|صر|اسف|اعتذر|عتذر|عزی|سخر|اثار|ثیر|تطرق|ناقش|کرر|استطرد|ستطرد|عقب|بحث|خلص|نادی|روی|کذب|فند`;
const ARABIC_WHOLE = `[وف]?ب?حسب|وفق\\p{L}*|م(?:وکد|شیر|عتبر|ضیف|وضح|حذر|شدد|علن|طالب|بین)\\p{L}*|قایل\\p{L}*|(?:[وف]?[بل]?ال)?(?:بیان|کلم[هة]|خطاب|رسال[هة]|تصریح|رای|موقف|تغرید|مقابل[هة]|نداء|تعهد|وعد)\\p{L}*|نحن|انا|اننا|اننی|یجب|ینبغی|علینا|لدینا`;
const ENGLISH = `sa(?:y|id)|tell|told|add(?:ed|s|ing)|announc|stress|emphasi|claim|warn|accus|condemn|den(?:y|ied|ies)|reject|promis|pledg|vow|urg|call(?:ed|s|ing)|ask|request|demand|wr(?:o|i)t|tweet|belie|think|thought|opinion|view|consider|
descri|declar|stat(?:ed|ing|ement)|not(?:ed|es|ing)|remark|comment|expla|insist|argu|suggest|propos|recommend|prais|thank|congratulat|criti|express|hope|want|wish|answer|repl|respon|confirm|reveal|admit|acknowledg|speech|spoke|speak|letter|
messag|accord|quot|mention|point(?:ed|s) out|reiterat|reaffirm|threat|predict|estimat|voic|protest|complain|agree|disagree|support|oppos|must|should|interview|welcom|label|dismiss|question|deplor|applaud|assert|alleg|
rul(?:ed|es|ing) out|hail|blam|slam|back(?:ed|s|ing)|denounc|laud|rebuff|regret|appeal|caution|defend|boast|signal|mock|discuss|underlin|underscor|highlight|expect|(?:fore)?see[ns]?(?![\\p{L}])|saw(?!\\p{L})|brief(?:ed|s|ing)|
talk|tout|refus|inform(?:ed|s|ing)|apolog|condol|decr(?:y|ied|ies)|echo|conced|concur|cit(?:ed|es|ing)|pray|hint|lament|berat|rebuk|scold|ridicul|advis|advoca|assur|clarif|comfort|contend|maintain(?:ed|s)|order(?:ed|s)|recall|report(?:ed|s)|speculat|vouch|weigh(?:ed|s) in|tells|pleas|plead`;

const joined = (words: string) => words.replace(/\s*\n\s*/gu, '');
const START = '(?<![\\p{L}\\u200c])';
const END = '(?![\\p{L}])';
/** Of every script: «پوتین: …», and a quotation of some words. */
const MARKS = ['\\p{L}[\\])»"]? ?:(?! ?$)', '[«"“][^»"”]+ [^»"”]+ [^»"”]+[»"”]'];
const patternOf = (parts: readonly string[]) => new RegExp([...parts, ...MARKS].join('|'), 'iu');
const LATIN_PARTS = [`${START}(?:${joined(ENGLISH)})`, `${START}(?:i|we|my|our|us|me)${END}`];
const PERSIAN_PARTS = [
  `(?<!\\p{L})(?:${joined(PERSIAN)})`,
  `${START}(?:${joined(PERSIAN_WHOLE)})${END}`,
];
const ARABIC_PARTS = [
  `${START}[وف]?(?:س?[یتن])?(?:${joined(ARABIC_VERBS)})(?:ت|وا|ا|ه|ها|ون|ان)?${END}`,
  `${START}(?:${joined(ARABIC_WHOLE)})${END}`,
];
const SPEECH = patternOf([...PERSIAN_PARTS, ...LATIN_PARTS]);
const SPEECH_IN_ARABIC = patternOf([...ARABIC_PARTS, ...PERSIAN_PARTS, ...LATIN_PARTS]);

/**
 * Whether a text may tell what someone says, thinks, wants or writes: it has a word of that, a quotation, or speaks in
 * the first person. Where it has none it tells what was done.
 */
export function hasWordsOfSpeech(text: string): boolean {
  const plain = normalize(text).replace(NO_SPEECH, ' ');
  return (detectLanguage(text) === 'ar' ? SPEECH_IN_ARABIC : SPEECH).test(plain);
}
