import { termsOf } from './terms.js';

/**
 * Offices: what asks for one in Persian, Arabic or English, and what else an article may call it or whoever holds it. Those
 * of many more names (president, leader, member), and those that are other words too, are not among them.
 */
const OFFICES: readonly { readonly asked: string; readonly alsoMet: string }[] = [
  { asked: 'سخنگو سخنگوی متحدث المتحدث spokesman', alsoMet: 'سخنگویی ناطق الناطق spokesperson' },
  { asked: 'معاون', alsoMet: 'معاونت جانشین قائم نایب معاونان' },
  {
    asked: 'سفیر السفير ambassador',
    alsoMet: 'سفارت السفارة کاردار نماینده فرستاده مندوب embassy envoy',
  },
  { asked: 'استاندار فرماندار', alsoMet: 'استانداری فرمانداری بخشدار والی' },
  { asked: 'شهردار mayor', alsoMet: 'شهرداری municipality' },
  { asked: 'دادستان prosecutor', alsoMet: 'دادستانی دادسرا مدعی attorney' },
  { asked: 'سرمربی', alsoMet: 'مربی سرمربیگری مربیگری هدایت' },
];

type Numbers = ReadonlyMap<string, number>;

const numbersOf = (wordsOf: (office: (typeof OFFICES)[number]) => string): Numbers =>
  new Map(
    OFFICES.flatMap((office, at) => termsOf(wordsOf(office)).map((term) => [term, at] as const)),
  );

let asked: Numbers | null = null;
let met: Numbers | null = null;

/** The offices that the terms of a question ask of, as numbers. */
export function officesAsked(terms: readonly string[]): ReadonlySet<number> {
  asked ??= numbersOf((office) => office.asked);
  return among(asked, terms);
}

/** The offices that the terms of an article name, as the same numbers, in whatever way. */
export function officesMet(terms: readonly string[]): ReadonlySet<number> {
  met ??= numbersOf((office) => `${office.asked} ${office.alsoMet}`);
  return among(met, terms);
}

function among(numbers: Numbers, terms: readonly string[]): ReadonlySet<number> {
  return new Set(terms.flatMap((term) => numbers.get(term) ?? []));
}
