import { termsOf } from './terms.js';

/**
 * Offices, each by all that the news calls it in Persian, Arabic and English; those of many more names (president, leader,
 * member), and those that are other words too, are not among them.
 */
const NAMES: readonly (readonly string[])[] = [
  ['سخنگو', 'سخنگوی', 'سخنگویی', 'متحدث', 'المتحدث', 'spokesman', 'spokesperson', 'spokeswoman'],
  ['معاون', 'معاونت', 'جانشین', 'قائم‌مقام', 'deputy', 'undersecretary'],
  ['سفیر', 'السفير', 'سفارت', 'السفارة', 'کاردار', 'ambassador', 'embassy', 'envoy'],
  ['استاندار', 'استانداری', 'فرماندار', 'فرمانداری', 'بخشدار', 'محافظ', 'المحافظ'],
  ['شهردار', 'شهرداری', 'بلدية', 'البلدية', 'mayor', 'municipality'],
  ['دادستان', 'دادستانی', 'prosecutor'],
  ['سرمربی', 'مربی', 'سرمربیگری', 'مدرب', 'المدرب'],
];

let byTerm: ReadonlyMap<string, number> | null = null;

/** The offices that the terms of a text name, as numbers: the same ones in every language. */
export function officesIn(terms: readonly string[]): ReadonlySet<number> {
  const known = officesByTerm();
  return new Set(terms.flatMap((term) => known.get(term) ?? []));
}

function officesByTerm(): ReadonlyMap<string, number> {
  byTerm ??= new Map(
    NAMES.flatMap((names, office) => {
      const terms = names.map(termsOf).filter(({ length }) => length === 1);
      return terms.flat().map((term) => [term, office] as const);
    }),
  );
  return byTerm;
}
