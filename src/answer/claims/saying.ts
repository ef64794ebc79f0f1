import { normalize } from '../../language/normalize.js';
import { termsOf } from '../../language/terms.js';
import type { PhraseLanguage } from '../../phrases/phrases.js';

/** Plain saying, normalised: what is said so is told as it is, neither doubted nor denied. */
const SAYING: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /(?<!\p{L})(?:(?:می[ \u200c]?گوید|می[ \u200c]?گویند|گفت|گفتند|افزود|افزودند|گفته (?:است|اند|بود))|(?:اظهار|بیان|اعلام|عنوان|تصریح|تاکید|خاطر ?نشان|تشریح|اضافه|ابراز|اذعان|گزارش|خبر|توضیح|ادامه|پاسخ|یاداور|متذکر|اطلاع) (?:می[ \u200c]?)?(?:کرد|کردند|کند|کنند|داد|دادند|دهد|داشت|داشتند|نمود|نمودند|شد|شدند|شود|(?:کرده|داده|داشته|نموده|شده)(?: است| اند| بود)?))(?!\p{L})/gu,
  ar: /(?<!\p{L})و?(?:قال|قالت|قالوا|یقول|تقول|اضاف|اضافت|اکد|اکدت|صرح|صرحت|اوضح|اوضحت|اعلن|اعلنت|ذکر|ذکرت|افاد|افادت|تابع|تابعت|بین|بینت|قائلا|مضیفا|موکدا|موضحا|مبینا)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:said|says|saying|added|adds|adding|stated|states|announced|announces|reported|reports|confirmed|noted|emphasi[sz]ed|stressed|explained|declared|wrote|reiterated|told (?:\p{L}+ ){0,2}\p{L}+)(?!\p{L})/gu,
};

/** What may stand between plain saying and what is said. */
const OPENS: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /^[\s:،,؛«"“(]*(?:که)?[\s:،,«"“(]*/u,
  ar: /^[^:،,.؛]*?(?:[:«"“]|(?<!\p{L})(?:ب?ان|انه|انها|انهم)(?!\p{L}))[\s:،,«"“]*/u,
  en: /^(?:(?:(?! that ).){0,40} that(?!\p{L})|[\s:,"“(]*)[\s:,"“(]*/u,
};

/** Plain saying in a text: what stands before what is said, and the rest. Both are normalised. */
export interface Said {
  readonly by: string;
  readonly rest: string;
}

/** Splits a normalised text behind the last plain saying in it; null where nothing is said in it. */
export function splitSaying(text: string, language: PhraseLanguage): Said | null {
  const last = [...text.matchAll(SAYING[language])].at(-1);
  if (last === undefined) return null;
  const end = last.index + last[0].length;
  const opened = OPENS[language].exec(text.slice(end));
  if (opened === null) return null;
  return { by: text.slice(0, end), rest: text.slice(end + opened[0].length) };
}

/** A normalised text without its words of plain saying. */
export function withoutSaying(text: string, language: PhraseLanguage): string {
  return text.replace(SAYING[language], ' ');
}

const PRONOUN = /^(?:و )?(?:وی|او|ایشان|نامبرده|he|she|they)(?!\p{L})/u;
/** Whose words or thoughts these are; «به گزارش …» (SOURCE in clause-start.ts) only says where news is from. */
const ATTRIBUTION =
  /(?<!\p{L})(?:به (?:گفته|نقل|عقیده|باور)|از (?:نظر|دید|دیدگاه|نگاه)|according to|حسب|وفقا|بحسب)(?!\p{L})/u;

/** News agencies that stand before a colon, normalised. */
const AGENCY =
  /^(?:سانا|ایرنا|ایسنا|ایلنا|تسنیم|مهر|فارس|میزان|انا|رویترز|اسپوتنیک|تاس|اسوشیتدپرس|بلومبرگ|سبوتنیک|sana|irna|isna|reuters|ap|afp|tass|sputnik)$/u;

/** Whether a normalised text is the name of a news agency alone. */
export function isAgency(text: string): boolean {
  return AGENCY.test(text.trim());
}

/** Whether what a text opens is said there by another than the speaker: «وی گفت: به گفته اسد …», «اسد گفت». */
export function isSaidByOther(text: string, speaker: string, language: PhraseLanguage): boolean {
  const plain = normalize(text);
  const said = [...plain.matchAll(SAYING[language])];
  if (ATTRIBUTION.test(plain) || isAgency(plain.split(':')[0] ?? '') || said.length > 1)
    return true;
  const by = plain.slice(0, said[0]?.index ?? 0).trim();
  if (by === '' || PRONOUN.test(by)) return false;
  return !isOf(by, speaker);
}

/** Whether what stands before a text is said there by another than the speaker: «…، اسد گفت», "…, according to Assad". */
export function isAttributed(text: string, speaker: string, language: PhraseLanguage): boolean {
  const plain = normalize(text);
  if (ATTRIBUTION.test(plain)) return true;
  const by = withoutSaying(plain, language)
    .replace(/[^\p{L}\u200c]+/gu, ' ')
    .trim();
  const isSaying = plain.search(SAYING[language]) >= 0;
  return isSaying && by !== '' && !PRONOUN.test(by) && !isOf(by, speaker);
}

function isOf(by: string, speaker: string): boolean {
  const names = new Set(termsOf(speaker));
  return termsOf(by).some((term) => names.has(term));
}
