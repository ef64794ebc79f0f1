import { type Amount, amountsOf } from '../../language/amounts.js';
import { normalize, normalizeWithMap } from '../../language/normalize.js';
import { UNIT_WORDS } from '../../language/number-words.js';
import { type Token, tokens } from '../../language/tokens.js';

/**
 * Whether the evidence bears every number of a sentence out: its value, its unit, and that it counts
 * what it counts there. Null where it does.
 */
export function numberFault(sentence: string, evidence: string): 'number' | 'unit' | null {
  const there = amountsOf(evidence);
  const faults = amountsOf(sentence).map((amount) => faultOf(amount, there));
  return faults.find((fault) => fault === 'number') ?? faults.find((fault) => fault) ?? null;
}

function faultOf(amount: Amount, there: readonly Amount[]): 'number' | 'unit' | null {
  const same = there.filter((other) => isSameValue(amount, other));
  if (same.length === 0) return 'number';
  const { unit, counted, heading } = amount;
  const inUnit = same.filter(
    (other) => unit === null || other.unit === null || other.unit === unit,
  );
  if (inUnit.length === 0) return 'unit';
  // «ساعت ۱۷» is not «هفته ۱۷».
  const isHeadedOtherwise = inUnit.every((other) => areTwoUnits(heading, other.heading));
  if (isHeadedOtherwise && unit === null) return 'unit';
  // «۹۹ مرد و ۶۸ زن» is not «۶۸ مرد»: what it counts is counted there by another number.
  const isOfOther =
    counted !== null &&
    there.some((other) => other.counted === counted) &&
    inUnit.every((other) => other.counted !== counted && other.counted !== null);
  return isOfOther ? 'number' : null;
}

function areTwoUnits(one: string | null, other: string | null): boolean {
  const [a, b] = [one, other].map((word) => UNIT_WORDS.get(word ?? ''));
  return a !== undefined && b !== undefined && a !== b;
}

/** A third may be written «۳», and the year 1384 «۸۴»; a count is no rank, «ماده ۷» is one. */
function isSameValue(amount: Amount, other: Amount): boolean {
  const { value, counted, heading } = amount;
  if (other.isOrdinal && !amount.isOrdinal && value < 100) {
    const isRank =
      (heading !== null && heading === other.heading) ||
      (counted !== null && counted === other.counted);
    if (!isRank) return false;
  }
  if (value === other.value) return true;
  const [short, long] = [value, other.value].sort((a, b) => a - b);
  return isYear(long) && short !== undefined && short >= 30 && short < 100 && long % 100 === short;
}

function isYear(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1300 && value < 2100;
}

const RELATIVE_DAYS = /(?<!\p{L})(?:ام|دی|پری|پس\u200c?فردا|فردا)(?:روز|شب)?(?!\p{L})/u;
const RELATIVE_YEARS = /(?<!\p{L})(?:امسال|پارسال|جاری)(?!\p{L})/u;

/**
 * Whether a sentence measures in a unit that the evidence does not know, while that measures in
 * another: «ماه گذشته» for «سال گذشته».
 */
export function isUnitExchanged(sentence: string, evidence: string): boolean {
  const [said, there] = [unitsOf(sentence), unitsOf(evidence)];
  const plain = normalize(evidence);
  if (RELATIVE_DAYS.test(plain)) there.add('day');
  if (RELATIVE_YEARS.test(plain)) there.add('year');
  const lost = [...there].some((unit) => !said.has(unit));
  return [...said].some((unit) => !there.has(unit) && (lost || !TIME.has(unit)));
}

/** «روز» and «سال» also stand where nothing is measured. */
const TIME: ReadonlySet<string> = new Set(
  'second minute hour day week month year decade century'.split(' '),
);

function unitsOf(text: string): Set<string> {
  const all = tokens(normalizeWithMap(text));
  const units = all.flatMap(({ text: word }, at) => {
    const unit =
      UNIT_WORDS.get(word) ?? UNIT_WORDS.get(word.replace(/(?<=\p{L}{3})(?:ها|های|ه|ی|انه)$/u, ''));
    // «در برابر» counts nothing.
    if (unit === 'times' && !isCount(all[at - 1], all[at - 2])) return [];
    // «تن» is a person, too.
    return unit === undefined || unit === 'tonne' ? [] : [unit];
  });
  return new Set(units);
}

/** «۳ برابر», but not «۲-۱ برابر». */
function isCount(before: Token | undefined, first: Token | undefined): boolean {
  return before?.kind === 'number' && !(first?.kind === 'number' && before.start - first.end <= 3);
}
