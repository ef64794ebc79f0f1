import { isCommonName } from '../common-names.js';
import { verbStem } from '../conjugation.js';
import { isCountry } from '../countries.js';
import { isEverydayWord } from '../everyday-words.js';
import { termsOf } from '../terms.js';
import { set, type TypedWord, typedFrom, typedWords } from './words.js';

const ASKING = set(
  'چه چی چیا چرا چگونه چطور چطوری چجوری چند چندتا چندم چقدر کی کیا کجا کدام کدوم کدامیک کدامین ' +
    'چهکسی چهکسانی چهچیزی چهچیزهایی چهزمانی چهوقت چهتعداد چهمیزان چهقدر چهطور چهگونه چهمدت چهسالی چهنامی',
);
const ASKING_IS = set('کیست کیستند کیه چیست چیستند چیه کجاست کجاس کجان چنده کدامند کدامست');
/** «هر چه», «اگر چه», «همه چی» ask nothing. */
const NOT_ASKING_AFTER = set('هر هیچ همه');
/** «آن چه», «اگر چه». */
const NOT_WHAT_AFTER = set('ان این اگر چنان گر');
/** «با که» is with whom. */
const BEFORE_WHOM = set('با به از برای توسط');
/** «چند سال گذشته», «چند صد»: several. */
const SEVERAL = set('قبل پیش بعد دیگر دیگری صد هزار میلیون گذشته اخیر');
const PREPOSITIONS = set(
  'در از به با برای تا بر طی توسط درباره دربارهی راجع پیرامون درمورد ضمن پس بین میان مانند نزد علیه بدون',
);
const IS = set('است هست نیست هستند نیستند اند ست بود نبود هستن نیستن');
/** After these a form of a verb is a noun: «در این نشست». */
const BEFORE_NOUN = new Set([...PREPOSITIONS, 'این', 'ان', 'یک', 'همین', 'هر']);
const NEVER_NOUNS = set('شد کرد داد گرفت');
/** The second halves of «گفت و گو», «رفت و آمد», «خرید و فروش». */
const SECOND_HALVES =
  /^(?:گوی?|جوی?|شوی?|امد|خورد|ستد|فروش|بند|ساز|باخت|پز|کشتار|بازدید|نبود|خیز|خوراک|سوز)(?:ها|های|هایی|ی)?$/u;
/** What follows these is no question of its own. */
const SUBORDINATE = set('که اینکه انکه اگر وقتی هنگامی هنگامیکه زمانیکه چنانچه گرچه اگرچه');
/** «پوتین گفت چه شد و چه می‌شود»: whatever follows is told. */
const TELLS = set('گفت گفتند گفتن میگوید میگویند میگه پرسید پرسیدند');
const GLUED = /^و(?=.{2})/u;

/** Whether the word at a place asks. */
export function asksAt(words: readonly TypedWord[], at: number): boolean {
  const text = words[at]?.text ?? '';
  if (ASKING_IS.has(text)) return true;
  const before = words[at - 1]?.text ?? '';
  if (text === 'که') return BEFORE_WHOM.has(before);
  if (text === 'چه' && NOT_WHAT_AFTER.has(before)) return false;
  if (!ASKING.has(text) || NOT_ASKING_AFTER.has(before)) return false;
  if (text !== 'چند') return true;
  const after = words.slice(at + 1, at + 3).map((word) => word.text);
  return !PREPOSITIONS.has(before) && !after.some((word) => SEVERAL.has(word));
}

/** Where a question's first asking word stands; -1: nowhere. */
export function firstAsking(words: readonly TypedWord[]): number {
  return words.findIndex((_, at) => asksAt(words, at));
}

/** Whether the word at a place ends a clause. */
export function isVerbAt(words: readonly TypedWord[], at: number): boolean {
  const text = words[at]?.text ?? '';
  const before = words[at - 1]?.text ?? '';
  if (ASKING_IS.has(text) || IS.has(text)) return true;
  const stem = verbStem(/^ن?می$/u.test(before) ? before + text : text);
  const isNoun = stem === text && BEFORE_NOUN.has(before) && !NEVER_NOUNS.has(text);
  return stem !== undefined && !isNoun;
}

export function isPreposition(word: string): boolean {
  return PREPOSITIONS.has(word);
}

/** The questions that a Persian sentence joins by «و» or a comma: each has a verb and a word that asks. */
export function splitPersian(sentence: string): readonly string[] {
  const words = withoutGlue(typedWords(sentence));
  const isSubordinate = ({ text }: TypedWord, at: number) =>
    SUBORDINATE.has(text) && !asksAt(words, at);
  if (words.some(isSubordinate) || tellsWhatIsAsked(words)) return [sentence];
  const clauses: (readonly TypedWord[])[] = [];
  let from = 0;
  for (const [at, { text }] of words.entries()) {
    const isJoint = text === 'و' || text === ',';
    if (!isJoint || at < from || !isVerbAt(words, at - 1)) continue;
    if (SECOND_HALVES.test(words[at + 1]?.text ?? '')) continue;
    if (!isQuestion(words.slice(from, at)) || !isQuestion(words.slice(at + 1))) continue;
    clauses.push(words.slice(from, at));
    // «، و»
    from = words[at + 1]?.text === 'و' ? at + 2 : at + 1;
  }
  if (clauses.length === 0) return [sentence];
  clauses.push(words.slice(from));
  // «چه بخواهیم و چه نخواهیم»
  const isWhether = clauses.every(([first]) => first?.text === 'چه');
  if (isWhether || !clauses.every(isQuestion)) return [sentence];
  return clauses.map((clause) => typedFrom(sentence, clause));
}

/** Whether a verb of telling stands before what asks; «گفت و گو» is a noun. */
function tellsWhatIsAsked(words: readonly TypedWord[]): boolean {
  const before = words.slice(0, Math.max(0, firstAsking(words)));
  return before.some(({ text }, at) => TELLS.has(text) && !/^و/u.test(words[at + 1]?.text ?? ''));
}

/** Whether words ask something and say what of it: a verb stands at or behind the asking word. */
function isQuestion(words: readonly TypedWord[]): boolean {
  const asking = firstAsking(words);
  if (asking < 0) return false;
  const isBare = words.length === 1;
  return !isBare && words.some((_, at) => at >= asking && isVerbAt(words, at));
}

/** «وکدام» as «و» and «کدام», and behind a verb «وپوتین», «وحجم». */
function withoutGlue(words: readonly TypedWord[]): readonly TypedWord[] {
  return words.flatMap((word, at) => {
    const rest = word.text.replace(GLUED, '');
    const isAsking = ASKING.has(rest) || ASKING_IS.has(rest);
    const isGlued = isAsking || (isVerbAt(words, at - 1) && isKnown(rest) && !isKnown(word.text));
    if (at === 0 || rest === word.text || !isGlued) return [word];
    const middle = word.start + 1;
    return [
      { text: 'و', start: word.start, end: middle },
      { text: rest, start: middle, end: word.end },
    ];
  });
}

/** Whether a word is a known name or stands in most news. */
function isKnown(word: string): boolean {
  const terms = termsOf(word);
  return terms.some((term) => isCommonName(term) || isCountry(term) || isEverydayWord(term));
}
