import { isCommonName } from '../../language/common-names.js';
import { countryOf } from '../../language/countries.js';
import { normalize } from '../../language/normalize.js';
import { stemsOfToken } from '../../language/stem.js';
import { tokens } from '../../language/tokens.js';
import type { PhraseLanguage } from '../../phrases/phrases.js';
import { contentOf, hasVerb, MARK } from './clause-words.js';
import { isAgency, splitSaying, withoutSaying } from './saying.js';
import { verbsOf } from './verbs.js';

/** What opens an adverbial, normalised. */
const ADVERBIAL: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /^(?:و |همچنین |سپس |اما |ولی )*(?:در|از|به|با|بر|برای|بنا|طی|پس|پیش|هم[ \u200c]?زمان|ضمن|بعد|قبل|تا|میان|علی ?رغم|طبق|مطابق|درباره|خبرگزاری|امروز|دیروز|امسال|پارسال|اکنون|البته|همچنین|سپس|اما|ولی|سرانجام|روز|صبح|عصر|شب|شامگاه|سال|ماه|هفته|وی|او|ایشان|نامبرده)(?!\p{L})/u,
  ar: /^(?:و ?)?(?:فی|من|الی|علی|عن|خلال|بعد|قبل|منذ|مع|حسب|وفقا|وفق|بحسب|الیوم|امس|ب\p{L}+|ل\p{L}+|یوم|صباح|مساء|عام|کما)(?!\p{L})/u,
  en: /^(?:and |but |also )*(?:in|on|at|by|during|after|before|since|until|according|with|from|as|under|following|despite|meanwhile|however|moreover|also|yesterday|today|earlier|later|last|this|then|finally|he|she|it|they)(?!\p{L})/u,
};
/** Adverbials that are whole by themselves. */
const WHOLE: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /(?<!\p{L})(?:(?:در|به|از|با|بر|طی) (?:این|ان|همین|همان) \p{L}+|(?:در|تا) (?:حال حاضر|ادامه|پایان|نهایت|مجموع|کل|کنون|همین حال)|هم[ \u200c]?اکنون|تاکنون|امروز|دیروز|امسال|امشب|دیشب|اکنون|البته|همچنین|سپس|نیز|هم|سرانجام|علاوه بر (?:این|ان)|به نوبه خود|(?:در |روز |صبح |عصر |شامگاه )*(?:شنبه|یکشنبه|دوشنبه|سه[ \u200c]?شنبه|چهارشنبه|پنج[ \u200c]?شنبه|جمعه)|(?:در |از )?(?:سال|ماه|هفته|روز) (?:\d+|گذشته|جاری|اینده)|وی|او|ایشان|متاسفانه|خوشبختانه)(?!\p{L})/gu,
  ar: /(?<!\p{L})(?:و?(?:ایضا|کذلک|الیوم|امس|حالیا|الان|هنا)|(?:فی )?(?:عام|سنه) \d+)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:also|today|yesterday|now|currently|meanwhile|then|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|in \d{4})(?!\p{L})/gu,
};
/** What stands before a name and says who it is no more than the name does. */
const HONORIFIC =
  /(?<!\p{L})(?:دکتر|مهندس|اقای|خانم|سردار|سرهنگ|سرتیپ|امیر|سید|حاج|شهید|استاد|پروفسور|حجت[ \u200c]?الاسلام(?: و ?المسلمین)?|ایت[ \u200c]?الله|امام|شیخ|mr|mrs|ms|dr|president|prime|minister|king|queen|prince|pope|general|gen|sir|السید|السیده|الدکتور)(?!\p{L})/gu;
/** Where news is from, at the beginning of a part: such an aside opens no clause of its own. */
const SOURCE =
  /^(?:خبرگزاری|(?:به|بنا بر|بنابر|بر اساس|طبق) (?:گزارش|گفته|نقل|اعلام|اظهار)|according|وفقا|حسب|بحسب)/u;
const ONWARDS = /(?:^|\s)(?:و|and)\s*$/u;
/** An apposition is no longer than so many words. */
const APPOSITION_WORDS = 6;

/** What joins a clause to another that says something by itself, normalised. */
const JOINS: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /^(?:[ \u200c](?:اند|ام|ایم|اید))?\s*(?:[،,؛;.]|و(?!\p{L})|اما(?!\p{L})|ولی(?!\p{L}))[\s،,]*(?:(?:و|اما|ولی|حال[ \u200c]?ان[ \u200c]?که|در[ \u200c]?حالی[ \u200c]?که)(?!\p{L}))?/u,
  ar: /[،,؛] (?:لکن|فیما|بینما)(?!\p{L})/gu,
  en: /[,;] (?:and|but|while|whereas)(?!\p{L})/gu,
};

/** What a normalised text says behind the last clause that ends in it. */
export function lastClause(text: string, language: PhraseLanguage): string {
  if (language !== 'fa') {
    const last = [...text.matchAll(JOINS[language])].at(-1);
    return last === undefined ? text : text.slice(last.index + last[0].length);
  }
  const all = tokens({ text });
  const rests = verbsOf(all).flatMap(({ to }) => {
    const rest = text.slice(all[to]?.end ?? text.length);
    const join = JOINS.fa.exec(rest);
    return join === null ? [] : [rest.slice(join[0].length)];
  });
  return rests.at(-1) ?? text;
}

/**
 * Whether the kept words begin where a clause does: behind plain saying, an adverbial, another subject.
 *
 * @param plain - what stands before them in their clause, normalised
 */
export function beginsClause(plain: string, kept: string, language: PhraseLanguage): boolean {
  if (contentOf(plain).length === 0) return true;
  if (hasVerb(withoutSaying(plain, language), language)) return false;
  const said = splitSaying(plain, language);
  const rest = said?.rest ?? plain;
  // What is called so, is believed to be so, is so where …: the kept words are a part of it.
  if (/\p{L}.*(?<!\p{L})(?:که|that)\s*$/u.test(rest)) return false;
  const parts = rest.split(MARK);
  const last = parts.at(-1) ?? '';
  const opening = parts.slice(0, -1).map((part) => part.trim());
  const isReport = (part: string) => SOURCE.test(part) || isAgency(part);
  const isAside = (part: string) => ADVERBIAL[language].test(part) || isReport(part);
  if (!opening.every((part) => part === '' || isAside(part))) return false;
  const isOpened = opening.some((part) => part !== '' && !isReport(part));
  if (isOpened && said === null && isApposition(kept, language)) return false;
  if (isLoose(last, language)) return true;
  // «مقداد و لاوروف پیوستند»: one subject of several.
  return !isOpened && ONWARDS.test(last.trimEnd()) && beginsWithName(last, language);
}

/** «در دیدار با نخست‌وزیر، [مصطفی کاظمی، رئیس‌جمهور …»: it may belong to what stands before. */
function isApposition(kept: string, language: PhraseLanguage): boolean {
  const [first = '', ...others] = normalize(kept).split(/[،,]/u);
  const isShort = first.trim().split(/\s+/u).length <= APPOSITION_WORDS;
  return others.length > 0 && isShort && !hasVerb(first, language);
}

/** Whether nothing of a normalised text belongs to the word that follows it. */
export function isLoose(text: string, language: PhraseLanguage): boolean {
  return contentOf(withoutLoose(text, language)).length === 0;
}

/** A normalised text without what is whole by itself, and what says of a name no more than the name does. */
export function withoutLoose(text: string, language: PhraseLanguage): string {
  return text.replace(WHOLE[language], ' ').replace(HONORIFIC, ' ');
}

function beginsWithName(text: string, language: PhraseLanguage): boolean {
  const first = contentOf(text.replace(HONORIFIC, ' ')).slice(0, 2);
  const stems = first.map((token) => stemsOfToken(token)[0] ?? token.text);
  return language !== 'ar' && stems.some((stem) => countryOf(stem) !== null || isCommonName(stem));
}
