import { normalize } from '../../language/normalize.js';

const expressionOf = (words: string): RegExp =>
  new RegExp(
    `(?<!\\p{L})(?:${words
      .trim()
      .split(/\s*\n\s*/u)
      .join('|')
      .replaceAll('~', '\\p{L}*')
      .replaceAll('_', '[ \\u200c]?')})(?!\\p{L})`,
    'gu',
  );

/** What denies without a "not", normalised. */
const DENIALS = expressionOf(`
خودداری|امتناع|مانع|ممنوع|ممنوعیت|جلوگیری|غایب|غیبت|محروم|محرومیت|فاقد|ناتوان|ناموفق|ناکام|نامشخص|ناممکن
ناراضی|بی\\u200c\\p{L}{3,}|شکست|انصراف|منع|مخالف|مخالفت|خالی|کمبود|عدم|فقدان|ن(?:بود|داشت|کرد|شد|یافت|داد|پذیرفت|پرداخت)ن
فشل|بلا|انعدام|غیاب
fail~|lack~|prevent~|ban(?:ned)?|unable|unlikely|unknown|absent|absence|miss(?:ed|ing)
only|few|little
`);
/** What denies what was said before it as well. */
const REFUTATIONS = expressionOf(`
رد|تکذیب|نادرست|لغو|منتفی|نفی
رفض
refus~|reject~|den(?:y|ies|ied)|untrue
`);
/** What takes some out of all. */
const EXCEPTIONS = expressionOf(`
(?:به|ب)?_جز|به_استثنا~|باستثنا~|استثنا~|به_غیر|غیر_از|منهای
الا|ما_عدا|عدا|ما_خلا|سوی
except~|exclud~|apart_from|aside_from|other_than|save_for|but_for|barring
`);

/** What makes of a statement a condition, or calls it false; ~ for any letters, _ for a space, a half-space or none. */
const CONDITIONS = expressionOf(`
اگر|چنان_چه|در_صورت|صورتی_که|به_شرط~|بشرط~|مشروط~|شرط|مگر|فرض~|مبادا|هرگاه|ولو
انکار~|منکر|دروغ~|کذب|غلط|اشتباه|خلاف_(?:واقع|واقعیت)|بی_اساس|غیر_واقعی|ساختگی|جعلی|شایعه~|شایعات|ممانعت|منصرف
اذا|لو|لولا|بشرط|شریطه|فی_حال~|ما_لم|ینفی~|تنفی~|نافی~|انکر~|ینکر~|تنکر~|رفض~|یرفض~|ترفض~|کذب~|شائعات|شائعه|زائف~|کاذب~
if|unless|whether|provided|assuming|suppos~|in_case|in_the_event|otherwise
den(?:y|ies|ied|ial|ials|ying)|refut~|disput~|dismiss~|doubt~|debunk~|fals(?:e|ely|ehood~)|fake~|hoax~|lies?|lied|myth~|disprov~|wrong~|rumou?r~
`);
/** What makes of a statement a claim, a threat, a wish or a plan. */
const ATTITUDES = expressionOf(`
ادعا~|مدعی~|اتهام~|متهم~|تهمت|تهدید~|هشدار~|وعده~|قول|گمانه~|به_زعم
معتقد~|باور~|عقیده|اعتقاد~|گمان~|تصور~|خیال|به_نظر|به_ظاهر|ظاهرا|گویا|شاید|ممکن|محتمل|احتمال~|بعید|تردید~|شک|شبهه
انتظار|امیدوار~|امید|ارزو~|پیش_بینی~|قرار_(?:است|بود)|قصد|در_صدد|تصمیم|خواستار|خواسته|درخواست~|پیشنهاد~|توصیه~|دستور~
در_تلاش|تلاش_(?:می|کرد~|دارد|دارند)|نزدیک_بود|بنا_است|بناست|برای_(?:این|ان)_که|تا_این_که|به_منظور|به_جای|سوال|پرسش|ایا
زعم~|یزعم~|تزعم~|مزعوم~|مزاعم|ادعی|ادعت|یدعی|تدعی|ادعاءات|هدد~|یهدد~|تهدد~|تهدیدات
ربما|لعل~|یمکن|قد|محتمل~|اتهم~|یتهم~|تتهم~|وعد|وعدت|تعهد~|یعتزم~|تعتزم~|اعتقد~|یعتقد~|تعتقد~|توقع~|یتوقع~|تتوقع~|متوقع~|یامل~|تامل~
حذر~|یحذر~|تحذر~|طالب~|یطالب~|تطالب~|دعا|دعت|یدعو|تدعو|منع~|استبعد~|یستبعد~|شکک~|یشکک~|سوف|لن|لم|لیس|لیست|هل
یرید|ترید|اراد~|حاول~|یحاول~|تحاول~|خطط~|یخطط~|تخطط~
claim~|alleg~|accus~|purport~|threat~|warn~
may|might|could|would|should|will|must|hop(?:e|es|ed|ing)|expect~|believ~|think|thinks|thought|suspect~|suggest~|predict~|forecast~
plan|plans|planned|planning|intend~|propos~|promis~|vow~|pledg~|urg(?:e|es|ed|ing)|want~|wish~|demand~|order(?:s|ed)?|ask~|requir~|try|tries|tried|trying
likely|possib~|probab~|apparent~|reportedly|seem~|appear(?:s|ed)?|nearly|almost|never|not|nor|without|instead|question~
(?:is|was|are|were|be|been)_(?:said|reported|told|thought)
`);

/** Whether a text denies something without a "not". */
export function hintsAtDenial(text: string): boolean {
  return [DENIALS, REFUTATIONS].some((pattern) => matchesOf(pattern, text).length > 0);
}

/** The words of a text under which a statement is no fact: those of a denial, a condition, a claim, a plan. */
export function reservationsOf(text: string): readonly string[] {
  return [...objectionsTo(text), ...[DENIALS, ATTITUDES].flatMap((one) => matchesOf(one, text))];
}

/** Those of them that may be said of a statement afterwards: it is false, holds on a condition, or not of all. */
export function objectionsTo(text: string): readonly string[] {
  return [REFUTATIONS, CONDITIONS, EXCEPTIONS].flatMap((one) => matchesOf(one, text));
}

function matchesOf(pattern: RegExp, text: string): readonly string[] {
  const plain = normalize(text).replace(/n['’]t(?!\p{L})/gu, ' not');
  return [...plain.matchAll(pattern)].map(([match]) => match);
}
