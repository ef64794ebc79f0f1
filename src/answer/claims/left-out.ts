import { isCommonName } from '../../language/common-names.js';
import { countryOf } from '../../language/countries.js';
import { detectLanguage } from '../../language/detect.js';
import { normalize, normalizeWithMap } from '../../language/normalize.js';
import { sentences } from '../../language/sentences.js';
import type { Span } from '../../language/span.js';
import { stemsOfToken } from '../../language/stem.js';
import { isNormalizedStopWord } from '../../language/stop-words.js';
import { type Token, tokens } from '../../language/tokens.js';
import { type PhraseLanguage, phraseLanguage } from '../../phrases/phrases.js';
import { hedgesOf } from './hedges.js';
import { objectionsTo, reservationsOf } from './reservations.js';
import { splitSaying, withoutSaying } from './saying.js';
import { verbsOf } from './verbs.js';
import type { Word } from './words.js';

/** What a quoted sentence says beside the words that are kept of it, as it is written. */
interface LeftOut {
  readonly before: string;
  readonly between: readonly string[];
  readonly after: string;
  readonly kept: string;
}

/**
 * Whether what is said of the quotes is a fact there too, by what is left out of their sentences: it
 * was lifted out of no denial, claim or condition, and begins and ends where a clause does.
 *
 * @param places - where each word of the sentence stands among those of the quotes
 */
export function isFactThere(
  sentence: string,
  text: string,
  quoted: readonly Word[],
  places: readonly number[],
): boolean {
  const language = phraseLanguage(detectLanguage(text));
  const own = new Set(reservationsOf(sentence));
  const hedges = hedgesOf(sentence);
  return leftOut(text, quoted, places).every(({ before, between, after, kept }) => {
    const end = endOfClause(kept, after, language);
    if (end === null) return false;
    const around = [before, ...between, after.slice(0, end)].flatMap(reservationsOf);
    const isReserved = [...around, ...objectionsTo(after)].some((word) => !own.has(word));
    const opening = lastClause(withoutProgressive(normalize(before)), language);
    const isHedged = [...hedgesOf(opening)].some((word) => !hedges.has(word));
    return !isReserved && !isHedged && beginsClause(opening, kept, language);
  });
}

function leftOut(
  text: string,
  quoted: readonly Word[],
  places: readonly number[],
): readonly LeftOut[] {
  const said = [...new Set(places)].sort((a, b) => a - b);
  return sentences(text).flatMap((sentence) => {
    const kept = said
      .flatMap((place) => quoted[place] ?? [])
      .filter(({ start }) => start >= sentence.start && start < sentence.end)
      .map(({ start, written }): Span => ({ start, end: start + written.length }));
    const [first, last] = [kept[0], kept.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        before: text.slice(sentence.start, first.start),
        between: kept.slice(1).map(({ start }, at) => text.slice(kept[at]?.end ?? start, start)),
        after: text.slice(last.end, sentence.end),
        kept: text.slice(first.start, last.end),
      },
    ];
  });
}

/** What opens an adverbial, normalised. */
const ADVERBIAL: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /^(?:و |همچنین |سپس |اما |ولی )*(?:در|از|به|با|بر|برای|بنا|طی|پس|پیش|هم[ \u200c]?زمان|ضمن|بعد|قبل|تا|میان|علی ?رغم|طبق|مطابق|درباره|خبرگزاری|امروز|دیروز|امسال|پارسال|اکنون|البته|همچنین|سپس|اما|ولی|سرانجام|روز|صبح|عصر|شب|شامگاه|سال|ماه|هفته|وی|او|ایشان|نامبرده)(?!\p{L})/u,
  ar: /^(?:و ?)?(?:فی|من|الی|علی|عن|خلال|بعد|قبل|منذ|مع|حسب|وفقا|وفق|بحسب|الیوم|امس|ب\p{L}+|ل\p{L}+|یوم|صباح|مساء|عام|کما)(?!\p{L})/u,
  en: /^(?:and |but |also )*(?:in|on|at|by|during|after|before|since|until|according|with|from|as|under|following|despite|meanwhile|however|moreover|also|yesterday|today|earlier|later|last|this|then|finally|he|she|it|they)(?!\p{L})/u,
};
/** Adverbials that are whole by themselves. */
const WHOLE: Readonly<Record<PhraseLanguage, RegExp>> = {
  fa: /(?<!\p{L})(?:(?:در|به|از|با|بر|طی) (?:این|ان|همین|همان) \p{L}+|(?:در|تا) (?:حال حاضر|ادامه|پایان|نهایت|مجموع|کل|کنون|همین حال)|هم[ \u200c]?اکنون|تاکنون|امروز|دیروز|امسال|امشب|دیشب|اکنون|البته|همچنین|سپس|نیز|هم|سرانجام|علاوه بر (?:این|ان)|به نوبه خود|(?:در |روز |صبح |عصر |شامگاه )*(?:شنبه|یکشنبه|دوشنبه|سه[ \u200c]?شنبه|چهارشنبه|پنج[ \u200c]?شنبه|جمعه)|(?:در |از )?(?:سال|ماه|هفته|روز) (?:\d+|گذشته|جاری|اینده)|وی|او|ایشان)(?!\p{L})/gu,
  ar: /(?<!\p{L})(?:و?(?:ایضا|کذلک|الیوم|امس|حالیا|الان|هنا)|(?:فی )?(?:عام|سنه) \d+)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:also|today|yesterday|now|currently|meanwhile|then|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|in \d{4})(?!\p{L})/gu,
};
/** What stands before a name and says who it is no more than the name does. */
const HONORIFIC =
  /(?<!\p{L})(?:دکتر|مهندس|اقای|خانم|سردار|سرهنگ|سرتیپ|امیر|سید|حاج|شهید|استاد|پروفسور|حجت[ \u200c]?الاسلام(?: و ?المسلمین)?|ایت[ \u200c]?الله|امام|شیخ|mr|mrs|ms|dr|president|prime|minister|king|queen|prince|pope|general|gen|sir|السید|السیده|الدکتور)(?!\p{L})/gu;
const JOIN = /^(?:و|که|اما|ولی|تا)$/u;
const REPORT =
  /^(?:خبرگزاری|(?:به|بنا بر|بنابر|بر اساس|طبق) (?:گزارش|گفته|نقل|اعلام|اظهار)|according|وفقا|حسب|بحسب)/u;
const MARK = /[،,؛;:.!?؟…()[\]–—]/u;
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
function lastClause(text: string, language: PhraseLanguage): string {
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

/** Whether the kept words begin where a clause does: behind plain saying, an adverbial, another subject. */
function beginsClause(plain: string, kept: string, language: PhraseLanguage): boolean {
  if (contentOf(plain).length === 0) return true;
  if (hasVerb(withoutSaying(plain, language), language)) return false;
  const said = splitSaying(plain, language);
  const rest = said?.rest ?? plain;
  // What is called so, is believed to be so, is so where …: the kept words are a part of it.
  if (/\p{L}.*(?<!\p{L})(?:که|that)\s*$/u.test(rest)) return false;
  const parts = rest.split(MARK);
  const last = parts.at(-1) ?? '';
  const opening = parts.slice(0, -1).map((part) => part.trim());
  if (!opening.every((part) => part === '' || ADVERBIAL[language].test(part))) return false;
  const isOpened = opening.some((part) => part !== '' && !REPORT.test(part));
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
function isLoose(text: string, language: PhraseLanguage): boolean {
  const rest = text.replace(WHOLE[language], ' ').replace(HONORIFIC, ' ');
  return contentOf(rest).length === 0;
}

function beginsWithName(text: string, language: PhraseLanguage): boolean {
  const first = contentOf(text.replace(HONORIFIC, ' ')).slice(0, 2);
  const stems = first.map((token) => stemsOfToken(token)[0] ?? token.text);
  return language !== 'ar' && stems.some((stem) => countryOf(stem) !== null || isCommonName(stem));
}

/**
 * How much of what follows the kept words belongs to their clause, in UTF-16 units; null where they
 * break off before its end.
 */
function endOfClause(kept: string, after: string, language: PhraseLanguage): number | null {
  // «closed [the] gas office»: an English noun goes on without a mark.
  if (language === 'en')
    return /^\s(?!\p{L}+(?:ly|day)(?!\p{L}))\p{L}/u.test(after) && !isLooseEnd(after)
      ? null
      : after.length;
  if (language === 'ar') return after.length;
  const text = normalizeWithMap(after);
  const all = tokens(text);
  const verbs = verbsOf(all);
  const lastKept = tokens(normalizeWithMap(kept)).length - 1;
  let isClosed = verbsOf(tokens(normalizeWithMap(kept))).some(({ to }) => to === lastKept);
  // The verbs that follow directly are those of the kept words.
  for (const [at, token] of all.entries()) {
    const isOver =
      MARK.test(text.text.slice(all[at - 1]?.end ?? 0, token.start)) || JOIN.test(token.text);
    if (isClosed && isOver) return text.starts[token.start] ?? after.length;
    if (verbs.some(({ from, to }) => at >= from && at <= to)) isClosed = true;
    else if (isContent(token)) {
      return hasVerb(withoutSaying(text.text.slice(token.start), language), language)
        ? null
        : after.length;
    }
  }
  return after.length;
}

function isLooseEnd(text: string): boolean {
  const [first] = tokens(normalizeWithMap(text));
  return first === undefined || !isContent(first);
}

function contentOf(text: string): readonly Token[] {
  return tokens(normalizeWithMap(text)).filter(isContent);
}

function isContent(token: Token): boolean {
  const all = [token.text, ...stemsOfToken(token)];
  return !all.some(isNormalizedStopWord);
}

function hasVerb(text: string, language: PhraseLanguage): boolean {
  return language === 'fa' && verbsOf(tokens(normalizeWithMap(text))).length > 0;
}

/** The «می» of a kept verb is none of what is left out. */
function withoutProgressive(text: string): string {
  return text.replace(/(?<!\p{L})ن?می[ \u200c]?$/u, '');
}
