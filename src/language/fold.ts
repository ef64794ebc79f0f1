/**
 * What one code point becomes in normalised text, whatever stands next to it: a short string,
 * or one of three signs for what depends on the neighbours.
 */
const DROP = '';
export const SPACE = ' ';
export const ZWNJ = '\u200c';

const LETTERS: Readonly<Record<string, string>> = {
  ي: 'ی', // Arabic yeh
  ى: 'ی', // alef maksura
  ے: 'ی',
  ې: 'ی',
  ۍ: 'ی',
  ك: 'ک', // Arabic kaf
  ڪ: 'ک',
  ګ: 'گ',
  ة: 'ه',
  ۃ: 'ه',
  ە: 'ه', // NFKD of ۀ is this letter and a hamza
  ہ: 'ه',
  ھ: 'ه',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  // شهداء and شهدا, سوءاستفاده and سواستفاده are one word each.
  ء: '',
  ـ: '', // tatweel
  ς: 'σ',
};

const PUNCTUATION: Readonly<Record<string, string>> = {
  '٫': '.',
  '٬': ',',
  '،': ',',
  '؛': ';',
  '؟': '?',
  '۔': '.',
  '٪': '%',
  '⁄': '/',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '‹': '"',
  '›': '"',
  '″': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  ʼ: "'",
  '‐': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
};

// In Persian text a soft hyphen, a zero-width space and ¬ are half-spaces that an editor or a
// code page mangled.
const HALF_SPACES: ReadonlySet<number> = new Set([0x200c, 0xad, 0xac, 0x200b]);
const MARK = /^\p{M}$/u;
const WHITE = /^[\s\x85]$/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]$/u;

/** A combining mark: it belongs to the letter before it. */
export function isMark(codePoint: number): boolean {
  return codePoint >= 0x300 && MARK.test(String.fromCodePoint(codePoint));
}

function foldDigit(code: number): string | undefined {
  if (code >= 0x660 && code <= 0x669) return String.fromCharCode(code - 0x660 + 0x30);
  if (code >= 0x6f0 && code <= 0x6f9) return String.fromCharCode(code - 0x6f0 + 0x30);
  return undefined;
}

function foldAnew(codePoint: number): string {
  if (HALF_SPACES.has(codePoint)) return ZWNJ;
  const character = String.fromCodePoint(codePoint);
  if (WHITE.test(character)) return SPACE;
  if (INVISIBLE.test(character) || MARK.test(character)) return DROP;
  const direct = LETTERS[character] ?? PUNCTUATION[character] ?? foldDigit(codePoint);
  if (direct !== undefined) return direct;
  // U+FE70..FE7F are marks drawn on a space or a tatweel of their own.
  if (codePoint >= 0xfe70 && codePoint <= 0xfe7f) return DROP;
  // Presentation forms, ligatures, full-width and accented letters (UAX #15, NFKD), small letters.
  const simpler = character.toLowerCase().normalize('NFKD');
  if (simpler === character) return character;
  let folded = '';
  for (const part of simpler) folded += foldCodePoint(part.codePointAt(0) ?? 0);
  return folded;
}

const memory = new Map<number, string>();

/** The folded form of one code point; folding it again changes nothing. */
export function foldCodePoint(codePoint: number): string {
  const known = memory.get(codePoint);
  if (known !== undefined) return known;
  const folded = foldAnew(codePoint);
  memory.set(codePoint, folded);
  return folded;
}
