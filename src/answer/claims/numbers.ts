import { type Amount, amountsOf } from '../../language/amounts.js';

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
  const { unit, counted } = amount;
  const inUnit = same.filter(
    (other) => unit === null || other.unit === null || other.unit === unit,
  );
  if (inUnit.length === 0) return 'unit';
  // «۹۹ مرد و ۶۸ زن» is not «۶۸ مرد»: what it counts is counted there by another number.
  const isOfOther =
    counted !== null &&
    there.some((other) => other.counted === counted) &&
    inUnit.every((other) => other.counted !== counted && other.counted !== null);
  return isOfOther ? 'number' : null;
}

/** A third may be written «۳», and the year 1384 «۸۴»; a count is no rank. */
function isSameValue(amount: Amount, other: Amount): boolean {
  if (other.isOrdinal && !amount.isOrdinal && amount.value < 100) return false;
  if (amount.value === other.value) return true;
  const [short, long] = [amount.value, other.value].sort((a, b) => a - b);
  return isYear(long) && short !== undefined && short >= 30 && short < 100 && long % 100 === short;
}

function isYear(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1300 && value < 2100;
}
