import type { Answer, Citation } from '../../src/answer/schema.js';
import { PHRASES, type PhraseLanguage, phraseLanguage } from '../../src/phrases/phrases.js';
import { alsoReportedLine } from '../also-reported.js';
import { aroundQuote } from '../around-quote.js';
import type { ShownReply, SourceView } from '../chat.js';
import { changed, type MarkedText, partsOf, quoteOf } from '../quote.js';
import { splitText } from '../split.js';
import { answerKeyboard } from './keyboard.js';
import { type Block, MAX_LENGTH, type Part, packed, textBlocks, underHeading } from './packing.js';
import {
  bold,
  fieldText,
  foreign,
  foreignField,
  foreignMarked,
  harmless,
  joined,
  link,
  own,
  quotation,
  type Rich,
} from './rich.js';

/** Room for a source's head beside a part of its quote. */
const MAX_QUOTE = 3000;
const MAX_FIELD = 300;

/** A reply as messages: the text, the sources last, the buttons on the last message. */
export function renderReply(reply: ShownReply): readonly Part[] {
  if (reply.kind === 'notice') return packed(textBlocks(reply.text));
  const { answer, id } = reply;
  const language = phraseLanguage(answer.language);
  const keyboard = id === null ? undefined : answerKeyboard(id, answer.citations, language);
  return packed([...textBlocks(answer.text), ...listBlocks(answer, 'quotes')], keyboard);
}

/** The sources of an answer alone, with its buttons. */
export function renderSources(id: string, answer: Answer): readonly Part[] {
  const keyboard = answerKeyboard(id, answer.citations, phraseLanguage(answer.language));
  return packed(listBlocks(answer, 'quotes'), keyboard);
}

/** A cited paragraph, the quote in bold; of one too long what stands around the quote. */
export function renderSource(view: SourceView, language: PhraseLanguage): readonly Part[] {
  const { citation, paragraph } = aroundQuote(view);
  const { start, end } = citation;
  const [before, quote, after] = [
    foreign(paragraph.slice(0, start)),
    bold(foreign(paragraph.slice(start, end))),
    foreign(paragraph.slice(end)),
  ];
  const head = headOf(citation, language);
  const whole = joined(head, own('\n'), quotation(joined(before, quote, after), false));
  if (whole.length <= MAX_LENGTH) return packed([{ rich: whole, glue: '' }]);
  const pieces = [
    ...quotePieces(paragraph.slice(0, start)),
    ...quotePieces(paragraph.slice(start, end)).map(bold),
    ...quotePieces(paragraph.slice(end)),
  ];
  return packed([
    { rich: head, glue: '' },
    ...pieces.map((piece) => ({ rich: quotation(piece, false), glue: '\n' })),
  ]);
}

/** Our own words as messages. */
export function renderOwn(text: string): readonly Part[] {
  return [{ html: own(text).html }];
}

/** What is written so far, in one message that says so. */
export function renderDraft(text: string, language: PhraseLanguage): readonly Part[] {
  const heading = { rich: bold(own(PHRASES[language].draft)), glue: '' };
  return packed([heading, ...textBlocks(text)]).slice(0, 1);
}

/** An answer within one message: its text cut short, and the sources of what is left. */
export function renderShort(answer: Answer, length: number): Part {
  const [text = '', ...rest] = splitText(harmless(answer.text), (part) => part.length <= length);
  const short = rest.length > 0 ? `${text} …` : text;
  const citations = answer.citations.filter(({ marker }) => short.includes(`[${marker}]`));
  const blocks = textBlocks(short);
  const shown = { ...answer, citations };
  const full = packed([...blocks, ...listBlocks(shown, 'quotes')]);
  const [only] = full.length === 1 ? full : packed([...blocks, ...listBlocks(shown, 'heads')]);
  return only ?? { html: '…' };
}

/** The sources, or, where there is no answer, what comes nearest. */
function listBlocks(answer: Answer, sources: 'quotes' | 'heads'): readonly Block[] {
  const language = phraseLanguage(answer.language);
  const phrases = PHRASES[language];
  if (answer.answered) {
    const blocks = answer.citations.flatMap((citation) =>
      sources === 'quotes'
        ? sourceBlocks(citation, language)
        : [{ rich: headOf(citation, language), glue: '\n' }],
    );
    return underHeading(phrases.sources, blocks);
  }
  const nearest = answer.nearest.map(({ title, articleId, paragraph }) => ({
    rich: joined(
      own('• '),
      field(title || articleId),
      own(phrases.comma + phrases.paragraph(paragraph)),
    ),
    glue: '\n',
  }));
  return underHeading(phrases.nearest, nearest);
}

function sourceBlocks(citation: Citation, language: PhraseLanguage): readonly Block[] {
  const [first, ...rest] = markedPieces(quoteOf(citation)).map((piece) => quotation(piece, true));
  const head = headOf(citation, language);
  const also = alsoReportedLine(citation, PHRASES[language], (name) =>
    fieldText(harmless(name) || '…'),
  );
  return [
    first ? joined(head, own('\n'), first) : head,
    ...rest,
    ...(also === null ? [] : [own(also)]),
  ].map((rich) => ({ rich, glue: '\n' }));
}

function quotePieces(text: string): readonly Rich[] {
  return markedPieces({ text, mark: null });
}

/** Bold takes no room. */
function markedPieces(marked: MarkedText): readonly Rich[] {
  const quote = changed(marked, harmless);
  const parts = splitText(quote.text, (part) => foreign(part).length <= MAX_QUOTE);
  return partsOf(quote, parts)
    .filter((part) => harmless(part.text) !== '')
    .map(foreignMarked);
}

/** Where a quote stands, in a line. */
function headOf(citation: Citation, language: PhraseLanguage): Rich {
  const { marker, title, articleId, source, date, url, paragraph } = citation;
  const phrases = PHRASES[language];
  const parts = [
    link(field(title || articleId), url),
    ...(source ? [field(source)] : []),
    date ? field(date) : own(phrases.undated),
    own(phrases.paragraph(paragraph)),
  ];
  const list = parts.flatMap((part, index) => (index === 0 ? [part] : [own(phrases.comma), part]));
  return joined(own(`\u2068[${marker}]\u2069 `), ...list);
}

/** A title may be anything; a list of sources has to stay one. */
function field(text: string): Rich {
  const [short = '', ...rest] = splitText(harmless(text), (part) => part.length <= MAX_FIELD);
  return foreignField(rest.length > 0 ? `${short}…` : short || '…');
}
