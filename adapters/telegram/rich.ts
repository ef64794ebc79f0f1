import { isolateForDirection } from '../../src/language/direction.js';
import { changed, type MarkedText, piecesOf } from '../quote.js';
import { safeText } from '../render.js';

/** A piece of a message: its HTML, how many UTF-16 units people see of it, how many marks it has. */
export interface Rich {
  readonly html: string;
  readonly length: number;
  readonly marks: number;
}

/** Characters that alone do not make a message. */
const BLANK = /^[\s\p{Cf}\p{Cc}\u2800\u3164]*$/u;

/** Our own words, as they are. */
export function own(text: string): Rich {
  return { html: escapeHtml(text), length: text.length, marks: 0 };
}

/**
 * Anyone's text, harmless: no markup, no direction of its own, one line a line; and Telegram makes
 * neither a mention, which pings, nor a command of it.
 */
export function foreign(text: string): Rich {
  return foreignMarked({ text, mark: null });
}

/** The same with the marked words in bold. */
export function foreignMarked(marked: MarkedText): Rich {
  // Of the whole text: an @ before the bold and a name in it still ping.
  const [before, words, after] = piecesOf(changed(marked, harmless), (text) =>
    withoutPings(isolateForDirection(text)),
  );
  return words === '' ? own(before) : joined(own(before), bold(own(words)), own(after));
}

/** Anyone's text within a line of ours: its direction stays its own. */
export function foreignField(text: string): Rich {
  return own(fieldText(text));
}

/** The same as text, to stand in words of our own. */
export function fieldText(text: string): string {
  return `\u2068${withoutPings(isolateForDirection(safeText(text).trim()))}\u2069`;
}

/** Anyone's text without control characters but line ends; what only looks empty is empty. */
export function harmless(text: string): string {
  const lines = text.split(/\r?\n/u).map(safeText).join('\n');
  return BLANK.test(lines) ? '' : lines;
}

/** Pieces, one after the other. */
export function joined(...pieces: readonly Rich[]): Rich {
  return {
    html: pieces.map(({ html }) => html).join(''),
    length: pieces.reduce((sum, { length }) => sum + length, 0),
    marks: pieces.reduce((sum, { marks }) => sum + marks, 0),
  };
}

/** In bold. */
export function bold(piece: Rich): Rich {
  return marked(piece, '<b>', '</b>');
}

/** As a quotation; a folded one shows three lines until it is tapped. */
export function quotation(piece: Rich, folded: boolean): Rich {
  return marked(piece, folded ? '<blockquote expandable>' : '<blockquote>', '</blockquote>');
}

/** As a link, where the address is one of the web; else in bold. */
export function link(piece: Rich, url: string | null): Rich {
  if (url === null || !URL.canParse(url)) return bold(piece);
  const { href, protocol } = new URL(url);
  if (!/^https?:$/u.test(protocol)) return bold(piece);
  return marked(piece, `<a href="${escapeHtml(href)}">`, '</a>');
}

function marked(piece: Rich, open: string, close: string): Rich {
  return { html: open + piece.html + close, length: piece.length, marks: piece.marks + 1 };
}

/** The text that people see of HTML of ours. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A left-to-right mark after @ and / changes nothing that is seen, and goes with other controls. */
function withoutPings(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}_])@(?=\w)|(?<![\p{L}\p{N}_/<>])\/(?=\w)/gu, '$&\u200e');
}
