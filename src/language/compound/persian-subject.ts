import { isCommonName } from '../common-names.js';
import { verbStem } from '../conjugation.js';
import { isCountry } from '../countries.js';
import { questionKind } from '../question.js';
import { termsOf } from '../terms.js';
import { asksAt, firstAsking, isPreposition, isVerbAt } from './persian.js';
import { set, type TypedWord, typedFrom, typedWords } from './words.js';

const PRONOUNS = set('او وی ایشان ایشون اون نامبرده');
/** «نظرش», «سخنانش»: what someone says or wants; as words of their own, too. */
const HIS_WORDS =
  /^(?:نظر|نظرات|گفته|گفتهها|حرف|حرفها|حرفهای|سخن|سخنان|پاسخ|جواب|موضع|پیام|پیشنهاد|درخواست|هدف)(?:ا?ش|شان|شون)$/u;
/** What may stand before or behind a subject and is no part of it. */
const ADVERBS = set(
  'و سپس بعد همچنین نیز هم دیروز امروز امسال دیگر دیگه اخیرا اکنون حالا حال پیشتر خب لطفا ایا اما ولی پس',
);
/** What a message opens with before its first question. */
const OPENING = set('سلام درود ببخشید لطفا بگویید بگو ,');
/** «به او»: whom the one before does something to. */
const TO_ANOTHER = set('به با از');
const OFFICE =
  /^(?:ر[یئ]?یس|جمهور|رییسجمهور|رئیسجمهور|ریس|ریسجمهور|وزیر|وزرای|امور|خارجه|دفاع|کشور|نخست|نخستوزیر|سخنگوی?|دبیرکل|دبیر|کل|رهبر|رهبری?|پادشاه|نماینده|سفیر|معاون|فرمانده|اقای|خانم|دکتر|ژنرال|دولت)$/u;
const LONGEST_SUBJECT = 6;
/** What such a verb says holds of what stands before it, and not of who did something. */
const HAPPENS =
  /^(?:شد|شده|شدند|میشود|میشه|شود|است|هست|بود|بودند|هستند|یافت|یافته|یافتند|رسید|ماند)$/u;
const PASSIVE = /ه ?(?:شد|شدند|شده|میشود|میشوند|شدهاند)$/u;
/** «چه», «کدام» and «چند» ask of a noun. */
const OF_NOUN = set('چه کدام کدوم چند چندتا');

/**
 * A Persian question with the subject of the one before it where it has none: «از چه چیزی تشکر کرد» behind
 * «اسد محاصره را چگونه توصیف کرد» is «اسد از چه چیزی تشکر کرد».
 */
export function takenPersian(question: string, before: string): string | null {
  const words = typedWords(question);
  const earlier = typedWords(before);
  const pronounAt = words.findIndex(({ text }) => PRONOUNS.has(text));
  const pronoun = words[pronounAt];
  const isOfSomeone = pronoun !== undefined || words.some(({ text }) => HIS_WORDS.test(text));
  if (!isOfSomeone && hasOwnSubject(question, words, earlier)) return question;
  const subject = subjectOf(earlier);
  if (subject.length === 0) return null;
  const isOfTwo = TO_ANOTHER.has(words[pronounAt - 1]?.text ?? '') || namesAnother(earlier);
  if (pronoun !== undefined && isOfTwo) return null;
  const said = typedFrom(before, subject);
  if (pronoun === undefined) return `${said} ${question}`;
  return `${question.slice(0, pronoun.start)}${said}${question.slice(pronoun.end)}`;
}

/** «پوتین به اسد چه گفت»: «او» behind it may be either. */
function namesAnother(words: readonly TypedWord[]): boolean {
  return words.some(
    ({ text }, at) =>
      TO_ANOTHER.has(words[at - 1]?.text ?? '') &&
      termsOf(text).some((term) => isCommonName(term) && !isCountry(term)),
  );
}

/** The words that a question begins with and tells of; none where it begins otherwise. */
function subjectOf(words: readonly TypedWord[]): readonly TypedWord[] {
  const from = words.findIndex(({ text }) => !ADVERBS.has(text) && !OPENING.has(text));
  if (from < 0 || words[from]?.text === 'انچه') return [];
  const isStop = ({ text }: TypedWord, at: number) =>
    isPreposition(text) || text === ',' || isObjectMark(text) || asksAt(words, at);
  const stop = words.findIndex((word, at) => at >= from && isStop(word, at));
  const phrase = words.slice(from, stop < 0 ? from : stop);
  const last = phrase.findIndex(({ text }, at) => at > 0 && ADVERBS.has(text) && text !== 'و');
  const whole = last < 0 ? phrase : phrase.slice(0, last);
  const mark = words[stop]?.text ?? '';
  // «اسد محاصره را»: the name alone, since nothing shows where the object begins.
  if (isObjectMark(mark)) return namesFirst(whole);
  const isClause = whole.some(({ text }) => text === 'که' || text === 'باید');
  return isClause || whole.length > LONGEST_SUBJECT ? [] : whole;
}

function namesFirst(words: readonly TypedWord[]): readonly TypedWord[] {
  const end = words.findIndex(({ text }) => !isOfName(text));
  return end < 0 ? [] : words.slice(0, end);
}

function isOfName(word: string): boolean {
  return OFFICE.test(word) || termsOf(word).some((term) => isCommonName(term) || isCountry(term));
}

function isObjectMark(word: string): boolean {
  return word === 'را' || word === 'رو' || /(?:ها|های|هایی)را$/u.test(word);
}

/** Whether a question names what it tells of, or asks for it. */
function hasOwnSubject(
  question: string,
  all: readonly TypedWord[],
  earlier: readonly TypedWord[],
): boolean {
  const from = all.findIndex(({ text }) => !ADVERBS.has(text));
  const words = all.slice(Math.max(0, from));
  const asking = firstAsking(words);
  const [first] = words;
  if (first === undefined || asking < 0) return true;
  const person = personOf(lastVerb(words));
  if (/[دم]$/u.test(person) && person !== 'ند' && person !== personOf(lastVerb(earlier)))
    return true;
  if (asking === 0) return asksForSubject(question, words, earlier);
  if (isPreposition(first.text)) return asking > 3 && HAPPENS.test(lastVerb(words));
  const isObject = isObjectMark(words[asking - 1]?.text ?? '');
  return !isObject || (asking > 2 && isOfName(first.text));
}

/** Of what begins with the word that asks: «چه کسی آمد», «کدام واکسن فرستاده شد», and «چه فرستادند» of nobody named. */
function asksForSubject(
  question: string,
  words: readonly TypedWord[],
  earlier: readonly TypedWord[],
): boolean {
  const hasObjectMark = words.some(({ text }) => isObjectMark(text));
  if (questionKind(question) === 'person') {
    return !isObjectMark(words[1]?.text ?? '') && !isObjectMark(words[2]?.text ?? '');
  }
  const isOfNoun = OF_NOUN.has(words[0]?.text ?? '');
  const end = words
    .slice(-2)
    .map(({ text }) => text)
    .join(' ');
  const isOfThat = PASSIVE.test(end) || (words.length > 3 && HAPPENS.test(lastVerb(words)));
  if (isOfNoun && !hasObjectMark && isOfThat) return true;
  return personOf(lastVerb(words)) !== personOf(lastVerb(earlier));
}

function lastVerb(words: readonly TypedWord[]): string {
  const at = words.findLastIndex((_, index) => isVerbAt(words, index));
  return words[at]?.text ?? '';
}

/** Who does it, so far as the ending tells: they, you, we, or one. */
function personOf(verb: string): string {
  if (verbStem(verb) === verb) return '';
  return /(?:ند|ید|یم|ن)$/u.exec(verb)?.[0].replace(/^ن$/u, 'ند') ?? '';
}
