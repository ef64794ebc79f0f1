import { LineError } from './line-error.js';
import { reasonFor } from './reasons.js';

/** How much of a file its kind is judged by, in bytes or letters. */
const SAMPLE = 65_536;

/**
 * The text of a file, line ends as `\n`. Its encoding is told, in this order, by a byte order mark
 * (UTF-8, UTF-16), by the zero bytes of UTF-16, by being valid UTF-8, by the charset that came with it,
 * by the one that an HTML or XML file declares, and by making windows-1256 text that reads as Persian
 * or Arabic. Valid UTF-8 comes before what is declared, since programs that save a page as UTF-8 leave
 * the old declaration in it, and text of another charset is hardly ever valid UTF-8 by chance.
 *
 * @param charset - what a server says it is; one that does not exist says nothing
 * @throws LineError where it is none of these; the line is that of the first byte that is not UTF-8
 */
export function decodeText(bytes: Uint8Array, charset: string | null = null): string {
  return withNewlines(decodeUnicode(bytes) ?? decodeOther(bytes, charset) ?? refuse(bytes));
}

/** The text of a page or feed, and whether some of it was lost: U+FFFD stands there. */
export interface MarkupText {
  readonly text: string;
  readonly isDamaged: boolean;
}

/** Of the letters beyond ASCII, the share that may be lost in a text that is still taken for UTF-8. */
const MOST_LOST = 0.02;
/** Stands in a text for letters that were lost. */
export const LOST = '\ufffd';

/**
 * The text of an HTML or XML file as `decodeText` gives it, but UTF-8 that a program cut through a letter
 * is read all the same: where it is that all but for a few bytes, or says that it is. Most of a page is no article.
 *
 * @param charset - as for `decodeText`
 * @throws LineError as `decodeText` does
 */
export function decodeMarkup(bytes: Uint8Array, charset: string | null = null): MarkupText {
  const whole = decodeUnicode(bytes);
  if (whole !== null) return { text: withNewlines(whole), isDamaged: false };
  const lossy = { text: withNewlines(new TextDecoder().decode(bytes)), isDamaged: true };
  // Before what is declared: a charset of single bytes makes some text of any.
  if (isNearlyWhole(lossy.text)) return lossy;
  const other = decodeOther(bytes, charset);
  if (other !== null) return { text: withNewlines(other), isDamaged: false };
  return isUtf8(charset) || isUtf8(declaredCharset(bytes)) ? lossy : refuse(bytes);
}

function isNearlyWhole(lossy: string): boolean {
  const lost = lossy.split(LOST).length - 1;
  return lost <= MOST_LOST * lossy.replace(/\p{ASCII}+/gu, '').length;
}

function isUtf8(charset: string | null): boolean {
  try {
    return charset !== null && new TextDecoder(charset).encoding === 'utf-8';
  } catch {
    // None that exists.
    return false;
  }
}

/** Line ends as `\n`. */
export function withNewlines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function decodeUnicode(bytes: Uint8Array): string | null {
  return decodeUtf16(bytes) ?? decodeAs('utf-8', bytes);
}

function decodeOther(bytes: Uint8Array, charset: string | null): string | null {
  return (
    (charset === null ? null : decodeAs(charset, bytes)) ??
    decodeDeclared(bytes) ??
    decodeWindows1256(bytes)
  );
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether bytes are UTF-16, by the beginning of them. */
export function isUtf16(bytes: Uint8Array): boolean {
  return orderOf(bytes) !== null;
}

function orderOf(bytes: Uint8Array): 'le' | 'be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be';
  return orderByZeros(bytes.subarray(0, SAMPLE));
}

function decodeUtf16(bytes: Uint8Array): string | null {
  const order = orderOf(bytes);
  if (order === null) return null;
  const text = new TextDecoder(`utf-16${order}`).decode(bytes);
  const damage = text.indexOf('\ufffd');
  if (damage === -1) return text;
  throw new LineError(text.slice(0, damage).split('\n').length, reasonFor('not-utf16'));
}

/**
 * UTF-16 without a mark: every unit of an ASCII character has a zero byte and every Arabic one a 6, on
 * one side of the unit, and no zero on the other.
 */
function orderByZeros(bytes: Uint8Array): 'le' | 'be' | null {
  const zeros = [0, 0];
  const high = [0, 0];
  bytes.forEach((byte, index) => {
    const side = index % 2;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    if (byte === 0 || byte === 6) high[side] = (high[side] ?? 0) + 1;
  });
  const most = 0.7 * (bytes.length / 2);
  const isHigh = (side: 0 | 1, other: 0 | 1): boolean =>
    (zeros[side] ?? 0) > 0 && zeros[other] === 0 && (high[side] ?? 0) >= most;
  if (isHigh(1, 0)) return 'le';
  return isHigh(0, 1) ? 'be' : null;
}

/** Where the HTML standard looks for a page's charset, and room for a long XML declaration. */
const HEAD_BYTES = 4096;
const DECLARED =
  /<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"']+)["']|<meta[^>]{0,500}?charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu;

function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const [, xml, meta] = DECLARED.exec(head) ?? [];
  return xml ?? meta ?? null;
}

function decodeDeclared(bytes: Uint8Array): string | null {
  const label = declaredCharset(bytes);
  if (label === null) return null;
  try {
    new TextDecoder(label);
  } catch (cause) {
    throw new LineError(null, reasonFor('charset', { charset: label }), { cause });
  }
  return decodeAs(label, bytes);
}

/** Letters and marks of the Arabic script, and the signs that go with them. */
const ARABIC_SIGN = /[\u0600-\u06ff\u200c-\u200f\u00a0«»“”‘’–—…•]/u;
/** The most frequent letter of both languages; other alphabets' bytes do not make it so often. */
const ALEF_SHARE = 0.05;

function decodeWindows1256(bytes: Uint8Array): string | null {
  const text = decodeAs('windows-1256', bytes);
  if (text === null) return null;
  const foreign = [...text.slice(0, SAMPLE)].filter((char) => char > '\u007f');
  const fitting = foreign.filter((char) => ARABIC_SIGN.test(char)).length;
  const letters = foreign.filter((char) => /[\u0621-\u06d2]/u.test(char));
  const alefs = letters.filter((char) => char === 'ا').length;
  const reads =
    fitting >= 0.98 * foreign.length &&
    letters.length >= 0.8 * foreign.length &&
    alefs >= ALEF_SHARE * letters.length;
  return reads && letters.length > 0 ? text : null;
}

/** Names the line of the first byte that is not UTF-8: lines are decoded one by one until one fails. */
function refuse(bytes: Uint8Array): never {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (decodeAs('utf-8', bytes.subarray(start, end)) === null) break;
    start = end + 1;
  }
  throw new LineError(line, reasonFor('not-utf8'));
}
