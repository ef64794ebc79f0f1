import { labelKey } from '../language/label-key.js';
import type { Filter, FilterFault, FilterPart } from '../search/filter.js';
import type { PhraseLanguage } from './phrases.js';

/** What is said of what a question was asked to. */
interface FilterPhrases {
  /** What of the corpus is within a filter, for the other phrases. */
  readonly within: (filter: Filter) => string;
  /** Something is within it, and does not answer. */
  readonly notWithin: (within: string) => string;
  readonly nothingWithin: (within: string) => string;
  /** What is wrong with a filter, by its part and value. */
  readonly fault: (fault: FilterFault) => string;
  /** A word that should name a part of a filter. */
  readonly noPart: (word: string) => string;
  /** From now on only this is searched, or all again. */
  readonly onlyWithin: (within: string) => string;
  readonly everything: string;
}

/** A language's words for the parts of a filter. */
interface Words {
  readonly parts: Readonly<Record<FilterPart, string>>;
  readonly languages: Readonly<Record<string, string>>;
  readonly or: string;
  readonly between: string;
}

/** The parts that are set, each with its values. */
function described(
  { sources, from, to, categories, languages }: Filter,
  { parts, languages: names, or, between }: Words,
): string {
  const listed = (part: FilterPart, values: readonly string[]) =>
    values.length === 0 ? [] : [`${parts[part]} ${values.join(or)}`];
  return [
    ...listed('source', sources),
    ...listed('from', from === null ? [] : [from]),
    ...listed('to', to === null ? [] : [to]),
    ...listed('category', categories),
    ...listed(
      'language',
      languages.map((code) => names[code] ?? code),
    ),
  ].join(between);
}

const FA: Words = {
  parts: { source: 'منبع', from: 'از', to: 'تا', category: 'دسته', language: 'زبان' },
  languages: { fa: 'فارسی', ar: 'عربی', en: 'انگلیسی' },
  or: ' یا ',
  between: '، ',
};
const AR: Words = {
  parts: { source: 'المصدر', from: 'من', to: 'إلى', category: 'الفئة', language: 'اللغة' },
  languages: { fa: 'الفارسية', ar: 'العربية', en: 'الإنجليزية' },
  or: ' أو ',
  between: '، ',
};
const EN: Words = {
  parts: { source: 'source', from: 'from', to: 'to', category: 'category', language: 'language' },
  languages: { fa: 'Persian', ar: 'Arabic', en: 'English' },
  or: ' or ',
  between: ', ',
};

/** The parts of a filter by what people call them, in any of the languages, as label keys. */
export const FILTER_PARTS: ReadonlyMap<string, FilterPart> = new Map(
  [FA, AR, EN].flatMap(({ parts }) =>
    Object.entries(parts).map(([part, name]) => [labelKey(name), part as FilterPart]),
  ),
);

const fa: FilterPhrases = {
  within: (filter) => described(filter, FA),
  notWithin: (within) => `در محدوده‌ای که جست‌وجو شد (${within}) پاسخی برای این پرسش نیست.`,
  nothingWithin: (within) => `در این محدوده چیزی یافت نشد: ${within}.`,
  fault({ part, value, reason }) {
    const told = {
      blank: 'خالی است',
      long: 'بیش از اندازه بلند است',
      many: 'بیش از اندازه زیاد است',
      'no-day': 'تاریخ نیست؛ برای نمونه ۱۴۰۰/۰۵/۰۱ یا 2021-07-23',
      backwards: 'پیش از آغاز است',
      'no-language': 'زبان نیست؛ برای نمونه fa، ar یا en',
    }[reason];
    return `محدودهٔ جست‌وجو، ${FA.parts[part]} «${value}»: ${told}.`;
  },
  noPart: (word) => `«${word}» از بخش‌های محدوده نیست: ${Object.values(FA.parts).join('، ')}.`,
  onlyWithin: (within) => `از این پس تنها در این محدوده جست‌وجو می‌شود: ${within}.`,
  everything: 'از این پس در همهٔ اسناد جست‌وجو می‌شود.',
};

const ar: FilterPhrases = {
  within: (filter) => described(filter, AR),
  notWithin: (within) => `لا جواب عن هذا السؤال فيما بُحث فيه (${within}).`,
  nothingWithin: (within) => `لم يُعثر على شيء ضمن هذا النطاق: ${within}.`,
  fault({ part, value, reason }) {
    const told = {
      blank: 'فارغ',
      long: 'أطول من اللازم',
      many: 'أكثر من اللازم',
      'no-day': 'ليس تاريخًا؛ مثلًا 2021-07-23 أو 1400/05/01',
      backwards: 'يسبق البداية',
      'no-language': 'ليست لغة؛ مثلًا fa أو ar أو en',
    }[reason];
    return `نطاق البحث، ${AR.parts[part]} «${value}»: ${told}.`;
  },
  noPart: (word) => `«${word}» ليس من أجزاء النطاق: ${Object.values(AR.parts).join('، ')}.`,
  onlyWithin: (within) => `يُبحث من الآن في هذا النطاق وحده: ${within}.`,
  everything: 'يُبحث من الآن في الوثائق كلها.',
};

const en: FilterPhrases = {
  within: (filter) => described(filter, EN),
  notWithin: (within) => `What was searched (${within}) does not say.`,
  nothingWithin: (within) => `Nothing was found within this: ${within}.`,
  fault({ part, value, reason }) {
    const told = {
      blank: 'is blank',
      long: 'is too long',
      many: 'are too many',
      'no-day': 'is no date; for example 2021-07-23 or 1400/05/01',
      backwards: 'is before the beginning',
      'no-language': 'is no language; for example fa, ar or en',
    }[reason];
    return `filter: ${EN.parts[part]} "${value}" ${told}`;
  },
  noPart: (word) => `"${word}" is no part of a filter: ${Object.values(EN.parts).join(', ')}.`,
  onlyWithin: (within) => `From now on only this is searched: ${within}.`,
  everything: 'From now on everything is searched.',
};

/** The phrases by language. */
export const FILTER_PHRASES: Readonly<Record<PhraseLanguage, FilterPhrases>> = { fa, ar, en };
