import { isolateForDirection, isRightToLeft } from '../../src/language/direction.js';
import { changed, type MarkedText, partsOf, piecesOf } from '../quote.js';
import { safeText } from '../render.js';

const RIGHT_TO_LEFT_MARK = '\u200f';
const LEFT_TO_RIGHT_MARK = '\u200e';

const ADDRESS =
  /(https?:\/\/[^\s<>\u2066-\u2069\ue000\ue001]*[^\s<>\u2066-\u2069\ue000\ue001.,:;!?()[\]{}"'»،؛؟])/gu;
const RIGHT_LETTER = /(?=[\p{Script=Arabic}\p{Script=Hebrew}])\p{L}/u;

// A [ that opens no marker may open a link; a : may open an emoji's name; a < or @ a mention.
const SIGNS = /[\\`*_~|<@]|\[(?!\d{1,3}\](?!\())|:(?=[\w~+-]+:)/gu;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/u;
const LINE_START = /^(\s*)(?=[#>+-])/u;
const LIST_NUMBER = /^(\s*\d+)(?=[.)]\s)/u;

/**
 * One line of untrusted text as Discord shows it to the letter: no markup, mention or emoji but our
 * own bold.
 */
function escapeLine(line: MarkedText): string {
  const [before, words, after] = piecesOf(line, isolateForDirection);
  const start = escapeSigns(before).replace(LINE_START, '$1\\').replace(LIST_NUMBER, '$1\\');
  return words === '' ? start : `${start}**${escapeSigns(words)}**${escapeSigns(after)}`;
}

function escapeSigns(text: string): string {
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? address(part) : part.replace(SIGNS, '\\$&')))
    .join('');
}

/** An address as a link without a preview; the signs that could end a style around it are encoded. */
export function address(url: string): string {
  const encoded = url.replace(/[*|~`\\]|_(?=_)/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `<${encoded}>`;
}

/**
 * Untrusted text as Discord's markdown, line for line: what it says is shown to the letter, and each
 * line keeps its order whatever direction Discord gives the block that it stands in
 * (discord-api-docs #5341), by a direction mark at both ends.
 *
 * @param prefix - markdown of our own before each line
 */
export function shown(text: string, prefix = ''): string {
  return shownMarked({ text, mark: null }, prefix);
}

/** The same with the marked words in bold, that begins and ends in each line that has some. */
export function shownMarked(marked: MarkedText, prefix = ''): string {
  return partsOf(marked, marked.text.split(LINE_END))
    .map((line) => changed(line, safeText))
    .map((line) => `${prefix}${withMarks(line)}`)
    .join('\n');
}

function withMarks(line: MarkedText): string {
  if (!RIGHT_LETTER.test(line.text)) return escapeLine(line);
  const mark = isRightToLeft(line.text) ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
  return `${mark}${escapeLine(line)}${mark}`;
}

/** The text cut to so many UTF-16 units, for titles and names that nobody meant to be that long. */
export function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}
