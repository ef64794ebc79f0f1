import { isWorldName } from '../common-names.js';
import { isCountry } from '../countries.js';
import { termsOf } from '../terms.js';
import { piecesAt, set, type TypedWord, typedFrom, typedWords } from './words.js';

const ASKING = /^(?:ما|ماذا|من|متی|این|کم|کیف|لماذا|ای|ایه|بماذا|عماذا|لمن|بکم|مم|عم)$/u;
/** After «و» these are questions and nothing else. */
const SURELY = set('ماذا متی کیف لماذا هل کم بماذا عماذا بکم');
/** «وما» and «ومن» may go on with what was said («وما بعدها», «ومن المدن»): not before these. */
const AFTER_WHAT =
  /^(?:ال\p{L}{2,}|هو|هی|اسم|عدد|نسبه|حجم|سبب|اسباب|معنی|دور|هدف|اهداف|نتیجه|نتاج|نتایج|موقف|رای|عاصمه|سعر|قیمه|مساحه|مقدار|مده|تاریخ|نوع|انواع|شروط|موضوع)$/u;
const AFTER_WHO =
  /^(?:هو|هی|هم|الذی|التی|الذین|این|حضر|شارک|انضم|التقی|استقبل|رافق|فاز|قاد|وقع|اعلن|قتل|قام|تراس|مثل|کان)$/u;
/** «وعلى ماذا», «وإلى أين» */
const BEHIND_PREPOSITION = set('ماذا این متی ای ایه');
/** Verbs before a name tell whose they are; these ask and have one behind them. */
const VERBAL = set('ماذا کیف متی این لماذا هل بماذا عماذا');
const TITLE =
  /^(?:ال)?(?:رییس|ریس|وزیر|خارجیه|دفاع|وزرا|سوری|روسی|ایرانی|امیرکی|جمهوریه|ملک|امین|عام|متحدث|ناطق|دکتور|سید|حکومه)$/u;
const PREPOSITION = /^(?:عن|فی|الی|علی|من|مع|حول|بشان|خلال|بعد|قبل|بین|لدی|ضد)$/u;
const PRONOUN = /^(?:هو|هی)$/u;
/** Whom another name stands for: «التقى لافروف المقداد وماذا قال له». */
const TO_HIM = /^(?:له|لها|لهم|الیه|الیها|الیهم|معه|معها|معهم)$/u;
const TO_THE = /^لل/u;

/** Whether an Arabic sentence begins with a word that asks what, who, when… */
export function asksArabic(sentence: string): boolean {
  const [first, second] = typedWords(sentence).map(({ text }) => text.replace(/^و(?=.{2})/u, ''));
  return ASKING.test(first ?? '') || (PREPOSITION.test(first ?? '') && ASKING.test(second ?? ''));
}

/** The questions that an Arabic sentence joins by «و» before a word that asks. */
export function splitArabic(sentence: string): readonly string[] {
  if (!asksArabic(sentence)) return [sentence];
  const words = typedWords(sentence);
  const joints = words.filter((_, at) => at > 0 && isJoint(words, at));
  if (joints.length === 0) return [sentence];
  const pieces = piecesAt(sentence, [0, ...joints.map(({ start }) => start)]);
  const parts = pieces.map((piece, at) => {
    const question = piece.replace(/[\s،,؛]+$/u, '');
    return at === 0 ? question : question.replace(/^و\s*/u, '');
  });
  return parts.every((part) => typedWords(part).length > 2) ? parts : [sentence];
}

function isJoint(words: readonly TypedWord[], at: number): boolean {
  const { text } = words[at] as TypedWord;
  const isApart = text === 'و';
  const asking = isApart ? (words[at + 1]?.text ?? '') : text.replace(/^و/u, '');
  const next = words[isApart ? at + 2 : at + 1]?.text ?? '';
  if (!isApart && asking === text) return false;
  if (PREPOSITION.test(asking) && BEHIND_PREPOSITION.has(next)) return true;
  // «كيف ولماذا» asks one thing in two ways.
  if (SURELY.has(asking)) return next !== '' && !(/^و/u.test(next) && ASKING.test(next.slice(1)));
  if (asking === 'این') return next !== '' && !PREPOSITION.test(next);
  if (asking === 'ما') return AFTER_WHAT.test(next);
  return asking === 'من' && AFTER_WHO.test(next);
}

/** An Arabic question with the name of who does it in the one before: its verb alone does not tell. */
export function takenArabic(question: string, before: string): string | null {
  const [asking, verb, next] = typedWords(question).filter(isNoPrefix);
  if (!VERBAL.has(asking?.text ?? '') || verb === undefined) return question;
  if (isOfName(verb.text) || (next !== undefined && isSubject(next.text, verb.text)))
    return question;
  const earlier = typedWords(before).filter(isNoPrefix);
  const isOtherVerb = isFeminine(verb.text) !== isFeminine(earlier[1]?.text ?? '');
  const isFollowed = next !== undefined && !isNoSubject(next.text);
  if (isOtherVerb && isFollowed) return question;
  const subject = subjectOf(earlier);
  // Of two names in a row the second may be the other of the two.
  if (subject.length > 1 && next !== undefined && TO_HIM.test(next.text)) return null;
  // «ومتى بدأت المعركة»: the noun behind the verb may be who does it, where nobody else is named.
  if (subject.length === 0) return isFollowed ? question : null;
  const head = question.slice(0, verb.end);
  const rest = question.slice(PRONOUN.test(next?.text ?? '') ? next?.end : verb.end);
  return `${head} ${typedFrom(before, subject)}${rest}`;
}

/** «على» of «على ماذا». */
function isNoPrefix({ text }: TypedWord, at: number): boolean {
  return at > 0 || !PREPOSITION.test(text) || text === 'من';
}

/** The name behind a question's verb, with its titles. */
function subjectOf(words: readonly TypedWord[]): readonly TypedWord[] {
  const from = ASKING.test(words[0]?.text ?? '') ? 2 : words.length;
  const end = words.findIndex(({ text }, at) => at >= from && !isOfName(text));
  return words.slice(from, end < 0 ? undefined : end);
}

/** «شكرت روسيا» is what Russia did, «شكر روسيا» what somebody else did to it: countries are mostly feminine. */
function isSubject(word: string, verb: string): boolean {
  const isLand = termsOf(word).some(isCountry);
  return isOfName(word) && !TO_THE.test(word) && (!isLand || isFeminine(verb));
}

/** «عن», «هو», «للأسد» */
function isNoSubject(word: string): boolean {
  return [PREPOSITION, PRONOUN, TO_HIM, TO_THE].some((pattern) => pattern.test(word));
}

function isOfName(word: string): boolean {
  return TITLE.test(word) || termsOf(word).some((term) => isWorldName(term) || isCountry(term));
}

function isFeminine(verb: string): boolean {
  return /ت$/u.test(verb) || /^ت/u.test(verb);
}
