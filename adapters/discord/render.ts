import type { Answer, Citation } from '../../src/answer/schema.js';
import { PHRASES, type PhraseLanguage, phraseLanguage } from '../../src/phrases/phrases.js';
import { alsoReportedLine } from '../also-reported.js';
import { aroundQuote } from '../around-quote.js';
import type { ShownReply, SourceView } from '../chat.js';
import { partsOf, quoteOf } from '../quote.js';
import { splitText } from '../split.js';
import { type Block, type Body, bodiesOf, MESSAGE_ROOM } from './body.js';
import { sourceRows, verdictRow } from './components.js';
import { address, clipped, shown, shownMarked } from './text.js';

/** Titles and names of sources are not longer; one that is was meant to fill the screen. */
const LONGEST_NAME = 300;

/** The longest address that a list of sources shows. */
const LONGEST_ADDRESS = 800;

/** What the escapes at the ends of the words that answer may add to a part of a quote. */
const ESCAPES_AT_ENDS = 8;

// Private characters that stand for the quote's ends until its text is escaped.
const QUOTE_START = '\ue000';
const QUOTE_END = '\ue001';
const EMPTY_QUOTE = /\ue000\s*\ue001/gu;
const MARKED = { start: '**__', end: '__**' };

/** The messages that show a reply, in order. */
export function renderReply(reply: ShownReply): readonly Body[] {
  if (reply.kind === 'notice') return renderNotice(reply.text);
  const { id, answer } = reply;
  const language = phraseLanguage(answer.language);
  const blocks = [
    ...textBlocks('answer', answer.text),
    ...(answer.answered ? sourceBlocks(answer, language) : nearestBlocks(answer, language)),
  ];
  if (id === null) return bodiesOf(blocks);
  return bodiesOf(blocks, sourceRows(id, answer.citations, language), verdictRow(id));
}

/** What is written so far, in one message that says so. */
export function renderDraft(text: string, language: PhraseLanguage): Body {
  const heading = { display: 'draft', text: `*${PHRASES[language].draft}*` };
  const [first = heading] = textBlocks('answer', text);
  const [body] = bodiesOf([heading, first]);
  return body ?? (bodiesOf([heading])[0] as Body);
}

/** The messages that say a notice. */
export function renderNotice(text: string): readonly Body[] {
  return bodiesOf(textBlocks('notice', text));
}

/** The messages that show a cited paragraph with the quote marked; of one too long what stands around the quote. */
export function renderSource(view: SourceView, language: PhraseLanguage): readonly Body[] {
  const { citation, paragraph } = aroundQuote(view);
  const parts = splitText(withQuoteMarked(citation, paragraph), (part) => fits(marked(part)));
  let isOpen = false;
  const paragraphs = parts.map((part) => {
    const whole = isOpen ? `${QUOTE_START}${part}` : part;
    isOpen = whole.lastIndexOf(QUOTE_START) > whole.lastIndexOf(QUOTE_END);
    return { display: 'paragraph', text: marked(isOpen ? `${whole}${QUOTE_END}` : whole) };
  });
  const head = [...headLines(citation, language), ...addressLines(citation)].join('\n');
  return bodiesOf([{ display: 'head', text: head }, ...paragraphs]);
}

/** The paragraph with the private characters around the quote, and nowhere else. */
function withQuoteMarked({ start, end }: Citation, paragraph: string): string {
  const [before = '', quote = '', after = ''] = [
    paragraph.slice(0, start),
    paragraph.slice(start, end),
    paragraph.slice(end),
  ].map((part) => part.replace(/[\ue000\ue001]/g, ''));
  return `${before}${QUOTE_START}${quote}${QUOTE_END}${after}`;
}

function marked(text: string): string {
  return shown(text)
    .replace(EMPTY_QUOTE, '')
    .replaceAll(QUOTE_START, MARKED.start)
    .replaceAll(QUOTE_END, MARKED.end);
}

/** A part of a paragraph may get the marks of a quote that began before it and ends after it. */
function fits(markdown: string): boolean {
  return markdown.length + MARKED.start.length + MARKED.end.length <= MESSAGE_ROOM;
}

function textBlocks(display: string, text: string): readonly Block[] {
  return splitText(text, (part) => shown(part).length <= MESSAGE_ROOM).map((part) => ({
    display,
    // Discord takes no empty text.
    text: shown(part) || '…',
  }));
}

function sourceBlocks({ citations }: Answer, language: PhraseLanguage): readonly Block[] {
  const heading = { display: 'sources', text: shown(PHRASES[language].sources, '### ') };
  return [heading, ...citations.flatMap((citation) => citationBlocks(citation, language))];
}

/** A source in the list: one block, or more where the quote alone is longer than a message. */
function citationBlocks(citation: Citation, language: PhraseLanguage): readonly Block[] {
  const head = headLines(citation, language);
  const tail = [...alsoReportedLines(citation, language), ...addressLines(citation)];
  const rest = [...head, ...tail].join('\n').length + 2;
  const quote = quoteOf(citation, '«', '»');
  const room = MESSAGE_ROOM - rest - (quote.mark === null ? 0 : ESCAPES_AT_ENDS);
  const parts = splitText(quote.text, (text) => {
    // Where a part will stand is not known yet: all of it may be marked.
    const mark = quote.mark && { start: 0, end: text.length };
    return shownMarked({ text, mark }, '> ').length <= room;
  });
  const quotes = partsOf(quote, parts).map((part) => shownMarked(part, '> '));
  return quotes.map((lines, index) => ({
    display: 'sources',
    text: [...(index === 0 ? head : []), lines, ...(index === quotes.length - 1 ? tail : [])].join(
      '\n',
    ),
  }));
}

function headLines(citation: Citation, language: PhraseLanguage): readonly string[] {
  const { marker, title, source, date, paragraph } = citation;
  const phrases = PHRASES[language];
  const place = [source, date ?? phrases.undated, phrases.paragraph(paragraph)]
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => clipped(part ?? '', LONGEST_NAME));
  return [
    `**${shown(`[${marker}] ${oneLine(clipped(title, LONGEST_NAME))}`)}**`,
    shown(oneLine(place.join(phrases.comma)), '-# '),
  ];
}

function alsoReportedLines(citation: Citation, language: PhraseLanguage): readonly string[] {
  const line = alsoReportedLine(citation, PHRASES[language], oneLine);
  return line === null ? [] : [shown(line, '-# ')];
}

function addressLines({ url }: Citation): readonly string[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, href } = new URL(url);
  const link = address(href);
  const isShown = /^https?:$/.test(protocol) && link.length <= LONGEST_ADDRESS;
  return isShown ? [`-# \u200e${link}\u200e`] : [];
}

function nearestBlocks({ nearest }: Answer, language: PhraseLanguage): readonly Block[] {
  if (nearest.length === 0) return [];
  const phrases = PHRASES[language];
  return [
    shown(phrases.nearest, '### '),
    ...nearest.map(({ title, paragraph }) => {
      const name = oneLine(clipped(title, LONGEST_NAME));
      return shown(`${name}${phrases.comma}${phrases.paragraph(paragraph)}`, '- ');
    }),
  ].map((text) => ({ display: 'nearest', text }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
