import { detectLanguage } from './detect.js';
import { normalize } from './normalize.js';

/** What a question asks for. A question without a question word is taken as yes-no. */
export type QuestionKind =
  | 'person'
  | 'time'
  | 'place'
  | 'quantity'
  | 'reason'
  | 'manner'
  | 'thing'
  | 'yes-no'
  | 'unknown';

type Rule = readonly [QuestionKind, RegExp];

/** Whole words of normalised text; a space in a pattern stands for white space or a half-space. */
function words(pattern: string): RegExp {
  const spaced = pattern.replaceAll(' ', '[ \\u200c]?');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})(?![\\p{L}\\p{N}])`, 'u');
}

const rules = (list: readonly (readonly [QuestionKind, string])[]): readonly Rule[] =>
  list.map(([kind, pattern]) => [kind, words(pattern)]);

const TIME_NOUN = '(?:زمان|وقت|موقع|هنگام|سال|تاریخ|روز|ماه|ساعت|قرن|دهه|دوره|فصل|سده)';
const PLACE_NOUN =
  '(?:جا|شهر|کشور|استان|مکان|محل|منطقه|قاره|نقطه|روستا|خیابان|ایالت|ورزشگاه|ناحیه|بخش|دریا|رود)';
const PERSON_NOUN = '(?:کس|شخص|فرد|نفر|افراد|اشخاص|بازیکن|وزیر|پادشاه|نویسنده|کارگردان)';
const AMOUNT_NOUN = '(?:قدر|تعداد|میزان|مقدار|درصد|اندازه|مبلغ|عددی|رقمی|نسبت|مدت|حد)';
const ENDING = ' ?(?:ها|های|ی|یی|ای|هایی|انی|انی را)?';
// "کی" is who and when: with these verbs things happen, so that it asks for the time.
const WHEN_VERB =
  'شد|شده|شود|میشود|میشه|خواهد شد|امد|میاید|میاد|رسید|رفت|میره|سفر کرد|بازگشت|برگشت';

const PERSIAN = rules([
  [
    'reason',
    'چرا|به چه (?:دلیل|علت|خاطر|منظور)ی?|(?:دلیل|علت)[^?]* (?:چیست|چیه|چه بود|چی بود)|واسه چی|برای چه|برای چی',
  ],
  [
    'quantity',
    `چه ${AMOUNT_NOUN}${ENDING}|چقدر|چند|چنده|چندتا|چند تا|چندین|چندمین|چندم|کدام درصد|چه سنی|چه قیمتی`,
  ],
  ['time', `(?:چه|کدام) ${TIME_NOUN}${ENDING}|کی قراره|از کی تا کی|تا کی`],
  ['place', `کجا|کجاست|کجاها|کجای|(?:چه|کدام|کدوم) ${PLACE_NOUN}${ENDING}`],
  [
    'person',
    `(?:چه|کدام|کدوم) ${PERSON_NOUN}${ENDING}|کیست|کیستند|کیه|کیا|کیان|کی (?:بود|است|هست|بوده)|(?:با|به|از|برای|توسط) کی|کی (?:را|رو)`,
  ],
  ['time', `کی (?:[^?]* )?(?:${WHEN_VERB})`],
  ['person', '^کی'],
  ['time', 'کی'],
  [
    'manner',
    'چگونه|چطور|چطوری|چه طور|چه طوری|چه جوری|چجوری|چه گونه|چه شکل|چه شکلی|چه صورتی|چه نحوی',
  ],
  ['thing', 'چه|چی|چیست|چیه|چیا|چیستند|کدام|کدامند|کدامیک|کدوم|چیزی'],
  ['yes-no', 'ایا'],
]);

const ARABIC = rules([
  ['reason', 'لماذا|لما|لم|ما (?:سبب|السبب|اسباب)'],
  ['quantity', 'کم|بکم|ما (?:عدد|نسبه|مساحه|حجم|مقدار)'],
  ['time', 'متی|(?:ای|ایه|ما) (?:عام|سنه|تاریخ|یوم|شهر|قرن|وقت|هو تاریخ)'],
  ['place', 'این|(?:ای|ایه|ما|ما هی|ما هو) (?:مدینه|دوله|بلد|مکان|عاصمه|قاره|منطقه|موقع)|من این'],
  ['person', 'من (?:هو|هی|هم|الذی|التی|الذین)|^(?:و|ب|ل|مع )?من'],
  ['manner', 'کیف|وکیف'],
  ['thing', 'ما|ماذا|بماذا|ماهو|ماهی|ای|ایه|بم|مم|علام'],
  ['yes-no', 'هل|وهل'],
  ['person', 'من'],
]);

const ENGLISH = rules([
  ['reason', 'why|for what reason|what (?:was|is|were) the (?:reason|cause|purpose)[a-z]*'],
  [
    'quantity',
    'how (?:many|much|long|old|far|large|big|tall|high|deep|often|wide|heavy|fast)|what (?:percent|percentage|number|amount|share|proportion|population|age|price|size)|what (?:is|was) the (?:population|number|percentage|price|age|size|amount)',
  ],
  ['time', 'when|(?:what|which) (?:year|date|day|month|century|decade|time|era|season)'],
  [
    'place',
    'where|(?:what|which) (?:country|city|town|state|place|region|continent|location|cities|countries)',
  ],
  [
    'person',
    "who|whom|whose|who's|(?:what|which) (?:person|people|president|minister|king|player|actor)",
  ],
  ['manner', 'how'],
  ['thing', "what|which|what's"],
  ['yes-no', '^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)'],
]);

const LATIN_PERSIAN = rules([
  ['reason', 'chera'],
  ['quantity', 'chand|chande|chandta|chand ta|cheghadr|cheqadr|che ghadr|che darsadi'],
  ['time', 'kei|key|che (?:zamani|sali|vaght|moghe|roozi|tarikhi)'],
  ['place', 'koja|kojast|kojas|kodam (?:shahr|keshvar)'],
  ['person', 'ki|kie|kist|kiye|che kasi|che kasani'],
  ['manner', 'chetor|chetori|chegoone|chegune'],
  ['thing', 'che|chi|chie|chist|chiye|kodam|kodum'],
  ['yes-no', 'aya'],
]);

const RULES = { fa: PERSIAN, ar: ARABIC, en: ENGLISH, 'fa-Latn': LATIN_PERSIAN } as const;

/** The kind of answer that a question in Persian, Arabic or English asks for. */
export function questionKind(text: string): QuestionKind {
  const normalized = normalize(text);
  const language = detectLanguage(text);
  // The vowel sign tells کِی, "when", from کی, "who"; normalising drops it.
  if (language === 'fa' && /(?<!\p{L})[کك]ِ[یي](?!\p{L})/u.test(text)) return 'time';
  const rule = RULES[language].find(([, pattern]) => pattern.test(normalized));
  if (rule !== undefined) return rule[0];
  return normalized.endsWith('?') ? 'yes-no' : 'unknown';
}
