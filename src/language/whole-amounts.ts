import { type Amount, amountsOf } from './amounts.js';
import { normalize } from './normalize.js';
import { COUNT_WORDS, UNIT_WORDS } from './number-words.js';
import type { Span } from './span.js';

/** A mark that parts words, but no point or comma within a number; nor a blank line. */
const BREAK = /(?<!\p{Nd})[.,٫٬،;؛:!?؟…۔]|[.,٫٬،;؛:!?؟…۔](?!\p{Nd})|\n[^\S\n]*\n/u;
const MINUS = /(?<!\p{L})(?:منفی|منفي|سالب|minus) $/iu;
const NEXT_WORD = /^[ \u00a0\u200c]*(\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d]*)/u;
const PERCENT_IN_WORDS = /^ (?:per cent|ف[یي] الم(?:ئ|ائ)[ةه])(?!\p{L})/iu;
const SYMBOL = /^ ?[%٪\p{Sc}](?!\p{Nd})/u;
const UNIT_GOES_ON =
  /^[ \u200c](?:مکعب|مربع|مكعب|سانتی[ \u200c]?گراد|زیر صفر|تحت الصفر|below zero)(?!\p{L})/iu;
/** «درصدی», «۱۰ ساله», «سالگی» */
const ADJECTIVE_ENDING = /(?<=\p{L}{2})(?:ی|ه|گی)$/u;

const CALENDAR: ReadonlySet<string> = new Set(
  'second minute hour day week month year decade century'.split(' '),
);
/** «در ۱۳۹۹ مورد حمله بود», «در ۱۷۵۲ دستگاه را ساخت» */
const IN_PHRASES: ReadonlySet<string> = new Set(['مورد', 'بار', 'دستگاه', 'قطعه', 'عدد']);
const WITHIN_DATE_OR_SCORE = /\p{Nd}[/:–-]$/u;
const SCORE = /\p{Nd} بر $/u;

/**
 * A span with the whole of each number that it touches: «منفی», scale words, and the unit or count word
 * after it. «۲» of «۲ هزار نفر» is all three words.
 */
export function wholeAmounts(text: string, span: Span): Span {
  return amountsOf(text)
    .filter(({ start, end }) => start < span.end && end > span.start)
    .filter(({ start, end }) => !BREAK.test(text.slice(start, end)))
    .reduce(
      (whole, amount) => ({
        start: Math.min(whole.start, startWithSign(text, amount)),
        end: Math.max(whole.end, endWithUnit(text, amount)),
      }),
      span,
    );
}

function startWithSign(text: string, { start }: Amount): number {
  return start - (MINUS.exec(text.slice(0, start))?.[0].length ?? 0);
}

function endWithUnit(text: string, amount: Amount): number {
  if (amount.isOrdinal) return amount.end;
  const after = text.slice(amount.end);
  const sign = PERCENT_IN_WORDS.exec(after) ?? SYMBOL.exec(after);
  if (sign !== null) return amount.end + sign[0].length;
  const [whole = '', word = ''] = NEXT_WORD.exec(after) ?? [];
  if (!isUnitOf(text, amount, word, after.slice(whole.length))) return amount.end;
  const more = UNIT_GOES_ON.exec(after.slice(whole.length));
  return amount.end + whole.length + (more?.[0].length ?? 0);
}

function isUnitOf(text: string, amount: Amount, word: string, then: string): boolean {
  const spelling = normalize(word);
  const joined = spelling.replaceAll('\u200c', '');
  const unit =
    (COUNT_WORDS.has(joined) ? joined : undefined) ??
    UNIT_WORDS.get(spelling) ??
    UNIT_WORDS.get(joined) ??
    UNIT_WORDS.get(joined.replace(ADJECTIVE_ENDING, ''));
  if (unit === undefined) return false;
  const before = text.slice(0, amount.start);
  const isPart = WITHIN_DATE_OR_SCORE.test(before);
  // «۲-۱ برابر عراق», «۳ بر ۱ برابر عراق»
  if (unit === 'times') return !isPart && !SCORE.test(before);
  // «سال ۱۴۰۰ ماه رمضان», «ساعت ۱۷ روز شنبه»
  if (CALENDAR.has(UNIT_WORDS.get(amount.heading ?? '') ?? '')) return false;
  const isDated = isPart || isYear(amount) || /^\s*\p{Nd}/u.test(then);
  return !isDated || !(CALENDAR.has(unit) || IN_PHRASES.has(unit));
}

function isYear({ value }: Amount): boolean {
  return value >= 1300 && value < 2100;
}
