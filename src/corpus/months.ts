import { normalize } from '../language/normalize.js';

/** The two calendars that news is dated in here: of Iran and Afghanistan, and of the world. */
export type Calendar = 'jalali' | 'gregorian';

/** A month of a calendar, from 1. */
export interface Month {
  readonly calendar: Calendar;
  readonly month: number;
}

/** Months from the first on, each with its spellings. */
const JALALI = [
  'فروردین حمل',
  'اردیبهشت ثور',
  'خرداد جوزا',
  'تیر سرطان',
  'مرداد امرداد اسد',
  'شهریور سنبله',
  'مهر میزان',
  'آبان عقرب',
  'آذر قوس',
  'دی جدی',
  'بهمن دلو',
  'اسفند حوت',
];

/** Persian (from French), Egyptian and Gulf, Levantine and Iraqi, English. */
const GREGORIAN = [
  'ژانویه جانویه يناير كانون_الثاني january jan',
  'فوریه فبراير شباط february feb',
  'مارس آذار march mar',
  'آوریل آپریل أبريل نيسان april apr',
  'مه می مایو مايو أيار may',
  'ژوئن جون يونيو يونيه حزيران june jun',
  'ژوئیه ژوییه جولای يوليو يوليه تموز july jul',
  'اوت آگوست أغسطس آب august aug',
  'سپتامبر سبتمبر أيلول september sept sep',
  'اکتبر أكتوبر تشرين_الأول october oct',
  'نوامبر نوفمبر تشرين_الثاني november nov',
  'دسامبر ديسمبر كانون_الأول december dec',
];

function entries(
  calendar: Calendar,
  names: readonly string[],
): readonly (readonly [string, Month])[] {
  return names.flatMap((spellings, index) =>
    spellings
      .split(' ')
      .map((name) => [normalize(name.replace('_', ' ')), { calendar, month: index + 1 }] as const),
  );
}

const MONTHS: ReadonlyMap<string, Month> = new Map([
  ...entries('jalali', JALALI),
  ...entries('gregorian', GREGORIAN),
]);

/**
 * The month that normalised words name, in one calendar: «مرداد», «تشرین الثانی», «sept», or two names
 * of one month, as Arabic papers print it («ایلول سبتمبر»). Null where they name none, or two.
 */
export function monthOf(words: string): Month | null {
  const whole = MONTHS.get(words);
  if (whole) return whole;
  const parts = words.split(' ');
  for (let cut = 1; cut < parts.length; cut += 1) {
    const first = MONTHS.get(parts.slice(0, cut).join(' '));
    const second = MONTHS.get(parts.slice(cut).join(' '));
    if (first && second && first.calendar === second.calendar && first.month === second.month) {
      return first;
    }
  }
  return null;
}
