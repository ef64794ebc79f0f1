import { verbStem } from '../../language/conjugation.js';
import { normalizeWithMap } from '../../language/normalize.js';
import { stemsOfToken } from '../../language/stem.js';
import { isNormalizedStopWord } from '../../language/stop-words.js';
import { type Token, tokens } from '../../language/tokens.js';

/** What a sentence says or denies: a verb, or what stands before a verb that says little by itself. */
interface Predicate {
  readonly key: string;
  readonly isDenied: boolean;
}

/** Verbs whose meaning stands before them: «اعلام کرد», «برگزار شد». */
const LIGHT: ReadonlySet<string> = new Set(
  'کرد شد داد داشت گرفت بود زد خورد اورد گذاشت یافت نمود گردید گشت کشید رسید رفت امد ساخت بست'.split(
    ' ',
  ),
);
const DENIAL =
  /(?<![\p{L}])(?:هیچ(?:\p{L}*)|بدون|عدم|نه|نه‌تنها|نیز نه|لا|لم|لن|لیس|لیست|غیر|دون|not|no|never|without|none|neither|nor|cannot|\p{L}+n't)(?![\p{L}])/u;
/** What denies without a "not". */
const IMPLICIT =
  /(?<![\p{L}])(?:خودداری|امتناع|رد|تکذیب|مانع|ممنوع|ممنوعیت|جلوگیری|غایب|غیبت|محروم|محرومیت|فاقد|ناتوان|ناموفق|ناکام|نامشخص|ناممکن|نادرست|ناراضی|بی\u200c\p{L}{3,}|لغو|منتفی|شکست|ناکام|انصراف|منع|نفی|مخالف|مخالفت|خالی|کمبود|رفض|نفی|منع|فشل|بلا|refus\p{L}*|reject\p{L}*|den(?:y|ies|ied)|fail\p{L}*|lack\p{L}*|prevent\p{L}*|ban(?:ned)?|unable|unlikely|unknown|untrue|absent|miss(?:ed|ing)|only|few|little)(?![\p{L}])/u;
const FOREIGN_DENIAL: ReadonlySet<string> = new Set(
  'not never cannot isn aren wasn weren didn doesn don hasn haven hadn couldn wouldn لم لن لا لیس لیست'.split(
    ' ',
  ),
);
const FUTURE = /^ن?خواه(?:م|ی|د|یم|ید|ند)$/u;
const COPULA = /^(?:ا?ست|هستند?|هستیم)$/u;
const DENIED_COPULA = /^نیست(?:م|ی|یم|ید|ند)?$/u;

/**
 * Whether a sentence denies what the evidence says, or says what it denies: the same verb with and
 * without its «ن», or a denial where the evidence has none of any kind.
 */
export function isPolarityTurned(sentence: string, evidence: string): boolean {
  const [said, there] = [predicatesOf(sentence), predicatesOf(evidence)];
  const isTurned = said.some(({ key, isDenied }) => {
    const same = there.filter((other) => other.key === key);
    return same.length > 0 && same.every((other) => other.isDenied !== isDenied);
  });
  return isTurned || (denies(sentence, said) && !denies(evidence, there) && !hints(evidence));
}

function denies(text: string, predicates: readonly Predicate[]): boolean {
  const { text: plain } = normalizeWithMap(text);
  return predicates.some(({ isDenied }) => isDenied) || DENIAL.test(plain);
}

function hints(text: string): boolean {
  return IMPLICIT.test(normalizeWithMap(text).text);
}

function predicatesOf(text: string): readonly Predicate[] {
  const all = tokens(normalizeWithMap(text));
  const found: Predicate[] = [];
  let isFuture: boolean | null = null;
  all.forEach((token, at) => {
    const form = formAt(all, at);
    if (FUTURE.test(token.text)) {
      isFuture = token.text.startsWith('ن');
      return;
    }
    const verb = form === null ? null : verbOf(form);
    if (verb !== null) {
      const key = keyOf(all, at, verb.stem);
      if (key !== null) found.push({ key, isDenied: isFuture ?? verb.isDenied });
    } else if (FOREIGN_DENIAL.has(token.text)) {
      const next = all.slice(at + 1, at + 4).find(({ text: word }) => !isNormalizedStopWord(word));
      const stem = next && stemsOfToken(next)[0];
      if (stem !== undefined) found.push({ key: stem, isDenied: true });
    } else if (token.kind === 'latin' && !isNormalizedStopWord(token.text)) {
      const isDenied = all
        .slice(Math.max(0, at - 3), at)
        .some(({ text: word }) => FOREIGN_DENIAL.has(word));
      const stem = stemsOfToken(token)[0];
      if (stem !== undefined && !isDenied) found.push({ key: stem, isDenied: false });
    }
    isFuture = null;
  });
  return found;
}

/** A token as a form of a verb, with its می or نمی; null for that می itself. */
function formAt(all: readonly Token[], at: number): string | null {
  const [before, token, after] = [all[at - 1], all[at], all[at + 1]];
  if (token === undefined || token.kind !== 'arabic') return null;
  const isPrefix = (one: Token | undefined) => one !== undefined && /^ن?می$/u.test(one.text);
  if (isPrefix(token) && after?.joins) return null;
  return isPrefix(before) && token.joins ? `${before?.text}${token.text}` : token.text;
}

function verbOf(form: string): { readonly stem: string; readonly isDenied: boolean } | null {
  if (DENIED_COPULA.test(form)) return { stem: 'بود', isDenied: true };
  if (COPULA.test(form)) return { stem: 'بود', isDenied: false };
  const stem = verbStem(form);
  return stem === undefined ? null : { stem, isDenied: isDenied(form, stem) };
}

/** «نشد», «نمی‌شود», «نیامد», «بازنگشت»; not «نشست», whose ن is its own. */
function isDenied(form: string, stem: string): boolean {
  const bare = form.replace(/^(?:بر|باز|در|فرا|وا)(?=ن)/u, '');
  if (bare.startsWith('نمی')) return verbStem(bare.slice(1)) === stem || verbStem(form) === stem;
  if (!bare.startsWith('ن') || form.startsWith(stem)) return false;
  const rest = bare.slice(1);
  const forms = [
    rest,
    `ا${rest.replace(/^ی/u, '')}`,
    rest.replace(/^ی/u, ''),
    form.replace('ن', ''),
  ];
  return forms.some((one) => verbStem(one) === stem);
}

/** The verb, or for a light one the word before it; null where nothing is left to tell. */
function keyOf(all: readonly Token[], at: number, stem: string): string | null {
  if (!LIGHT.has(stem)) return stem;
  const isPrefix = /^ن?می$/u.test(all[at - 1]?.text ?? '');
  const before = all[at - (isPrefix ? 2 : 1)];
  if (before === undefined || before.kind !== 'arabic') return null;
  // «گفته است», «خواهد شد»: the verb before has said it.
  if (verbStem(before.text) !== undefined)
    return FUTURE.test(before.text) ? complementOf(all, at - 1) : null;
  return isNormalizedStopWord(before.text) ? null : (stemsOfToken(before)[0] ?? null);
}

function complementOf(all: readonly Token[], at: number): string | null {
  const before = all[at - 1];
  return before === undefined ? null : (stemsOfToken(before)[0] ?? null);
}
