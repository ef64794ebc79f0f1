import { normalize } from '../../language/normalize.js';

/** What a question asks for that only the conversation tells: no words of it could be searched for. */
export type Request =
  /** What the article tells next: «و بعد؟» */
  | { readonly kind: 'next' }
  /** What else someone said: «وی دیگر چه گفت؟»; `name` as typed, null for a pronoun or nothing. */
  | { readonly kind: 'said'; readonly name: string | null };

/** Texts, normalised and without signs, that are one of the patterns as a whole. */
function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`, 'u');
}

const NEXT = anyOf(
  // Persian
  '(?:و ?)?(?:خب |خوب )?(?:بعد|بعدش(?: ?ه?م)?|سپس|دیگر|دیگه|(?:بعد|پس) از ?(?:ان|این|اون)|در ادامه)(?: ?(?:چه|چیا?))?(?: (?:شد|گذشت|بود|میشه|می شود|اتفاقی افتاد|رخ داد))?',
  '(?:و )?چه (?:شد|گذشت) (?:بعد|سپس|بعدش)|ادامه(?: ?اش)?(?: (?:بده|بدهید|دهید|چیست|چه بود))?|بیشتر (?:بگو|بگویید)',
  '(?:va )?(?:bad|baad|badesh|baadesh|dige|digar)(?: (?:chi|che))?(?: shod)?|edame(?: bede)?',
  // Arabic
  '(?:و ?|ثم )?ماذا (?:بعد|ایضا|حدث بعد(?: ذلک|ها)?|جری بعد(?: ذلک|ها)?)(?: ذلک)?|ثم(?: ماذا)?|و ?بعد(?: ذلک)?|اکمل|تابع|المزید',
  // English
  "(?:and |so )?(?:then(?: what)?|after that|what next|what else|anything else|what (?:happened|came|comes|happens|was|is)(?: next| then| after(?:wards| that| this)?))|(?:go on|continue|tell me more|what's next)",
);

const SAY_FA =
  '(?:گفت|گفته(?: است| بود| اند)?|گفتند?|می ?(?:گوید|گویند|گه|گن)|افزود|فرمود(?:ند|ن)?|(?:اظهار|بیان|اعلام|عنوان|تصریح|تاکید|خاطرنشان) (?:کرد|داشت|کرده(?: است)?)|(?:ادامه|توضیح) داد)';
const SAY_AR = '(?:قال|قالت|یقول|صرح|صرحت|ذکر|اکد|اوضح)';
const SAY_EN =
  '(?:say|said|says|add|added|state|stated|mention|mentioned|tell us|declare|announce)';
/** «چیزی», «مطالبی», «حرف‌هایی»: what is said, of whatever matter. */
const SAYINGS_FA = '(?:چیز|مطلب|مطالب|نکته|نکات|سخن|سخنان|حرف)(?: ?(?:ی|ای|های?|هایی))?';
const ELSE_FA = '(?:دیگر|دیگری|دیگه|همچنین|باز|هم|نیز|در ادامه)';

/** Each has `subject`, and `more` where it asks for something else than before. */
const SAID: readonly RegExp[] = [
  `(?:و )?(?<subject>.*?) ?(?<more>(?:${ELSE_FA} )*)(?:چه|چیا?)(?: ?${SAYINGS_FA})?(?<after>(?: ${ELSE_FA})*) ${SAY_FA}`,
  '(?:va )?(?<subject>.*?) ?(?<more>(?:dige|digar)?) ?(?:chi|che) (?<after>dige |digar )?(?:goft|gofte|migoyad|mige)',
  `(?:و ?)?ماذا (?:${SAY_AR}|(?<more>اضاف|اضافت|تابع))(?: (?<subject>.+?))??(?<after>(?: ایضا| کذلک| غیر ذلک| بعد ذلک| اخر)*)`,
  `(?:and |so |but )?what (?<more>else |more )?(?:did|does|has|have) (?<subject>.+?) (?<after>also |then )?${SAY_EN}(?: (?:else|more|next|then|too|after that))?`,
  `(?:and |so |but )?(?:did|does|has|have) (?<subject>.+?) ${SAY_EN} (?<more>(?:any|some)thing (?:else|more|further))(?<after>)`,
].map((pattern) => new RegExp(`^(?:${pattern})$`, 'u'));

const PRONOUN = anyOf(
  '(?:او|وی|ایشان|ایشون|انها|انان|ان ها|اون|اونا|اون ها|اونها|ان|این|اینا|نامبرده|این شخص|این فرد)',
  '(?:u|oo|ou|vey|ishan)',
  '(?:هو|هی|هم|هما)',
  '(?:he|she|they)',
);

/** A subject with these says about what: the question has words to search for. */
const TOPIC =
  /(?<![\p{L}\p{N}])(?:درباره|در|به|از|با|که|برای|راجع|پیرامون|عن|فی|حول|about|in|at|on|to|dar|be|az)(?![\p{L}\p{N}])/u;
const LONGEST_NAME = 4;
/** What asks of the conversation alone is short (UTF-16 units). */
const LONGEST_REQUEST = 100;

/** What the question asks of the conversation alone; null: it is a question like others. */
export function requestOf(question: string): Request | null {
  if (question.length > LONGEST_REQUEST) return null;
  const text = wordsOf(question);
  if (NEXT.test(text)) return { kind: 'next' };
  const said = SAID.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (said === undefined) return null;
  const { subject = '', more = '', after = '' } = said;
  if (subject === '' || PRONOUN.test(subject)) return { kind: 'said', name: null };
  // With a name and without «دیگر» it stands alone.
  const isName = !TOPIC.test(subject) && subject.split(' ').length <= LONGEST_NAME;
  return isName && `${more}${after}`.trim() !== '' ? { kind: 'said', name: subject } : null;
}

/** A question normalised, its words alone with one space between them. */
export function wordsOf(question: string): string {
  return normalize(question)
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}
