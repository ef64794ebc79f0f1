import { normalize } from '../../language/normalize.js';

/**
 * Words that turn a statement into another without a name or a number: whether it is so, will be, is
 * said to be, how much of it, and of whom. Normalised.
 */
const HEDGES = [
  // Persian
  'ایا',
  'اگر',
  'شاید',
  'ممکن',
  'احتمال',
  'احتمالا',
  'گویا',
  'ظاهرا',
  'خواهد',
  'خواهند',
  'نخواهد',
  'باید',
  'نباید',
  'تقریبا',
  'حدود',
  'نزدیک',
  'بیش',
  'کمتر',
  'دستکم',
  'حداقل',
  'حداکثر',
  'فقط',
  'تنها',
  'همه',
  'تمام',
  'تمامی',
  'برخی',
  'بعضی',
  'بیشتر',
  'اکثر',
  'هیچ',
  'بدون',
  'نه',
  'نیست',
  'نبود',
  'نشد',
  'نشده',
  'ندارد',
  'نداشت',
  'هرگز',
  'مگر',
  'غیر',
  'دیگر',
  'عدم',
  'قادر',
  // Arabic
  'ربما',
  'قد',
  'سوف',
  'لن',
  'لم',
  'لا',
  'لیس',
  'لیست',
  'اذا',
  'نحو',
  'حوالی',
  'دون',
  'یمکن',
  'یستطیع',
  'تستطیع',
  'یستطیعون',
  'استطاع',
  'استطاعت',
  'تمکن',
  'تمکنت',
  'کل',
  'بعض',
  'معظم',
  // English
  'may',
  'might',
  'can',
  'cannot',
  'must',
  'able',
  'unable',
  'could',
  'would',
  'will',
  'should',
  'if',
  'not',
  'no',
  'never',
  'nearly',
  'about',
  'almost',
  'over',
  'under',
  'more',
  'less',
  'most',
  'only',
  'all',
  'some',
  'without',
  'likely',
  'reportedly',
  'allegedly',
];
const KNOWN: ReadonlySet<string> = new Set(HEDGES);

/** «نمی‌گردند», «برنمی‌گردند», in each spelling. */
const DENIED_PRESENT = /(?<!\p{L})(?:بر|باز|در|فرا|وا)?[\s\u200c]?نمی/u;

/** «می‌توان», «نتوانستند», «بتواند»: what can be done is not done yet. */
const ABILITY =
  /(?<!\p{L})(ن)?(?:می[\s\u200c]?|ب)?توان(?:ست\p{L}*|د|ند|م|یم|ید)(?!\p{L})|(?<!\p{L})(ن)?می[\s\u200c]?توان(?!\p{L})/gu;

/** Those of them that a text holds; `?` for a question. */
export function hedgesOf(text: string): ReadonlySet<string> {
  const normalized = normalize(text).replace(/n['’]t(?!\p{L})/gu, ' not');
  const words = normalized.match(/\p{L}+/gu) ?? [];
  const marks = [
    ...(/[?؟]/u.test(text) ? ['?'] : []),
    ...(DENIED_PRESENT.test(normalized) ? ['نمی'] : []),
    ...[...normalized.matchAll(ABILITY)].map(([, one, other]) => `${one ?? other ?? ''}توان`),
  ];
  return new Set([...words.filter((word) => KNOWN.has(word)), ...marks]);
}
