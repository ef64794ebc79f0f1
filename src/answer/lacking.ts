import { amountsOf } from '../language/amounts.js';
import { countriesIn } from '../language/countries.js';
import { normalize } from '../language/normalize.js';
import { termsOf } from '../language/terms.js';
import { CAPITALS } from './name-words.js';

/** What of a question must be named where it is answered: countries by code, numbers by value. */
export interface Named {
  readonly countries: readonly string[];
  readonly numbers: readonly number[];
}

/** A passage with what stands around it, its terms, the years of its article's date, and who published it. */
interface NamingPassage {
  readonly text: string;
  readonly terms: readonly string[];
  readonly years: readonly string[];
  readonly source: string | null;
}

/** The countries and numbers that a question names. */
export function namedIn(question: string): Named {
  return { countries: countriesNamed(question), numbers: numbersNamed(question) };
}

/** Whether a passage does not name a country or a number of a question: it then tells of another one. */
export function lacksNamed({ countries, numbers }: Named, passage: NamingPassage): boolean {
  return lacksCountry(countries, passage) || lacksNumber(numbers, passage);
}

/** How the news calls a country without its name; as normalised, and in Latin letters as they stand. */
const OTHER_NAMES: readonly (readonly [code: string, names: RegExp])[] = [
  ['IL', /صهیونی|رژیم اشغالگر|zionist/iu],
  ['IR', /جمهوری اسلامی/u],
  ['US', /واشنگتن|واشنطن|کاخ سفید|(?<!\p{L})U\.?S\.?(?!\p{L})|Washington|White House/u],
  ['TR', /(?<!\p{L})(?:همتای|مقام|مقامات|ارتش|نیروهای|وزیر|دولت) ترک(?!\p{L})/u],
];
/** «کشورمان» is the country of whoever writes so: Iran but for these. */
const OWN_COUNTRY = /کشورمان/u;
/** Names of agencies as whole words. */
const whole = (names: string, flags: string) =>
  new RegExp(`(?<![\\p{L}])(?:${names})(?![\\p{L}])`, flags);
const HOMES: readonly (readonly [code: string, agencies: RegExp])[] = [
  ['SY', whole('سانا|SANA', 'u')],
  ['TR', whole('اناتولی|Anadolu|TRT|تی ?ار ?تی', 'iu')],
  ['RU', whole('اسپوتنیک|Sputnik|تاس|TASS|ریانووستی', 'iu')],
  ['CN', whole('شینهوا|Xinhua', 'iu')],
  ['AF', whole('باختر|طلوع|خامه|پژواک|Bakhtar|Tolo|Pajhwok', 'iu')],
  ['IQ', whole('واع|INA|شفق|رووداو|Rudaw', 'u')],
  ['AE', whole('وام|WAM', 'u')],
  ['SA', whole('واس|SPA', 'u')],
  ['PK', whole('APP|پاکستان', 'u')],
];

function homeOf(source: string | null): string {
  const name = source ?? '';
  const home = HOMES.find(([, agencies]) => agencies.test(normalize(name)) || agencies.test(name));
  return home?.[0] ?? 'IR';
}

/** Regions of Unicode's list that are no country. */
const UNIONS: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN']);

/** In any language; who belongs to a country names it, too. */
function countriesNamed(question: string): readonly string[] {
  return [...countriesIn(termsOf(question))].filter((code) => !UNIONS.has(code));
}

function lacksCountry(asked: readonly string[], { text, terms, source }: NamingPassage): boolean {
  if (asked.length === 0) return false;
  const there = new Set(countriesIn(terms));
  const plain = normalize(text);
  if (OWN_COUNTRY.test(plain)) there.add(homeOf(source));
  for (const [city, code] of CAPITALS) if (terms.includes(city)) there.add(code);
  const isNamed = (code: string) =>
    there.has(code) ||
    OTHER_NAMES.some(([one, names]) => one === code && (names.test(plain) || names.test(text)));
  return !asked.every(isNamed);
}

/** «۱۴۰۱/۳/۱۵» may stand as «۱۵ خرداد ۱۴۰۱», and of COVID-19 the number seldom. */
const MONTH_OF_DATE = /(?<=\p{Nd}{4})[/-]\p{Nd}{1,2}(?=[/-]\p{Nd}{1,2}(?!\p{Nd}))/gu;
const COVID = /(?:کووید|کوید|كوفيد|covid)[\s\u200c-]*\p{Nd}+/giu;

/**
 * By value: in whatever digits, or in words. Of the question those in digits count, as a number word may be
 * another word («بالمئة» is percent), and not 1, which is mostly an article.
 */
function numbersNamed(question: string): readonly number[] {
  const text = question.replace(COVID, ' ').replace(MONTH_OF_DATE, ' ');
  return amountsOf(text)
    .filter(
      ({ start, end, value, isOrdinal }) =>
        !isOrdinal && value !== 1 && /\p{Nd}/u.test(text.slice(start, end)),
    )
    .map(({ value }) => value);
}

function lacksNumber(asked: readonly number[], { text, terms, years }: NamingPassage): boolean {
  if (asked.length === 0) return false;
  // As it stands, and as terms, which read «۲۵ساله» and "twentieth"; those have lost the «و» of «بیست و پنج».
  const readings = [text, numberText(terms, ' '), numberText(terms, ' و '), years.join(' ')];
  const values = new Set(readings.flatMap(amountsOf).map(({ value }) => value));
  return !asked.every((value) => spellings(value).some((one) => values.has(one)));
}

/** A number and, where it is or may be a year of the Iranian calendar, the same year written short or long. */
function spellings(value: number): readonly number[] {
  if (value >= 1300 && value < 1500) return [value, value % 100];
  return value >= 10 && value < 100 ? [value, 1300 + value, 1400 + value] : [value];
}

/** Terms as a text that numbers can be read from: 3d5 is 3.5, and twenti a stem. */
function numberText(terms: readonly string[], joint: string): string {
  return terms
    .map((term) => term.replace(/^(\d+)d(\d+)$/u, '$1.$2').replace(/^([a-z]+)ti$/u, '$1ty'))
    .join(joint);
}
