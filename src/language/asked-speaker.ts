import { detectLanguage, type Language } from './detect.js';
import { normalizeWithMap, originalSpan } from './normalize.js';
import type { Span } from './span.js';

const PERSIAN_END =
  'درباره|درمورد|راجع|پیرامون|در|به|با|از|تو|توی|توو|برای|واسه|بر|طی|پس|پیش|ضمن|قبل|بعد|وقتی|هنگام|امروز|دیروز|چه|چی|چیا|چیو|چیست|چیه|چطور|چطوری|چگونه|چجوری|چند|چقدر|کدام|کدوم|کجا|چرا|کی|کیا|کیه|کیست|ایا|که|هم|نیز|را|رو|هر|اگر|اگه|این|ان|اون|او|وی|ایشان|ایشون|اینها|انها|من|ما|شما|خود|می|نمی|میرسد|میرسه|گفت|گفته|گفتن|گفتند|میگه|میگن|میگوید|معتقد|معتقده|اعلام|اظهار|بیان|تاکید|تصریح|عنوان|هشدار|افزود|خواستار|قول|وعده|ادعا|مدعی|پاسخ|جواب|نظر|نظری|نظرش|رسید|داد|داره|دارد|ها|های';
const ARABIC_END =
  'عن|حول|فی|بشان|بخصوص|علی|خلال|ان|لل|من|مع|الی|بعد|قبل|عندما|لدی|امام|فیما|بان|انه|ماذا|ما|متی|کم|هل|این|کیف|هو|هی|هم|الذی|ایضا|کان|قد|حین|عند|هذا|هذه|ذلک|بانه|التی|لماذا|متی|عما';
const LATIN_END =
  'darbare|darbareye|darbarey|dar|darmored|dar-mored|rajebe|rajeb|raje|az|ba|be|tu|tuye|too|to|chi|che|chia|chie|chist|chiye|ke|ra|ro|ham|vase|baraye|goft|gofte|mige|kei|ki|koja|chera|u|vey|ishoon|ishan';
const MOST_WORDS = 8;
const words = (end: string) => {
  const word = `(?!(?:${end})(?![\\p{L}\\p{M}]))[\\p{L}\\p{M}\\u200c'’-]+`;
  return `(?<who>${word}(?: ${word}){0,${MOST_WORDS - 1}})`;
};

const PERSIAN_SAYS =
  '(?:گفت|گفتند|گفتن|گفته|گفتش|ن?می[ \\u200c]?گفت|می[ \\u200c]?گوید|می[ \\u200c]?گویند|میگه|میگن|افزود|(?:اظهار|بیان|اعلام|عنوان|تصریح|تاکید|خاطر[ \\u200c]?نشان|ادعا|مطرح) ?(?:کرد|کرده|کردند|داشت|داشته|داشتند|می[ \\u200c]?کند|میکنه)|(?:هشدار|توضیح|وعده|قول|پاسخ|جواب)(?:[ \\u200c]?(?:ای|هایی|ی))? (?:داد|داده|دادند|میده)|نظری? (?:داد|داره|دارد|داشت)|معتقد(?:ه| است| بود)|عقیده (?:دارد|داشت|داره)|فکر می[ \\u200c]?کن\\p{L}+|توصیف (?:کرد|می[ \\u200c]?کند))(?![\\p{L}\\u200c])';
const ARABIC_SAYS =
  '(?:قال|یقول|صرح|یصرح|اعلن|یعلن|اکد|یوکد|اضاف|حذر|یحذر|ذکر|وصف|یصف|علق|رای|یری|یعتقد|وعد|رد|اوضح|ادعی|زعم|اعتبر)(?:ت|وا|ا)?';
const ENGLISH_SAYS =
  '(?:say|said|tell|told|announced?|warn(?:ed)?|think|thought|believed?|stated?|declared?|claim(?:ed)?|promised?|describe[ds]?|stress(?:ed)?|emphasi[sz]ed?|add(?:ed)?|call(?:ed)?|argued?|insist(?:ed)?|mention(?:ed)?|explain(?:ed)?|comment(?:ed)?|remark(?:ed)?)';
/** «در این دیدار»، «در مسکو»; «در مورد پوتین» is what is spoken of. */
const SETTING =
  '(?:(?:در|تو|توی|طی) (?!(?:مورد|باره|خصوص|رابطه|ارتباط)(?!\\p{L}))(?:(?:این|ان|اون|همین) )?[\\p{L}\\u200c]+[،,]? )?';

const PERSIAN = [
  // «پوتین درباره … چه گفت؟»; whoever is asked for stands nowhere.
  `^${SETTING}${words(PERSIAN_END)}(?= ).* ?(?<![\\p{L}\\u200c])${PERSIAN_SAYS}`,
  // «به گفته پوتین …», «نظر پوتین درباره … چیست؟»
  `(?<!\\p{L})(?:(?:به|طبق) ?(?:گفته|اعتقاد|عقیده|باور|نظر|ادعای?)|از (?:نظر|دیدگاه|منظر|زبان|قول|نگاه)|(?<!(?:زیر|تحت|مد|مورد|در|از) )نظر|دیدگاه|عقیده)(?:[ \\u200c]?ی)? ${words(PERSIAN_END)}`,
];
const ARABIC = [
  `(?<!\\p{L})(?:بحسب|حسب|وفقا? ?لـ?|برای|فی رای|فی نظر|ما (?:هو )?(?:رای|موقف)|علی لسان) ?${words(ARABIC_END)}`,
  `(?<!\\p{L})و?(?:ماذا|بماذا|بم|کیف|ما الذی|عم|عما|مم|مما|لماذا)(?: کان)?(?: قد)? ${ARABIC_SAYS} ${words(ARABIC_END)}`,
];
const ENGLISH = [
  '(?<!\\p{L})according to (?<who>[^,?؟]{2,60}?)(?=[,?؟]| what| how| who| when| where| why| which|$)',
  `(?<!\\p{L})(?:what|how|why|which)(?!\\p{L})[^?]*? (?:did|does|do|has|had|have|will|would) (?<who>(?:[\\p{L}.'’-]+ ){1,${MOST_WORDS}}?)(?:\\p{L}+ly )?${ENGLISH_SAYS}(?!\\p{L})`,
  "(?<!\\p{L})(?<who>(?!(?:what|was|is|are|were|in)(?!\\p{L}))(?:[\\p{L}.-]+ ){0,3}[\\p{L}-]+)['’]s (?:opinion|view|views|words|stance|comments?)(?!\\p{L})",
  '(?<!\\p{L})(?:opinion|view|views|words|stance|comments) of (?<who>[^,?؟]{2,40}?)(?=[,?؟]| (?:on|about|in|at|of|regarding)(?!\\p{L})|$)',
];
const LATIN_PERSIAN = [
  `^${words(LATIN_END)}(?= ).* (?:gof|goft|gofte|goftan|goftand|mige|migan|migoyad|miguyad|migooyad)(?!\\p{L})`,
  `(?<!\\p{L})(?:be gofte|be nazar|az nazar|nazar|nazare)(?:ye|e|y)? ${words(LATIN_END)}`,
];
const compiled = (patterns: readonly string[]) =>
  patterns.map((pattern) => new RegExp(pattern, 'diu'));
const PATTERNS: Readonly<Record<Language, readonly RegExp[]>> = {
  fa: compiled(PERSIAN),
  ar: compiled(ARABIC),
  en: compiled(ENGLISH),
  'fa-Latn': compiled(LATIN_PERSIAN),
};

/**
 * Where a question names whose words it asks for: «پوتین درباره سوریه چه گفت؟», "According to Putin, …",
 * «ماذا قال بوتين؟». Null where it does not ask for someone's words, or asks who said them.
 */
export function askedSpeaker(question: string): Span | null {
  const normalized = normalizeWithMap(question);
  for (const pattern of PATTERNS[detectLanguage(question)]) {
    const place = pattern.exec(normalized.text)?.indices?.groups?.who;
    if (place !== undefined) return originalSpan(normalized, place[0], place[1]);
  }
  return null;
}
