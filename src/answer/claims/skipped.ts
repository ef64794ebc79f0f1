import { detectLanguage } from '../../language/detect.js';
import { normalize, normalizeWithMap } from '../../language/normalize.js';
import { type Token, tokens } from '../../language/tokens.js';
import { type PhraseLanguage, phraseLanguage } from '../../phrases/phrases.js';
import { isLoose, withoutLoose } from './clause-start.js';
import { clearVerbsOf, contentOf, isContent, MARK } from './clause-words.js';
import { isPreposition } from './prepositions.js';
import { verbsOf } from './verbs.js';
import { endOf, type Wording } from './words.js';

/** What stands between two clauses, or between a clause and an adverbial. */
export const CLAUSE_END =
  /[،؛.!؟?;:,]|(?<!\p{L})(?:که|اما|ولی|حال آنکه|but|that|which|لكن|لکن)(?!\p{L})/iu;
/** What joins a clause to another within which its words would have another part. */
const CLAUSE_JOIN =
  /(?<!\p{L})(?:زیرا|چون|وقتی|هنگامی|زمانی[\s\u200c]که|who|whom|whose|where|while|whilst|as|when|because|since|after|before|until|and|or|than|so|though|although|yet|أن|أنّ|إن|إنّ|ان|أنه|أنها|أنهم|إنه|إنها|انه|انها|بأن|لأن|لأنه|الذ[يی]|الت[يی]|الذ[يی]ن|ب[يی]نما|ف[يی]ما|ح[يی]ث|عندما)(?!\p{L})/iu;
const AND = /(?<!\p{L})و(?!\p{L})/u;
/** An Arabic «و» is written with its word; these begin with one of their own. Normalised. */
const ARABIC_AND =
  /(?<!\p{L})و(?!زیر|زار|فد|قف|صل|صول|کال|ضع|سط|طن|احد|قت|فا|رد|حد|لای|ثیق|جه|جود|اشنطن|الد|سیل|ظیف|ارد|رق|عد|افق)(?=\p{L}{2})/u;

/** A phrase behind a preposition has no more words. */
const PHRASE_WORDS = 2;
/** Heads without which the rest says the same: «شهر حلب», «کنترل ۹۰ درصد خاک». */
const EMPTY_HEADS =
  /(?<!\p{L})(?:شهر|شهرستان|استان|کشور|روستای|منطقه|جزیره|رود|کوه|کنترل|مدینه|city|town)(?!\p{L})/gu;
/** Heads without which the rest says another thing, wherever they stand. Normalised. */
const TURNING_HEAD =
  /(?<!\p{L})(?:توقف|رفع|نقض|حذف|تعلیق|پایان|خاتمه|قطع|ترک|کاهش|افزایش|ابطال|نایب|معاون|قائم[ \u200c]?مقام|جانشین|مشاور|حامی|رقیب|نامزد|منتقد|تعویق|تمدید|تعدیل|اصلاح|شایعه|سخنگوی|نماینده|دستیار|همسر|پسر|دختر|برادر|خواهر|پدر|مادر|وقف|الغا|انها|نائب|مساعد|قرب|تعدیل|تاجیل|زوجه|شقیق)$/u;

/**
 * Whether what lies between words that follow each other in a sentence is within one clause of its
 * quotes, and takes no word of it along that gives them their part.
 */
export function skipsNoClause({ sentence, words, text, quoted, places }: Wording): boolean {
  const language = phraseLanguage(detectLanguage(text));
  const said = new Set(places);
  return places.every((place, at) => {
    const before = places[at - 1];
    if (before === undefined) return true;
    const own = sentence.slice(endOf(words[at - 1]), words[at]?.start);
    const since = (from: number) => text.slice(endOf(quoted[from]), quoted[place]?.start);
    if (place <= before) {
      // A part that was moved has its head as well.
      const last = places.filter((one) => one < place).reduce((a, b) => Math.max(a, b), -1);
      return last < 0 || skipsNoHead(normalize(own), normalize(since(last)), language);
    }
    // What the sentence has said already is not left out.
    const left = quoted.slice(before + 1, place).filter((_, row) => !said.has(before + 1 + row));
    if (left.length === 0) return true;
    const skipped = since(before);
    if (CLAUSE_END.test(skipped) || CLAUSE_JOIN.test(skipped)) return false;
    return (
      skipsNoVerb(own, skipped) &&
      skipsNoPart(normalize(skipped), language) &&
      (said.has(place - 1) || skipsNoHead(normalize(own), normalize(skipped), language))
    );
  });
}

/** «منتشر کرد و …»: only the verbs that follow a kept word directly belong to it, and the sentence says them. */
function skipsNoVerb(own: string, skipped: string): boolean {
  const said = verbsOf(tokens(normalizeWithMap(own))).map(({ stem }) => stem);
  const verbs = clearVerbsOf(normalize(skipped));
  return verbs.every(({ from, stem, isLight, isDenied }, at) => {
    const follows = from === (at === 0 ? 0 : (verbs[at - 1]?.to ?? 0) + 1);
    return follows && isLight && !isDenied && said.includes(stem);
  });
}

/** «[کشته و ۵ نفر] زخمی شدند»: neither the end of one part of several is left out with the beginning of the next. */
function skipsNoPart(skipped: string, language: PhraseLanguage): boolean {
  const parts = skipped.split(language === 'ar' ? ARABIC_AND : AND);
  return parts.slice(1).every((_, at) => {
    const [left = '', right = ''] = parts.slice(at);
    const isVerb = clearVerbsOf(left).length > 0;
    const [some, others] = [contentOf(left).length, contentOf(right).length];
    if (others === 0 || isAdverbial(right, language)) return isVerb || some <= 1;
    return !isVerb && (some === 0 || (isAdverbial(left, language) && others <= 1));
  });
}

/** A preposition with a word, or what is whole by itself. */
function isAdverbial(text: string, language: PhraseLanguage): boolean {
  const plain = text.replace(EMPTY_HEADS, ' ');
  if (isLoose(plain, language)) return true;
  const [first] = tokens({ text: plain.trim() });
  return first !== undefined && isPreposition(first.text) && contentOf(plain).length <= 1;
}

/** «از [رفع] کمبود دارو»: nothing is left out that the kept word behind it belongs to. */
function skipsNoHead(own: string, skipped: string, language: PhraseLanguage): boolean {
  const all = tokens({ text: skipped });
  const isBorder = (token: Token, at: number) =>
    /^(?:و|را|که)$/u.test(token.text) ||
    MARK.test(skipped.slice(token.end, all[at + 1]?.start)) ||
    isPreposition(token.text) ||
    (language === 'ar' && ARABIC_AND.test(token.text));
  if (language !== 'fa' && !areAdverbials(skipped, language)) return false;
  const at = all.findLastIndex(isBorder);
  const border = all[at];
  // An Arabic «و» is part of a word that is skipped.
  const tail = skipped.slice(language === 'ar' ? border?.start : border?.end);
  if (isLoose(tail.replace(EMPTY_HEADS, ' '), language)) return true;
  const isOwn = tokens({ text: own }).some(({ text }) => isPreposition(text));
  const opener = border?.text === 'و' && isShortPair(all) ? all[0] : border;
  return !isOwn && opener !== undefined && isPhrase(skipped.slice(opener.start), language);
}

/** «سیل [در گلستان] راه‌ها را بست»: whether a preposition has all that stands behind it. */
function isPhrase(text: string, language: PhraseLanguage): boolean {
  const plain = withoutLoose(text.replace(EMPTY_HEADS, ' '), language).trim();
  const content = contentOf(plain);
  return (
    isPreposition(tokens({ text: plain })[0]?.text ?? '') &&
    content.length <= (language === 'fa' ? PHRASE_WORDS : 1) &&
    !TURNING_HEAD.test(content.at(-1)?.text ?? '')
  );
}

/** Where no verb is known, only short phrases behind prepositions are sure to hold none. */
function areAdverbials(skipped: string, language: PhraseLanguage): boolean {
  const plain = skipped.replace(EMPTY_HEADS, ' ');
  const all = tokens({ text: plain });
  const opens = all.flatMap((token, at) => (isPreposition(token.text) ? [at] : []));
  const phrases = opens.map((from, at) => all.slice(from + 1, opens[at + 1]));
  return (
    isLoose(plain.slice(0, all[opens[0] ?? all.length]?.start), language) &&
    phrases.every((phrase) => phrase.filter(isContent).length <= PHRASE_WORDS)
  );
}

/** «در گلستان و مازندران». */
function isShortPair(all: readonly Token[]): boolean {
  return all.filter(isContent).length <= 2;
}
