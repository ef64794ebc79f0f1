import { termsOf } from './terms.js';

const LANGUAGES = ['fa', 'ar', 'en'];

/** Everyday names that Unicode's list of regions does not use. */
const EVERYDAY =
  'US:آمریکا US:امریکا GB:انگلیس PS:فلسطین AE:امارات KR:کره SY:سوریا US:أمريكا US:America GB:England ' +
  'KR:Korea AE:UAE';

/** Further names and those of who belongs there, where they are not the country's with an ending. */
const FORMS =
  'SA:عربستان SA:السعودية SA:Saudi US:USA GB:Britain GB:British GB:بریتانیا GB:English DE:German ' +
  'FR:French CN:Chinese ES:Spanish TR:Turkey TR:Turkish NL:Dutch NL:Holland CH:Swiss GR:Greek PL:Polish SE:Swedish ' +
  'DK:Danish FI:Finnish IE:Irish IL:Israeli IQ:Iraqi SY:سوري RU:روسي LB:لبناني EG:مصري';

/** Unicode's region codes are two letters; those that are no region have no name. */
const CODES = Array.from({ length: 26 * 26 }, (_, at) =>
  String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)),
);

type Codes = ReadonlyMap<string, string>;

let codes: Codes | null = null;
let forms: Codes | null = null;

/** Whether a term is the name of a country, in Persian, Arabic or English, of one word. */
export function isCountry(term: string): boolean {
  codes ??= new Map([...regionTerms(), ...termsByCode(EVERYDAY)]);
  return codes.has(term);
}

/** «Syrian», "Pakistani": an ending after the name, or in the place of its last vowel. */
const BELONGING = ['n', 'an', 'ian', 'i', 'ese'];

/**
 * The region code (CLDR) of the country that a term names, whatever the language, or of who belongs to
 * it; null for others.
 */
export function countryOf(term: string): string | null {
  forms ??= new Map([...regionTerms(), ...termsByCode(EVERYDAY), ...termsByCode(FORMS)]);
  const code = forms.get(term);
  if (code !== undefined) return code;
  for (const ending of /^[a-z]/u.test(term) ? BELONGING : []) {
    const base = term.endsWith(ending) ? term.slice(0, -ending.length) : '';
    const owner = forms.get(base) ?? forms.get(`${base}a`);
    if (owner !== undefined) return owner;
  }
  return null;
}

/** The names that Unicode's CLDR, which comes with Node, has for the regions of the world. */
function regionTerms(): readonly (readonly [string, string])[] {
  return LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return CODES.flatMap((code) => oneTerm(code, display.of(code) ?? ''));
  });
}

function termsByCode(list: string): readonly (readonly [string, string])[] {
  return list.split(' ').flatMap((pair) => {
    const [code = '', name = ''] = pair.split(':');
    return oneTerm(code, name);
  });
}

function oneTerm(code: string, name: string): readonly (readonly [string, string])[] {
  const terms = termsOf(name);
  return terms.length === 1 ? terms.map((term) => [term, code] as const) : [];
}
