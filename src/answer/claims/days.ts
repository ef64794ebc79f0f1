import { toJalaali } from 'jalaali-js';
import { monthOf } from '../../corpus/months.js';
import { normalize } from '../../language/normalize.js';

/** Days of the week from Saturday on, in normalised letters. */
const WEEKDAYS = [
  '(?<!یک|دو|سه|چهار|چار|پنج)(?<!(?:یک|دو|سه|چهار|چار|پنج)[ \u200c])شنبه|السبت|saturday',
  'یک[ \u200c]?شنبه|الاحد|sunday',
  'دو[ \u200c]?شنبه|الاثنین|monday',
  'سه[ \u200c]?شنبه|الثلاثا|tuesday',
  'چ(?:ه)?ار[ \u200c]?شنبه|الاربعا|wednesday',
  'پنج[ \u200c]?شنبه|الخمیس|thursday',
  'جمعه|الجمعه|friday',
].map((name) => new RegExp(`(?<!\\p{L})(?:${name})(?!\\p{L})`, 'u'));

/** Names of months that are hardly anything else. */
const SURE_MONTH =
  /^(?:فروردین|اردیبهشت|خرداد|مرداد|شهریور|ابان|اسفند|ژانویه|فوریه|مارس|اوریل|ژوین|ژوییه|جولای|اوت|اگوست|سپتامبر|اکتبر|نوامبر|دسامبر|ینایر|فبرایر|ابریل|مایو|یونیو|یولیو|اغسطس|سبتمبر|اکتوبر|نوفمبر|دیسمبر|نیسان|حزیران|تموز|ایلول|شباط|january|february|april|june|july|august|september|october|november|december)$/u;
const WORD = /(?<day>\d+ ?)?(?<word>\p{L}+)(?<month>[ \u200c]?ماه(?!\p{L}))?(?: (?<year>\d{4}))?/gu;

/** The months and days of the week that a text names, in one spelling for all languages. */
export function daysOf(text: string): ReadonlySet<string> {
  const plain = normalize(text);
  const days = WEEKDAYS.flatMap((name, at) => (name.test(plain) ? [`weekday ${at}`] : []));
  const months = [...plain.matchAll(WORD)].flatMap(({ groups = {} }) => {
    const { day, word = '', month, year } = groups;
    const bare = word.replace(/(?<=\p{L}{2})ماه$/u, '');
    // تیر and مهر are other words too, unless a day, a year or «ماه» stands with them.
    const isMeant = (day ?? month ?? year) !== undefined || bare !== word || SURE_MONTH.test(bare);
    const named = isMeant ? monthOf(bare) : null;
    return named === null ? [] : [`${named.calendar} month ${named.month}`];
  });
  return new Set([...days, ...months]);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** The weekday and the months, in both calendars, of an ISO date. */
export function daysOfDate(date: string): readonly string[] {
  const [year = 0, month = 0, day = 0] = (ISO.exec(date) ?? []).slice(1).map(Number);
  if (day === 0) return [];
  // Saturday is 0 here and 6 in JavaScript.
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1) % 7;
  return [
    `weekday ${weekday}`,
    `gregorian month ${month}`,
    `jalali month ${toJalaali(year, month, day).jm}`,
  ];
}
