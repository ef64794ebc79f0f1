import { isValidJalaaliDate, toGregorian, toJalaali } from 'jalaali-js';
import { normalize } from '../language/normalize.js';
import { type Calendar, monthOf } from './months.js';

/** An article's date as ISO, and as it was written where that is something else. */
export interface ReadDate {
  readonly date: string | null;
  readonly dateText?: string;
}

/** Reads an article's date; what cannot be read is null, and its text is kept. */
export function readDate(written: string | null | undefined): ReadDate {
  const text = written?.trim() || null;
  if (text === null) return { date: null };
  const date = isoDate(text);
  return date === text ? { date } : { date, dateText: text };
}

/** The years of an ISO date by both calendars, as digits; of a date without its day the Gregorian one. */
export function yearsOf(date: string | null): readonly string[] {
  const [year = '', month, day] = date?.split('-') ?? [];
  if (year === '') return [];
  if (month === undefined || day === undefined) return [year];
  return [year, String(toJalaali(Number(year), Number(month), Number(day)).jy)];
}

/** A time of day, with what leads to it and its zone: «ساعت ۱۰:۳۰», "T10:30:00.000+04:30", «10:30 ص». */
const TIME =
  /(?:t(?=\d)|(?:الساعه|ساعت|at) )?\d{1,2} ?: ?\d{2}(?: ?: ?\d{2}(?:\.\d+)?)?(?: ?(?:[ap]\.?m\.?|صباحا|مسا|ص|م|[قب] ?\. ?ظ\.?)(?!\p{L}))?(?: ?\(?(?:z|utc?|gmt|irst|irdt|[ecmp][sd]t|بتوقیت \p{L}+)(?!\p{L}))?(?: ?[+-]\d{1,2}:?(?:\d{2})?)?\)?/gu;
/** Days of the week, of whatever language: the date says the same. */
const WEEKDAY =
  /(?<!\p{L})(?:(?:(?:یک|دو|سه?|چهار|چار|پنج) ?)?شنبه|(?:ال)?(?:جمعه|احد|اثنین|ثلاثا|اربعا|خمیس|سبت)|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?)(?!\p{L})/gu;
/** Words around a date that are no part of it. */
const FILLER =
  /(?<!\p{L})(?:تاریخ|انتشار|النشر|نشر|مورخ|روز|یوم|سال|عام|ماه|شهر|ساعت|الساعه|در|فی|بتاریخ|published|posted|on|at|of)(?!\p{L})/gu;

const SOLAR = / (?:(?:هجری |ه )?(?:شمسی|خورشیدی)|ه ش|ش)$/u;
const COMMON = / (?:میلادی|میلادیه|م|ad|ce)$/u;

/**
 * The day that a date names, as ISO (`2021-09-14`), or null where it names none that exists.
 *
 * Read are ISO 8601 (also its `2021-09` and `2021`), RFC 822, and day, month and year in numbers (year
 * first or last, the day before the month where the year is last) or with the month's name, in Persian,
 * Arabic or English, with any digits; a weekday, a time and a zone may stand around it. The day is the
 * one written, in its own zone. A year from 1200 to 1429 is Jalali; the Islamic lunar calendar is not
 * read. The text is one date: none is looked for inside a sentence.
 */
export function isoDate(text: string): string | null {
  const plain = normalize(text).replaceAll('\u200c', ' ');
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u.test(plain)) {
    return calendarOf(Number(plain.slice(0, 4))) === 'gregorian' ? plain : null;
  }
  const words = plain
    .replace(TIME, ' ')
    .replace(WEEKDAY, ' ')
    .replace(/(?<=\p{L}{2})ماه(?!\p{L})/gu, ' ')
    .replace(FILLER, ' ')
    .replace(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ')
    .replace(/[\s,./|():\\_-]+/gu, ' ')
    .trim();
  return readWords(words);
}

function readWords(words: string): string | null {
  const era = SOLAR.test(words) ? 'jalali' : COMMON.test(words) ? 'gregorian' : null;
  const bare = words.replace(SOLAR, '').replace(COMMON, '');
  const read = readNumbers(bare) ?? readNamed(bare);
  return read === null || (era !== null && era !== read.calendar) ? null : isoOf(read);
}

interface Day {
  readonly calendar: Calendar;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function readNumbers(words: string): Day | null {
  const yearFirst = /^(\d{4}) (\d{1,2}) (\d{1,2})$/u.exec(words);
  // Month before day, as Americans write it, is not read: half of such dates would come out wrong.
  const [, day, month, year] = /^(\d{1,2}) (\d{1,2}) (\d{4})$/u.exec(words) ?? [];
  const parts = yearFirst?.slice(1) ?? [year, month, day];
  const [y = 0, m = 0, d = 0] = parts.map(Number);
  const calendar = calendarOf(y);
  return calendar && { calendar, year: y, month: m, day: d };
}

const DAY_NAME_YEAR =
  /^(?<day>\d{1,2})(?: (?:ام|م|st|nd|rd|th))? (?<name>[\p{L} ]+) (?<year>\d{4}|\d{2})$/u;
const NAME_DAY_YEAR = /^(?<name>[\p{L} ]+) (?<day>\d{1,2})(?: (?:st|nd|rd|th))? (?<year>\d{4})$/u;
const YEAR_NAME_DAY = /^(?<year>\d{4}) (?<name>[\p{L} ]+) (?<day>\d{1,2})$/u;

function readNamed(words: string): Day | null {
  const shape = [DAY_NAME_YEAR, NAME_DAY_YEAR, YEAR_NAME_DAY].find((one) => one.test(words));
  const { day = '', name = '', year = '' } = shape?.exec(words)?.groups ?? {};
  const month = monthOf(name);
  if (month === null) return null;
  const full = year.length === 2 ? fullYear(month.calendar, Number(year)) : Number(year);
  if (calendarOf(full) !== month.calendar) return null;
  return { ...month, year: full, day: Number(day) };
}

/** Two digits, as RFC 2822 (4.3) reads them, and as Iranians write them: ۹۵ is 1395, ۰۳ is 1403. */
function fullYear(calendar: Calendar, year: number): number {
  if (calendar === 'gregorian') return year < 50 ? 2000 + year : 1900 + year;
  return year < 30 ? 1400 + year : 1300 + year;
}

/**
 * The calendar of a year. From 1430 on a year of that kind is the Islamic lunar one (1430 was 2009; the
 * Jalali 1430 will be 2051).
 */
function calendarOf(year: number): Calendar | null {
  if (year >= 1200 && year < 1430) return 'jalali';
  return year >= 1800 && year < 2200 ? 'gregorian' : null;
}

function isoOf({ calendar, year, month, day }: Day): string | null {
  if (calendar === 'jalali') {
    if (!isValidJalaaliDate(year, month, day)) return null;
    const { gy, gm, gd } = toGregorian(year, month, day);
    return written(gy, gm, gd);
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? written(year, month, day) : null;
}

function written(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
