import { detectLanguage, type Language } from '../../language/detect.js';
import { normalize, normalizeWithMap, originalSpan } from '../../language/normalize.js';
import { questionKind } from '../../language/question.js';
import { givesReason, withoutReasonMark } from '../../language/reasons.js';
import { sentences } from '../../language/sentences.js';
import { answeringWords, type Citation } from '../schema.js';
import { requestOf, wordsOf } from './requests.js';
import type { Turn } from './turn.js';

/** An answer of more words is no part of a sentence any more, but one of its own. */
const MOST_ANSWER_WORDS = 5;

/** Questions, normalised and without signs, that ask for a reason and leave open of what. */
const ONLY_WHY = new RegExp(
  `^(?:${[
    '(?:و ?|خب |خوب |اخه |ولی |اما )*(?:چرا+|به چه (?:دلیلی?|علتی?)|(?:واسه|برای) (?:چه|چی)|بهر چه)(?: (?:اینطور|این ?طوری?|این ?گونه|اینجوری|این ?کار را|ان ?کار را|این (?:اتفاق|حادثه|رویداد|ماجرا)))?(?: (?:است|بود|افتاد|رخ داد|روی داد|شد|کرد|کردند|می ?کند))?',
    '(?:و )?(?:دلیل|علت|سبب)(?: ?(?:ش|شان|اش))?(?: (?:ان|این|این (?:کار|امر|موضوع)))? (?:چیست|چیه|چه بود|چی بود|چه است)',
    '(?:va )?(?:chera|be che (?:dalil|elat)|(?:baraye|vase) (?:che|chi)|(?:dalil|elat)esh (?:chie|chiye|chist|chi bood))',
    'و?(?:لماذا|لم|لیش|لیه)(?: (?:هذا|ذلک|کذلک))?|(?:و )?(?:لای سبب|ما(?: هو)? (?:السبب|سبب (?:ذلک|هذا)))',
    "(?:and |but |so )?(?:why|how come|for what reason)(?: (?:so|not|is (?:that|this)|was (?:that|this|it)|did (?:that|this|it) happen))?|(?:and |but |so )?why'?s (?:that|this)|what(?:'s| is| was) the (?:reason|cause)(?: for (?:that|this|it))?",
  ].join('|')})$`,
  'u',
);

/** What a question why begins and ends with. */
const WHY: Readonly<Record<Language, { readonly word: string; readonly mark: string }>> = {
  fa: { word: 'چرا', mark: '؟' },
  'fa-Latn': { word: 'chera', mark: '?' },
  ar: { word: 'لماذا', mark: '؟' },
  en: { word: 'Why', mark: '?' },
};

/** What is left of a word that asks and says "is". */
const IS: Readonly<Record<Language, string>> = { fa: 'است', 'fa-Latn': 'ast', ar: '', en: '' };

/** Whole words of normalised text that ask; those of `copula` ask and say "is". */
function asking(words: string, copula: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?<copula>(?:${copula})$)|(?:${words}))(?![\\p{L}\\p{N}])`,
    'u',
  );
}

const ASKING: Readonly<Record<Language, RegExp>> = {
  fa: asking(
    'چه|چی|چند|چقدر|چگونه|چطور|کدام|کدوم|کدامیک|کجا|کی|ایا',
    'کیست|کیستند|کیه|کیان|چیست|چیستند|چیه|کجاست|کجاس|کدامند|چقدر است|چنده',
  ),
  'fa-Latn': asking(
    'che|chi|chand|cheghadr|cheqadr|chetor|chegoone|kodam|kodum|koja|kei|key|ki|aya',
    'kist|kie|kiye|chist|chie|chiye|kojast|kojas',
  ),
  ar: asking('کم|متی|این|من(?= (?:هو|هی|هم|الذی|التی|الذین))|^من|ماذا|ما|ای|ایه|کیف|هل', '(?!)'),
  en: asking(
    '(?:by |in |on |at |to |from |for )?(?:how (?:many|much|long|old|far|often|large|big)|who|whom|what|which|when|where|how)',
    '(?!)',
  ),
};

/** Nouns of «چه کسی», «چه چیزی»; normalised. */
const ANY_NOUN = /^(?:کس|فرد|شخص|چیز|زمان|وقت|موقع|جا)(?:ی|یی|انی|هایی)?$/u;

/** Whether a question asks why, and only the conversation tells of what: «چرا؟», «علتش چیست؟», "Why?" */
export function asksOnlyWhy(question: string): boolean {
  return ONLY_WHY.test(wordsOf(question));
}

/**
 * The question why that is so which was asked and answered last: «بازرسی چند هفته به تعویق افتاد؟» and
 * «شش هفته» give «چرا بازرسی شش هفته به تعویق افتاد؟». Of a whole question the reader can tell that a
 * passage gives no reason; to the words that tell its subject it takes some other reason (bench/README.md).
 *
 * @returns null where nothing was answered: what the articles do not say has no reason there
 */
export function whyOf({ question, understood, citations: [cited] }: Turn): string | null {
  if (cited === undefined) return null;
  // These have no words that say what holds: their answer does.
  const isInAnswer =
    requestOf(question) !== null || questionKind(understood ?? question) === 'reason';
  const statement = isInAnswer
    ? withoutReasonMark(lastSentence(answeringWords(cited)))
    : statementOf(question, cited);
  const { word, mark } = WHY[detectLanguage(statement)];
  return `${word} ${statement.replace(/[\s.?؟!…]+$/u, '')}${mark}`;
}

/** A question with the answer in the place of the word that asks; with nothing there if none fits. */
function statementOf(question: string, cited: Citation): string {
  const body = question.trim().replace(/[\s?؟!.]+$/u, '');
  const language = detectLanguage(question);
  const normalized = normalizeWithMap(body);
  const asking = ASKING[language].exec(normalized.text);
  if (asking === null) return body;
  const { start, end } = originalSpan(normalized, asking.index, asking.index + asking[0].length);
  const fits = detectLanguage(cited.quote) === language;
  const said = fits ? phraseOf(answeringWords(cited)) : '';
  const rest = asking.groups?.copula === undefined ? body.slice(end) : IS[language];
  const after = said === '' ? rest : withoutNoun(said, rest);
  return [body.slice(0, start), said, after]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** An answer that can stand within a sentence: it is short, and no reason itself; else nothing. */
function phraseOf(answer: string): string {
  const isShort = answer.trim().split(/\s+/u).length <= MOST_ANSWER_WORDS;
  return isShort && !givesReason(answer) ? answer : '';
}

/** What comes after the word that asks without nouns that the answer stands for: «چند هفته», «چه کسی». */
function withoutNoun(answer: string, after: string): string {
  const words = new Set(normalize(answer).split(' '));
  const isMeant = (word: string) => words.has(word) || ANY_NOUN.test(word);
  let rest = after.trim();
  for (;;) {
    const [noun = ''] = /^\S+/u.exec(rest) ?? [];
    if (noun === '' || !isMeant(normalize(noun))) return rest;
    rest = rest.slice(noun.length).trim();
  }
}

function lastSentence(text: string): string {
  const last = sentences(text).at(-1);
  return last === undefined ? text : text.slice(last.start, last.end);
}
