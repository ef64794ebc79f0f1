import { normalize, normalizeWithMap, originalSpan } from './normalize.js';

/** What the words of a reason or purpose begin or end with, in Persian, Arabic and English; normalised. */
const MARKS = [
  '(?:به|بر|از) (?:همین |این |ان )?(?:دلیل|دلایل|علت|علل|خاطر|سبب|منظور|بهانه|واسطه)(?: (?:اینکه|انکه))?',
  'دلیل|دلیلش|دلایل|علت|علتش|علل|زیرا(?: که)?|چرا که|چون(?: که)?|برای (?:اینکه|انکه)|از انجا(?:یی)? که',
  '(?:از|ازین) (?:این|همین|ان) رو|بدین (?:دلیل|منظور|سبب)|(?:بر|در) اثر|در نتیجه|ناشی از|با هدف|با توجه به',
  'لان|لانه|لانها|لانهم|لاننا|بسبب|نتیجه ل\\p{L}+|من اجل|لذلک|بفضل|نظرا ل\\p{L}+|اذ ان|بهدف|جراء|السبب|سبب',
  'because(?: of)?|due to|owing to|thanks to|as a result|so that|in order to|reason|reasons|caused by',
];
// A space may be a half-space, or left out.
const MARK = `(?<!\\p{L})(?:${MARKS.join('|').replaceAll(' ', '[ \\u200c]?')})(?!\\p{L})`;
const HAS_MARK = new RegExp(MARK, 'u');
const OPENS = new RegExp(`^${MARK}[ \\u200c]?`, 'u');

/** Whether a text says of something that it is a reason or a purpose: «زیرا», «به دلیل», "because". */
export function givesReason(text: string): boolean {
  return HAS_MARK.test(normalize(text));
}

/** The words of a reason without what they open with: «زیرا رود طغیان کرد» is «رود طغیان کرد». */
export function withoutReasonMark(text: string): string {
  const normalized = normalizeWithMap(text);
  const opening = OPENS.exec(normalized.text)?.[0] ?? '';
  return text.slice(originalSpan(normalized, opening.length, normalized.text.length).start);
}
