import { type NormalizedText, normalizeWithMap, originalSpan } from './normalize.js';
import { NUMBER_WORDS, ordinalOf, SCALE_WORDS, UNIT_WORDS } from './number-words.js';
import type { Span } from './span.js';
import { stemsOfToken } from './stem.js';
import { isNormalizedStopWord } from './stop-words.js';
import { type Token, tokens } from './tokens.js';

/**
 * A number that a text names, in digits or words: «۲ میلیون و ۵۰۰ هزار تومان» is 2,500,000 toman. Its
 * place in the text as given holds its scale words, but no unit.
 */
export interface Amount extends Span {
  readonly value: number;
  readonly isOrdinal: boolean;
  /** What it counts in, in one spelling for all languages; null where nothing known follows. */
  readonly unit: string | null;
  /** The stem of the word that follows: what is counted. */
  readonly counted: string | null;
  /** The stem of the word before it: «ماده ۷», «ساعت ۱۷», «سال ۸۳». */
  readonly heading: string | null;
}

interface Read {
  readonly value: number;
  readonly isOrdinal: boolean;
  /** The first token after it. */
  readonly next: number;
  readonly isOneWord: boolean;
}

const AND: ReadonlySet<string> = new Set(['و', 'and']);
const SUFFIX = /^(?:st|nd|rd|th|م|مین|ام|امین)$/u;
/** «یک» is mostly an article; «نه» mostly "no"; «ست» mostly a piece of «است». */
const WEAK: ReadonlySet<string> = new Set(['یک', 'one', 'واحد', 'واحده', 'نه', 'ست', 'عشر']);
/** Words of which a number is a part: سه‌شنبه, نخست‌وزیر, میلیون‌ها, هر دو. */
const GOES_ON: ReadonlySet<string> = new Set(['شنبه', 'وزیر', 'ها', 'های', 'هایی', 'میدانی']);

/** The numbers of a text in order. */
export function amountsOf(text: string): readonly Amount[] {
  const normalized = normalizeWithMap(text);
  const all = tokens(normalized);
  const found: Amount[] = [];
  for (let at = 0; at < all.length; ) {
    const read = readAmount(all, at);
    if (read === null) {
      at += 1;
      continue;
    }
    if (isMeant(all, at, read)) found.push(amountOf(normalized, all, at, read));
    at = read.next;
  }
  return found;
}

function isMeant(all: readonly Token[], at: number, read: Read): boolean {
  const after = all[read.next]?.text ?? '';
  const skipped = AND.has(after) ? (all[read.next + 1]?.text ?? '') : after;
  if (all[at]?.kind !== 'number' && GOES_ON.has(skipped)) return false;
  if (all[at - 1]?.text === 'هر' && read.value === 2) return false;
  if (!read.isOneWord || !WEAK.has(all[at]?.text ?? '')) return true;
  // «۲ بر یک» is a score.
  if (all[at - 1]?.text === 'بر' && all[at - 2]?.kind === 'number') return true;
  return UNIT_WORDS.has(after) && all[at]?.text !== 'ست';
}

function amountOf(
  normalized: NormalizedText,
  all: readonly Token[],
  at: number,
  read: Read,
): Amount {
  const { text } = normalized;
  const { value, isOrdinal, next } = read;
  const [first, last, after] = [all[at], all[next - 1], all[next]];
  const isPercent =
    /^ ?%/u.test(text.slice(last?.end)) || /% ?$/u.test(text.slice(0, first?.start ?? 0));
  const perCent = after?.text === 'per' && all[next + 1]?.text === 'cent';
  // «۲-۱ برابر» is a score against someone.
  const isScore = /\d ?[-:] ?$/u.test(text.slice(0, first?.start ?? 0));
  const named = isScore ? null : (UNIT_WORDS.get(after?.text ?? '') ?? null);
  const unit = isPercent || perCent ? 'percent' : named;
  const follows = after !== undefined && !/[^\s\u200c]/u.test(text.slice(last?.end, after.start));
  const before = all[at - 1];
  const leads = before !== undefined && first?.joins === true;
  return {
    ...originalSpan(normalized, first?.start ?? 0, last?.end ?? 0),
    value,
    isOrdinal,
    unit: isOrdinal ? null : unit,
    counted: follows ? stemOf(after) : null,
    heading: leads ? stemOf(before) : null,
  };
}

/** «اسفندماه» counts as «اسفند». */
function stemOf(token: Token): string | null {
  if (isNormalizedStopWord(token.text)) return null;
  return stemsOfToken(token)[0]?.replace(/(?<=\p{L}{3})ماه$/u, '') ?? null;
}

/** The longest number that begins at a token, or null. */
function readAmount(all: readonly Token[], at: number): Read | null {
  let sum = 0;
  let part: number | null = null;
  let scale = Number.POSITIVE_INFINITY;
  let next = at;
  for (;;) {
    const joined = next > at && AND.has(all[next]?.text ?? '');
    const index = joined ? next + 1 : next;
    const token = all[index];
    if (token === undefined) break;
    const before = all[next - 1];
    const times = SCALE_WORDS.get(token.text);
    const half = joined && /^(?:نیم|half)$/u.test(token.text);
    const value = cardinalOf(token);
    const ordinal = token.kind === 'number' ? null : ordinalOf(token.text);
    const limit = part === null ? scale : before?.kind === 'number' ? 0 : roomOf(part);
    if (half) {
      if (part === null) sum += Number.isFinite(scale) ? scale / 2 : 0.5;
      else part += 0.5;
      next = index + 1;
    } else if (times !== undefined && (!joined || part === null) && times <= scale) {
      if (next === at && all[at]?.kind === 'latin') return null;
      sum = times === 100 && part !== null ? sum : sum + (part ?? 1) * times;
      part = times === 100 && part !== null ? part * 100 : null;
      scale = times === 100 ? scale : times;
      next = index + 1;
    } else if (times !== undefined && !joined && sum + (part ?? 0) < times) {
      // «۲ هزار و ۵۰۰ میلیارد»
      sum = (sum + (part ?? 0)) * times;
      part = null;
      scale = times;
      next = index + 1;
    } else if (
      value !== null &&
      (next === at || joined || token.kind === 'latin') &&
      value < limit
    ) {
      part = (part ?? 0) + value;
      next = index + 1;
    } else if (ordinal !== null && (next === at || joined) && ordinal < limit) {
      const total = sum + (part ?? 0) + ordinal;
      return { value: total, isOrdinal: true, next: index + 1, isOneWord: next === at };
    } else break;
  }
  if (next === at) return null;
  const isOneWord = next === at + 1;
  const suffix = all[next];
  const isOrdinal = suffix?.joins === true && SUFFIX.test(suffix.text);
  return { value: sum + (part ?? 0), isOrdinal, next: next + (isOrdinal ? 1 : 0), isOneWord };
}

/** What may still be added to a number in words: less than 100 to 300, less than 10 to 20. */
function roomOf(part: number): number {
  if (part % 100 === 0) return 100;
  return part % 10 === 0 && part >= 20 ? 10 : 0;
}

function cardinalOf(token: Token): number | null {
  if (token.kind === 'number') return Number(token.text.replace('d', '.'));
  return NUMBER_WORDS.get(token.text) ?? null;
}
