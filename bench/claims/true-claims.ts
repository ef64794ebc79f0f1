import { toAsciiDigits, toPersianDigits } from '../../src/language/digits.js';

/** How a model may say a sentence in other words without saying anything else. */
type Change = (sentence: string) => string;

const word = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\u200c])(?:${pattern})(?![\\p{L}\\u200c])`, 'gu');

/** Words for words, from our own knowledge; the first is exchanged for the second. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  ['گفت', 'اظهار کرد'],
  ['اظهار داشت', 'بیان کرد'],
  ['افزود', 'اضافه کرد'],
  ['تاکید کرد', 'تصریح کرد'],
  ['تصریح کرد', 'تأکید کرد'],
  ['برگزار شد', 'برپا شد'],
  ['برگزار می ?شود', 'برپا می‌شود'],
  ['آغاز شد', 'شروع شد'],
  ['همچنین', 'علاوه بر این'],
  ['نیز', 'هم'],
  ['کلیه|كليه', 'همه'],
  ['سبب', 'باعث'],
  ['جهت', 'برای'],
  ['دستگیر شدند', 'بازداشت شدند'],
  ['دارا بودن', 'داشتن'],
  ['حضور داشتند', 'حاضر بودند'],
  ['بسیار', 'خیلی'],
  ['بسيار', 'خیلی'],
  ['هم اکنون|هم‌اکنون', 'اکنون'],
  ['انجام شد', 'صورت گرفت'],
  ['صورت گرفت', 'انجام شد'],
  ['خاطرنشان کرد', 'یادآور شد'],
  ['مشکلات', 'مسائل'],
  ['دیدار', 'مسابقه'],
  ['پیروز شد', 'برنده شد'],
  ['کسب کرد', 'به دست آورد'],
  ['منجر شد', 'انجامید'],
  ['توسط', 'به دست'],
  ['مي‌باشد|می‌باشد|مي باشد|می باشد', 'است'],
].map(([from = '', to = '']) => [word(from), to] as const);

const synonyms: Change = (sentence) =>
  SYNONYMS.reduce((text, [from, to]) => text.replace(from, to), sentence);
const REPORT =
  /^(?:[^،:]{0,80}(?:به گزارش|خبرگزاري فارس|خبرگزاری فارس)[^،:]{0,60}[،:]\s*|خبرگزار[يی] فارس: )/u;
const SAID = /^(?:وی|وي|او|نامبرده)[^:]{0,40}: ?/u;
const withoutReport: Change = (sentence) => sentence.replace(REPORT, '').replace(SAID, '');
const persianLetters: Change = (sentence) =>
  toPersianDigits(sentence.replaceAll('ي', 'ی').replaceAll('ك', 'ک'));
const asciiDigits: Change = (sentence) => toAsciiDigits(sentence);
const halfSpaces: Change = (sentence) =>
  sentence
    .replace(/(?<=\p{L}) (?=(?:ها|های|هایی|تر|ترین)(?!\p{L}))/gu, '\u200c')
    .replace(/(?<!\p{L})(ن?م[یي]) (?=\p{L})/gu, '$1\u200c');
const withoutHalfSpaces: Change = (sentence) => sentence.replaceAll('\u200c', ' ');
const withoutBrackets: Change = (sentence) =>
  sentence.replace(/ ?\([^)]{1,60}\)/gu, '').replace(/["«»]/gu, '');

/** «الف، ب» as «ب، الف» where the first part is an adverbial: «با …، », «در …، ». */
const reordered: Change = (sentence) => {
  const found = /^((?:در|با|پس از|بر اساس|به منظور|براي|برای) [^،]{8,80})، ([^،]{30,})$/u.exec(
    sentence.replace(/\.$/u, ''),
  );
  return found === null ? sentence : `${found[2]}، ${found[1]}.`;
};

/** The last clause may go where two are joined by «و» after a verb. */
const shortened: Change = (sentence) => {
  const found =
    /^(.{40,}?(?:است|شد|شدند|کرد|کردند|كرد|كردند|داد|دادند|داشت|داشتند)) و .{20,}$/u.exec(sentence);
  return found === null ? sentence : `${found[1]}.`;
};

const WAYS: readonly (readonly Change[])[] = [
  [withoutReport, persianLetters, halfSpaces],
  [withoutReport, asciiDigits, withoutHalfSpaces, synonyms],
  [withoutReport, reordered, persianLetters, synonyms],
  [withoutReport, shortened, withoutBrackets, persianLetters],
  [withoutReport, shortened, reordered, synonyms, asciiDigits, halfSpaces],
];

/** A sentence as a model may say it, in one of a few ways. */
export function trueClaim(sentence: string, way: number): string {
  return (WAYS[way % WAYS.length] ?? []).reduce((text, change) => change(text), sentence).trim();
}
