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
const MODAL = /^(ن?)باید$/u;
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
  return [...verbPredicates(all), ...foreignPredicates(all)];
}

interface Verb {
  readonly stem: string;
  readonly isDenied: boolean;
  /** The first and the last token of it, its می included. */
  readonly from: number;
  readonly to: number;
  /** It says little by itself: the verb after it or the word before it says what. */
  readonly isLight: boolean;
}

/** Verbs that follow one another are one: «نصب نخواهد شد», «گفته نشده است». */
function verbPredicates(all: readonly Token[]): readonly Predicate[] {
  const chains: Verb[][] = [];
  for (const verb of verbsOf(all)) {
    const chain = chains.at(-1);
    if (chain !== undefined && (chain.at(-1)?.to ?? 0) + 1 === verb.from) chain.push(verb);
    else chains.push([verb]);
  }
  return chains.map((chain) => {
    const said = chain.find(({ isLight }) => !isLight);
    const isDenied = chain.some((verb) => verb.isDenied);
    if (said !== undefined) return { key: said.stem, isDenied };
    const before = all[(chain[0]?.from ?? 0) - 1];
    const key = before && !isNormalizedStopWord(before.text) ? stemsOfToken(before)[0] : undefined;
    return { key: key ?? `${chain[0]?.stem}`, isDenied };
  });
}

function verbsOf(all: readonly Token[]): readonly Verb[] {
  return all.flatMap((token, at): readonly Verb[] => {
    const form = formAt(all, at);
    if (form === null) return [];
    const from = form === token.text ? at : at - 1;
    const modal = MODAL.exec(form);
    if (modal) return [{ stem: 'باید', isDenied: modal[1] !== '', from, to: at, isLight: false }];
    if (FUTURE.test(form)) {
      return [{ stem: form, isDenied: form.startsWith('ن'), from, to: at, isLight: true }];
    }
    const verb = verbOf(form);
    return verb === null ? [] : [{ ...verb, from, to: at, isLight: LIGHT.has(verb.stem) }];
  });
}

/** Arabic and English deny the word that follows. */
function foreignPredicates(all: readonly Token[]): readonly Predicate[] {
  const isForeign =
    all.some(({ text }) => FOREIGN_DENIAL.has(text)) || all.some(({ kind }) => kind === 'latin');
  if (!isForeign) return [];
  const counted = all.filter(({ text }) => FOREIGN_DENIAL.has(text) || !isNormalizedStopWord(text));
  return counted.flatMap((token, at) => {
    const key = stemsOfToken(token)[0];
    if (FOREIGN_DENIAL.has(token.text) || key === undefined) return [];
    return [{ key, isDenied: FOREIGN_DENIAL.has(counted[at - 1]?.text ?? '') }];
  });
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
  if (bare.startsWith('نمی')) return true;
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
