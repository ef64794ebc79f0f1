import { verbStem } from '../../language/conjugation.js';
import type { Token } from '../../language/tokens.js';

/** Verbs whose meaning stands before them: «اعلام کرد», «برگزار شد». */
const LIGHT: ReadonlySet<string> = new Set(
  'کرد شد داد داشت گرفت بود زد خورد اورد گذاشت یافت نمود گردید گشت کشید رسید رفت امد ساخت بست'.split(
    ' ',
  ),
);
const FUTURE = /^ن?خواه(?:م|ی|د|یم|ید|ند)$/u;
const MODAL = /^(ن?)باید$/u;
const COPULA = /^(?:ا?ست|هستند?|هستیم)$/u;
const DENIED_COPULA = /^نیست(?:م|ی|یم|ید|ند)?$/u;

/** A Persian verb as it stands in a text. */
export interface Verb {
  readonly stem: string;
  readonly isDenied: boolean;
  /** The first and the last token of it, its می included. */
  readonly from: number;
  readonly to: number;
  /** It says little by itself: the verb after it or the word before it says what. */
  readonly isLight: boolean;
}

/** The Persian verbs among the tokens of a text, copulas included. */
export function verbsOf(all: readonly Token[]): readonly Verb[] {
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
