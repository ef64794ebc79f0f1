/** Words that report speech: the Persian light verbs of a news report, and the Arabic ones. */
const SAID_FA =
  /(?:گفت|افزود|(?:اظهار|بیان|اعلام|عنوان|تصریح|ت[أا]کید|خاطرنشان|خاطر نشان|تشریح|مطرح) (?:کرد|کردند|داشت|نمود)|(?:ادامه|توضیح|خبر|پاسخ|هشدار) داد|یادآور شد|متذکر شد|ابراز (?:داشت|کرد|امیدواری کرد))(?![\p{L}\u200c])/u;
const SAID_AR = /(?<![\p{L}])و?(?:قال|أضاف|اضاف|أكد|اكد|صرح|أوضح|اوضح|أشار|اشار|تابع)ت? /u;

const PRONOUN_FA = /^(?:و )?(?:وی|او|ایشان|نامبرده)(?![\p{L}\u200c])/u;
/** What may stand before the one who speaks: «به گزارش فارس،», «به نوبه خود،», «همچنین». */
const OPENING_FA =
  /^(?:(?:به گزارش [^،:.]{2,60}[،:]|خبرگزاری \S+ ?:|(?:به نوبه خود|در ادامه|در پایان|در همین حال|همچنین|سپس|پیش از این)،?) )+/u;
/** Where the name ends and the sentence goes on. */
const NAME_END_FA =
  / (?:در|با|از|به|همچنین|نیز|هم|ضمن|طی|درباره|پیرامون|برای|که|و|را|روز|امروز|دیروز|صبح|عصر|شامگاه|اظهار|بیان|اعلام|عنوان|تصریح|ت[أا]کید|خاطرنشان|ادامه|توضیح|خبر|پاسخ|هشدار|یادآور|گفت|افزود|ابراز|متذکر|تشریح|مطرح|خاطر)(?![\p{L}\u200c])|[،,:؛.«(]/u;
const NAME_END_AR = / (?:إن|ان|أن|في|خلال|على|إلى|الى|من|عن|أنه|بأن)(?![\p{L}])|[،,:؛.«"(]/u;

/** Arabic letters as Persian ones, each one unit for one, so that positions stay. */
function withPersianLetters(text: string): string {
  return text.replaceAll('ي', 'ی').replaceAll('ى', 'ی').replaceAll('ك', 'ک');
}

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
  const said = SAID_FA.exec(text);
  if (said) {
    const opening = OPENING_FA.exec(text)?.[0].length ?? 0;
    const clause = text.slice(opening, said.index + said[0].length);
    if (PRONOUN_FA.test(clause)) return { kind: 'pronoun' };
    return named(paragraph.slice(opening), clause.search(NAME_END_FA));
  }
  const saidAr = SAID_AR.exec(paragraph.slice(0, 120));
  if (!saidAr) return null;
  const rest = paragraph.slice(saidAr.index + saidAr[0].length);
  // The space before makes a name of no words end at once.
  const end = ` ${rest}`.search(NAME_END_AR) - 1;
  // «وأضاف أن …»: the verb carries the pronoun.
  return end <= 0 ? { kind: 'pronoun' } : named(rest, end);
}

/** A sentence that begins so begins with something else than its subject. */
const CLAUSE = /^(?:در|با|از|بر|به|طی|پس|پیش|هم\u200c?زمان|این|آن|گزارش)(?![\p{L}\u200c])/u;
/** A name longer than this is a clause that the rules did not understand. */
const LONGEST_NAME = 60;

function named(text: string, end: number): SpeakerMention | null {
  const name = text.slice(0, Math.max(end, 0)).trim();
  if (CLAUSE.test(withPersianLetters(name))) return null;
  return name.length >= 2 && name.length <= LONGEST_NAME ? { kind: 'named', name } : null;
}

/**
 * For each paragraph of an article, the one whom its pronoun stands for: the last speaker named
 * before it. Null where the paragraph names its speaker itself, or no one speaks.
 */
export function resolveSpeakers(paragraphs: readonly string[]): readonly (string | null)[] {
  let last: string | null = null;
  return paragraphs.map((paragraph) => {
    const mention = mentionOfSpeaker(paragraph);
    if (mention?.kind === 'named') last = mention.name;
    return mention?.kind === 'pronoun' ? last : null;
  });
}
