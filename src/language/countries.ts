import { termsOf } from './terms.js';

const LANGUAGES = ['fa', 'ar', 'en'];

/** Everyday names that Unicode's list of regions does not use. */
const EVERYDAY =
  'US:آمریکا US:امریکا US:أمريكا US:America US:USA GB:انگلیس GB:انگلستان GB:بریتانیا GB:بريطانيا GB:Britain GB:England GB:UK ' +
  'PS:فلسطین PS:Palestine AE:امارات AE:UAE KR:کره KR:Korea SY:سوریا SA:عربستان SA:السعودية IN:هندوستان NL:Holland ' +
  'TR:Turkey CZ:Czech UA:اکراین BA:بوسنی BA:البوسنة BA:Bosnia MM:برمه MM:میانمار MM:Burma MM:Myanmar ' +
  'CD:کنگو CD:الكونغو CD:Congo';

/** Words that are countries' names, too, or stems of them, but mostly are none: «منابع مالی», «جزیره», «برون», «نیو»; first names. */
const WORDS: ReadonlySet<string> = new Set(termsOf('مالی جزیره برون نیو آرمین دومینیک رومان'));

/** Names of who or what belongs there, where they are not the country's with an ending. */
const FORMS =
  'SA:Saudi SA:سعودی GB:British GB:English GB:بريطاني DE:German DE:ألماني FR:French FR:فرنسي CN:Chinese ES:Spanish ' +
  'TR:Turkish TR:Turk NL:Dutch CH:Swiss GR:Greek PL:Polish SE:Swedish SE:Swede DK:Danish FI:Finnish IE:Irish ' +
  'NO:Norwegian IL:Israeli IQ:Iraqi SY:سوري RU:روسي LB:لبناني LB:Lebanese EG:مصري AE:Emirati AF:Afghan AF:افغان ' +
  'PT:Portuguese TH:Thai MX:Mexican BE:Belgian AR:Argentine PE:Peruvian PH:Filipino MA:Moroccan AZ:Azeri TJ:Tajik ' +
  'UZ:Uzbek KZ:Kazakh TM:Turkmen HR:Croat RS:Serb SK:Slovak SI:Slovene MM:Burmese PS:Palestinian US:أمريكي';

/**
 * Unicode's region codes are two letters; those that are no region have no name. Withdrawn ones (SU, YU)
 * have that of the country that came after: another code is the canonical one.
 */
const CODES = Array.from({ length: 26 * 26 }, (_, at) =>
  String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)),
).filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`);

/** Region codes by name: its terms with spaces between them. */
type Codes = ReadonlyMap<string, string>;

let codes: Codes | null = null;

function codesByName(): Codes {
  codes ??= new Map(
    [
      ...belongingInArabic(),
      ...regionNames(),
      ...namesByCode(EVERYDAY),
      ...namesByCode(FORMS),
    ].filter(([name]) => !WORDS.has(name)),
  );
  return codes;
}

/** Whether a term names a country, or who belongs to it, in Persian, Arabic or English. */
export function isCountry(term: string): boolean {
  return countryOf(term) !== null;
}

/** «Syrian», "Pakistani", "Japanese": an ending after the stem, or in the place of its last vowel. */
const BELONGING = ['n', 'an', 'ian', 'i', 'es'];
/** «العراقية», «الأمريكية», «البريطانية»; «قوه مجریه» is no Hungarian one. */
const BELONGING_AR = /^(?!مجریه$)(.{2,})یه$/u;

/**
 * The region code (CLDR) of the country that a term names, whatever the language, or of who belongs to
 * it; null for others.
 */
export function countryOf(term: string): string | null {
  const names = codesByName();
  const code = names.get(term);
  if (code !== undefined) return code;
  const owner = ownerOf(names, term);
  if (owner !== undefined) return owner;
  // «وبريطانيا»: the stem keeps the Arabic "and".
  if (/^و\p{L}{3}/u.test(term)) return countryOf(term.slice(1));
  const base = BELONGING_AR.exec(term)?.[1];
  if (base === undefined) return null;
  return names.get(base) ?? names.get(`${base}ا`) ?? names.get(`${base}یا`) ?? null;
}

/** The country that a name in Latin letters belongs to: "korean", "north korean". */
function ownerOf(names: Codes, name: string): string | undefined {
  for (const ending of /^[a-z]/u.test(name) ? BELONGING : []) {
    const base = name.endsWith(ending) ? name.slice(0, -ending.length) : '';
    const owner = names.get(base) ?? names.get(`${base}a`);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** No name of a country has more terms. */
const LONGEST_NAME = 4;

/** The region codes of the countries that the terms of a text name: «کره شمالی» is one, and not «کره». */
export function countriesIn(terms: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < terms.length; ) {
    const { code, length } = countryAt(terms, at);
    if (code !== null) found.add(code);
    at += length;
  }
  return found;
}

function countryAt(
  terms: readonly string[],
  at: number,
): { readonly code: string | null; readonly length: number } {
  const names = codesByName();
  for (let length = Math.min(LONGEST_NAME, terms.length - at); length > 1; length -= 1) {
    const name = terms.slice(at, at + length).join(' ');
    const code = names.get(name) ?? ownerOf(names, name);
    if (code !== undefined) return { code, length };
  }
  return { code: countryOf(terms[at] ?? ''), length: 1 };
}

/** The names that Unicode's CLDR, which comes with Node, has for the regions of the world. */
function regionNames(): readonly (readonly [string, string])[] {
  return LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return CODES.flatMap((code) => namedSo(code, display.of(code) ?? ''));
  });
}

/** A shorter stem is a Persian word too often: «کند» of «كندي», «جورج» of «جورجي». */
const LEAST_ARABIC_STEM = 5;

/** Who belongs to a country in Arabic, where its stem is not the country's: «فنزويلي», «الألمانيين». */
function belongingInArabic(): readonly (readonly [string, string])[] {
  const display = new Intl.DisplayNames(['ar'], { type: 'region', fallback: 'none' });
  return CODES.flatMap((code) => {
    const base = /^(?:ال)?(\p{L}+?)(?:يا|ا|ة)?$/u.exec(display.of(code) ?? '')?.[1];
    if (base === undefined) return [];
    return ['ي', 'ية', 'يين', 'يون']
      .flatMap((ending) => [`ال${base}${ending}`, `${base}${ending}`])
      .flatMap((form) => namedSo(code, form))
      .filter(([name]) => name.length >= LEAST_ARABIC_STEM && !name.includes(' '));
  });
}

function namesByCode(list: string): readonly (readonly [string, string])[] {
  return list.split(' ').flatMap((pair) => {
    const [code = '', name = ''] = pair.split(':');
    return namedSo(code, name);
  });
}

function namedSo(code: string, name: string): readonly (readonly [string, string])[] {
  const terms = termsOf(name);
  return terms.length > 0 ? [[terms.join(' '), code]] : [];
}
