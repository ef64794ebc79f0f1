import { termsOf } from './terms.js';

const LANGUAGES = ['fa', 'ar', 'en'];

/** Everyday names that Unicode's list of regions does not use. */
const EVERYDAY = 'آمریکا امریکا انگلیس فلسطین امارات کره سوریا أمريكا America England Korea UAE';

/** Unicode's region codes are two letters; those that are no region have no name. */
const CODES = Array.from({ length: 26 * 26 }, (_, at) =>
  String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)),
);

let names: ReadonlySet<string> | null = null;

/** Whether a term is the name of a country, in Persian, Arabic or English, of one word. */
export function isCountry(term: string): boolean {
  names ??= countryTerms();
  return names.has(term);
}

/** The names that Unicode's CLDR, which comes with Node, has for the regions of the world. */
function countryTerms(): ReadonlySet<string> {
  const regions = LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return CODES.flatMap((code) => display.of(code) ?? []);
  });
  return new Set(
    [...regions, ...EVERYDAY.split(' ')].flatMap((name) => {
      const terms = termsOf(name);
      return terms.length === 1 ? terms : [];
    }),
  );
}
