import { termsOf } from './terms.js';

const LANGUAGES = ['fa', 'ar', 'en'];

/** Everyday names that Unicode's list of regions does not use. */
const EVERYDAY =
  'US:آمریکا US:امریکا US:أمريكا US:America US:USA GB:انگلیس GB:England GB:Britain PS:فلسطین AE:امارات ' +
  'AE:UAE SA:عربستان SA:السعودية KR:کره KR:Korea SY:سوریا';

/** Unicode's region codes are two letters; those that are no region have no name. */
const CODES = Array.from({ length: 26 * 26 }, (_, at) =>
  String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)),
);

let codes: ReadonlyMap<string, string> | null = null;

/** Whether a term is the name of a country, in Persian, Arabic or English, of one word. */
export function isCountry(term: string): boolean {
  return countryOf(term) !== null;
}

/** The region code (CLDR) of the country that a term names, whatever the language; null for others. */
export function countryOf(term: string): string | null {
  codes ??= countryTerms();
  return codes.get(term) ?? null;
}

/** The names that Unicode's CLDR, which comes with Node, has for the regions of the world. */
function countryTerms(): ReadonlyMap<string, string> {
  const regions = LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return CODES.flatMap((code) => {
      const name = display.of(code);
      return name === undefined ? [] : [[code, name] as const];
    });
  });
  const everyday = EVERYDAY.split(' ').map((pair) => pair.split(':') as [string, string]);
  return new Map(
    [...regions, ...everyday].flatMap(([code, name]) => {
      const terms = termsOf(name);
      return terms.length === 1 ? terms.map((term) => [term, code] as const) : [];
    }),
  );
}
