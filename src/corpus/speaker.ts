import { isCommonName } from '../language/common-names.js';
import { detectLanguage } from '../language/detect.js';
import { isEverydayWord } from '../language/everyday-words.js';
import { factOf } from '../language/facts.js';
import { withPersianLetters } from '../language/letters.js';
import { sentences } from '../language/sentences.js';
import { termsOf } from '../language/terms.js';

/** Nouns that «کرد» makes verbs of speech: the light verbs of a Persian news report. */
const SPEECH_FA =
  'اظهار|بیان|اعلام|عنوان|تصریح|ت[أا]کید|خاطر ?نشان|تشریح|مطرح|اضافه|اذعان|تبیین|قدردانی|تقدیر|تشکر|انتقاد|ابراز';
/** Words that report speech: the Persian ones, and the Arabic ones. */
const SAID_FA = new RegExp(
  `(?:گفت|گفته (?:است|بود)|می[ \\u200c]?گوید|افزود|(?:${SPEECH_FA}) ?(?:کرد|کردند|داشت|نمود)|(?:ادامه|توضیح|خبر|پاسخ|هشدار) داد|یادآور شد|متذکر شد|ابراز(?: [\\p{L}\\u200c]+){1,3} کرد)(?![\\p{L}\\u200c])`,
  'u',
);
const SAID_AR = /(?<![\p{L}])و?(?:قال|أضاف|اضاف|أكد|اكد|صرح|أوضح|اوضح|أشار|اشار|تابع)ت? /u;

/** Whoever spoke last: by a pronoun, or by an office and no name («این مسئول»). */
const PRONOUN_FA =
  /^(?:و )?(?:وی|او|ایشان|نامبرده|این (?:مسئول|مسوول|مقام|نماینده|کارشناس|محقق|پژوهشگر|استاد|مدرس|فعال|عضو|مدیر|فرمانده|وزیر|سخنگو|دیپلمات|بازیکن|مربی|سرمربی|داور|هنرمند|کارگردان|نویسنده|پزشک|فرماندار|سیاستمدار|تحلیلگر)ی?)(?![\p{L}\u200c])/u;
/** What may stand before the one who speaks: «به گزارش فارس،», «به نوبه خود،», «این را». */
const OPENING_FA =
  /^(?:(?:به گزارش|به نقل از|به نوشته) (?:(?! (?:گفت|افزود|کرد|داشت|داد)(?!\p{L}))[^،؛:.]){2,120}[،؛:]\s*|خبرگزاری \S+ ?:\s*|این (?:(?:مطلب|خبر|سخن|موضوع|نکته) )?را |(?:به نوبه خود|در ادامه|در پایان|در همین حال|همچنین|سپس|پیش از این)(?:،\s*| )|[«"“](?=[^»"”،.:]{2,40}[»"”])|\u200c|\s)+/u;
/** «به گفته امیرعبداللهیان، …»: who speaks stands before the comma. */
const ACCORDING_FA = /^به (?:گفته|اعتقاد|عقیده|باور)(?:\u200cی| ی)? /u;
/** Without its comma no one knows where the name ends: «به گفته قاسمی هر ۱۶ واحد …». */
const COMMA_FA = /^[^،؛:.]{2,80}[،؛]/u;
/** Where the name ends and the sentence goes on. */
const NAME_END_FA = new RegExp(
  ` (?:در|با|از|به|بر|همچنین|نیز|هم|ضمن|طی|پس|پیش|درباره|پیرامون|برای|که|و|را|روز|امروز|دیروز|صبح|ظهر|عصر|شب|شامگاه|(?:${SPEECH_FA})(?:داشت|کرد)?|ادامه|توضیح|خبر|پاسخ|هشدار|یادآور|گفت|گفته|می[ \\u200c]?گوید|افزود|متذکر|خاطر)(?![\\p{L}\\u200c])|[،,:؛.«»"“”(]`,
  'u',
);
const NAME_END_AR = / (?:إن|ان|أن|في|خلال|على|إلى|الى|من|عن|أنه|بأن)(?![\p{L}])|[،,:؛.«"(]/u;

/** «در این دیدار، …» */
const ADVERBIAL_FA =
  /^(?:در|با|از|بر|به|طی|پس|پیش|هم\u200c?زمان)(?![\p{L}\u200c])[^،.:]{2,100}،\s*/u;
/** The offices that stand for who holds them. */
const OFFICES: ReadonlySet<string> = new Set(
  termsOf(
    'رئیس رییس وزیر معاون سخنگو سخنگوی دبیر مدیر نماینده سفیر فرمانده سردار سرلشکر سرهنگ استاندار فرماندار شهردار امام دکتر مهندس سرمربی مربی مهاجم مدافع هافبک بازیکن کارگردان نویسنده استاد کارشناس مشاور عضو دادستان قاضی شاه ملکه پاپ',
  ),
);

/** Who speaks in a paragraph: named there, or meant by a pronoun («وی افزود»); null: no one. */
export type SpeakerMention =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'pronoun' };

/**
 * Reads who speaks from a paragraph's opening clause, up to its first reporting verb. A Persian
 * report puts the speaker before the verb, an Arabic one after it.
 */
export function mentionOfSpeaker(paragraph: string): SpeakerMention | null {
  const text = withPersianLetters(paragraph);
  const opening = OPENING_FA.exec(text)?.[0].length ?? 0;
  const according = ACCORDING_FA.exec(text.slice(opening))?.[0].length;
  if (according !== undefined) {
    const start = opening + according;
    const isClear = PRONOUN_FA.test(text.slice(start)) || COMMA_FA.test(text.slice(start));
    return isClear ? mentionAt(paragraph, text, start) : null;
  }
  if (SAID_FA.test(text)) return mentionAt(paragraph, text, opening);
  const saidAr = SAID_AR.exec(paragraph.slice(0, 120));
  if (!saidAr) return null;
  const rest = paragraph.slice(saidAr.index + saidAr[0].length);
  // The space before makes a name of no words end at once.
  const end = ` ${rest}`.search(NAME_END_AR) - 1;
  // «وأضاف أن …»: the verb carries the pronoun.
  return end <= 0 ? { kind: 'pronoun' } : named(rest, end);
}

/** Who is named from a place in a Persian paragraph on; `text` is the paragraph in Persian letters. */
function mentionAt(paragraph: string, text: string, start: number): SpeakerMention | null {
  const rest = text.slice(start);
  if (PRONOUN_FA.test(rest)) return { kind: 'pronoun' };
  return named(paragraph.slice(start), rest.search(NAME_END_FA));
}

/** A sentence that begins so begins with something else than its subject. */
const CLAUSE =
  /^(?:در|با|از|بر|به|طی|پس|پیش|هم\u200c?زمان|این|آن|گزارش|گفت|افزود|اظهار|ادامه|اما|ولی|اگر|چون|زیرا|بنابراین|البته)(?![\p{L}\u200c])/u;
/** Words that go on with what was said before: the speaker's own, or a line above them. */
const GOES_ON = /^(?:[*•■-]|(?:و )?(?:من|ما|شما)(?![\p{L}\u200c]))/u;
/** Names of several people or of none: «وی» does not stand for them. */
const NO_PERSON =
  /^(?:\S+ها(?:ی)?|مقامات|منابع|تحلیل\u200c?گران|کارشناسان|پزشکان|مسئولان|مسوولان|نمایندگان|شاهدان|آنان|خبرگزاری|شبکه|روزنامه|نشریه|پایگاه|باشگاه|تیم|وزارت|سازمان|شرکت|دولت|گمرک|پلیس|ارتش|مجلس|شورای|کمیته|کاخ|قرآن)(?![\p{L}])/u;
/** A name longer than this is a clause that the rules did not understand. */
const LONGEST_NAME = 60;

function named(text: string, end: number): SpeakerMention | null {
  const name = text.slice(0, Math.max(end, 0)).replace(/^[\s\u200c]+|\s+$/gu, '');
  if (CLAUSE.test(withPersianLetters(name))) return null;
  return name.length >= 2 && name.length <= LONGEST_NAME ? { kind: 'named', name } : null;
}

/**
 * For each paragraph of an article, the one whom its pronoun stands for: the last speaker named
 * before it. Null where the paragraph names its speaker itself, or no one speaks, and where another may
 * be meant, whom a paragraph between them names: no name is better than a wrong one.
 */
export function resolveSpeakers(paragraphs: readonly string[]): readonly (string | null)[] {
  let last: string | null = null;
  return paragraphs.map((paragraph) => {
    const mention = mentionOfSpeaker(paragraph);
    if (mention?.kind === 'named') last = isOnePerson(mention.name) ? mention.name : null;
    if (mention === null && last !== null && mayNameAnother(paragraph, last)) last = null;
    return mention?.kind === 'pronoun' ? last : null;
  });
}

function isOnePerson(name: string): boolean {
  return !NO_PERSON.test(withPersianLetters(name));
}

/** Whether «وی» behind a paragraph without a known speaker may mean someone whom that names. */
function mayNameAnother(paragraph: string, last: string): boolean {
  const text = withPersianLetters(paragraph);
  if (GOES_ON.test(text)) return false;
  // Someone speaks, but the rules did not find who.
  if (SAID_FA.test(text) || ACCORDING_FA.test(text)) return true;
  const known = new Set(termsOf(last));
  return sentences(text)
    .flatMap(({ start, end }) => othersIn(text.slice(start, end)))
    .some((term) => !known.has(term));
}

/** The terms by which a sentence may name a person: of its subject, or where that is not found of its beginning. */
function othersIn(sentence: string): readonly string[] {
  const opening = OPENING_FA.exec(sentence)?.[0].length ?? 0;
  const rest = sentence.slice(opening).replace(ADVERBIAL_FA, '');
  if (PRONOUN_FA.test(rest) || GOES_ON.test(rest)) return [];
  // An Arabic sentence begins with its verb.
  const isFound = !CLAUSE.test(rest) && detectLanguage(rest) !== 'ar';
  const end = isFound ? rest.search(NAME_END_FA) : LONGEST_NAME;
  const terms = termsOf(rest.slice(0, Math.max(end, 0)));
  return isFound || terms.some(isOfPerson) ? terms.filter(mayBeOfPerson) : [];
}

/** Whether a term is an office or a well-known name. */
function isOfPerson(term: string): boolean {
  return OFFICES.has(term) || isCommonName(term);
}

/** Also a word that is no everyday one: most names are not known here. */
function mayBeOfPerson(term: string): boolean {
  return isOfPerson(term) || (!isEverydayWord(term) && factOf(term) === null);
}
