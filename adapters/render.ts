import type { Answer, Citation } from '../src/answer/schema.js';
import { isolateForDirection, stripDirectionControls } from '../src/language/direction.js';
import {
  PHRASES,
  type PhraseLanguage,
  type Phrases,
  phraseLanguage,
} from '../src/phrases/phrases.js';
import { alsoReportedLine } from './also-reported.js';
import { changed, piecesOf, quoteOf } from './quote.js';

/** How text is shown: what stands out, and how writing directions are kept apart. */
export interface Style {
  /** Whether nothing stands out by itself; the words that answer then get brackets. */
  readonly isPlain: boolean;
  readonly ordered: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly marked: (text: string) => string;
}

/** For a terminal without colours. */
export const PLAIN: Style = {
  isPlain: true,
  ordered: isolateForDirection,
  strong: (text) => text,
  faint: (text) => text,
  marked: (text) => text,
};

/** For pipes and files: nothing stands between the letters, so that a quote can be searched for. */
export const PIPED: Style = { ...PLAIN, ordered: (text) => text };

/** An answer as lines of text: the answer, then its sources or what comes nearest. */
export function renderAnswer(answer: Answer, style: Style): string {
  const phrases = PHRASES[phraseLanguage(answer.language)];
  const lines = answer.text.split('\n').map(safeText);
  const text = style.strong(style.ordered(lines.join('\n')));
  if (answer.answered) {
    const sources = answer.citations.map((citation) => renderCitation(citation, phrases, style));
    return [text, '', style.faint(`${phrases.sources}:`), ...sources].join('\n');
  }
  if (answer.nearest.length === 0) return text;
  const nearest = answer.nearest.map(
    ({ title, paragraph }) => `- ${place([title, phrases.paragraph(paragraph)], phrases)}`,
  );
  return [text, '', style.faint(`${phrases.nearest}:`), ...nearest].join('\n');
}

/** A cited paragraph whole, with the quote marked. */
export function renderParagraph(
  citation: Citation,
  paragraph: string,
  style: Style,
  language: PhraseLanguage,
): string {
  const { start, end } = citation;
  const [before, quote, after] = [
    paragraph.slice(0, start),
    paragraph.slice(start, end),
    paragraph.slice(end),
  ].map(safeText);
  const shown = `${before}${standingOut(quote ?? '', safeText(paragraph), style, style.marked)}${after}`;
  return hasBrackets(paragraph, style) ? `${shown}\n${PHRASES[language].ownBrackets}` : shown;
}

/** The signs around the words that answer, the next ones where a text has the first of its own. */
const BRACKETS = ['⟦⟧', '⟪⟫', '⦃⦄', '⟬⟭'] as const;

/** Without colours the words still have to be seen, by signs that the text around them does not have. */
function standingOut(text: string, around: string, style: Style, inStyle: Style['strong']): string {
  if (!style.isPlain) return inStyle(text);
  const free = BRACKETS.find((pair) => ![...pair].some((sign) => around.includes(sign)));
  const [open, close] = free ?? ['', ''];
  return `${open}${text}${close}`;
}

/** Whether a text has signs of its own that look like ours. */
function hasBrackets(text: string, { isPlain }: Style): boolean {
  return isPlain && /[⟦⟧]/u.test(text);
}

function renderCitation(citation: Citation, phrases: Phrases, style: Style): string {
  const { marker, title, source, date, url, paragraph } = citation;
  const parts = [title, source, date ?? phrases.undated, phrases.paragraph(paragraph), url];
  const head = place(parts, phrases);
  const line = style.ordered(`[${marker}] ${head}`);
  const also = alsoReportedLine(citation, phrases, (name) => safeText(name).trim());
  const lines = [line, `    ${renderQuote(citation, style)}`];
  if (hasBrackets(citation.quote, style)) lines.push(`    ${phrases.ownBrackets}`);
  if (also !== null) lines.push(`    ${style.faint(style.ordered(also))}`);
  return lines.join('\n');
}

/** A citation's quote, the words that answer standing out. */
function renderQuote(citation: Citation, style: Style): string {
  const quote = changed(quoteOf(citation, '«', '»'), safeText);
  const [before, words, after] = piecesOf(quote, style.ordered);
  if (words === '') return style.faint(before);
  // Side by side: a terminal shows what is both strong and faint as either.
  return [
    style.faint(before),
    standingOut(words, quote.text, style, style.strong),
    style.faint(after),
  ].join('');
}

function place(parts: readonly (string | null)[], { comma }: Phrases): string {
  return parts
    .filter((part) => part !== null && part !== '')
    .map((part) => safeText(part ?? '').trim())
    .join(comma);
}

/** Marks on one letter beyond these are no writing: they run over the lines around. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

/**
 * Text of articles and questions as a terminal may have it: no escape sequences, no direction
 * overrides, one line, no heap of marks.
 */
export function safeText(text: string): string {
  return stripDirectionControls(text)
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(PILED_MARKS, '$1');
}
