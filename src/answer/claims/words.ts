import { contextOf } from '../../corpus/passages.js';
import { analyze } from '../../language/terms.js';
import type { StandingQuote } from './claim.js';

/** What may bear a sentence out. */
export interface EvidenceText {
  /** The quoted sentences. */
  readonly quoted: string;
  /** Their headlines and speakers. */
  readonly around: string;
  /** Who speaks in all of them; nothing where not all are known to be of one. */
  readonly speaker: string;
  /** What the passages say before the quotes, where these only say «وی»: it may name whom they mean. */
  readonly before: string;
  /** The days of the articles whose quotes say «امروز», ISO. */
  readonly today: readonly string[];
}

const PRONOUN =
  /(?<![\p{L}])(?:وی|او|ایشان|نامبرده|آن‌ها|آنها|آنان|این (?:تیم|کشور|شهر|مقام|نماینده|وزیر|بازیکن|مربی|شرکت|سازمان)|he|she|it|they|his|her|its|their|him|هو|هي|هم)(?![\p{L}])/iu;
const TODAY = /(?<![\p{L}])(?:امروز|امشب|today|tonight|اليوم|الیوم)(?![\p{L}])/iu;

export function evidenceText(quotes: readonly StandingQuote[]): EvidenceText {
  const once = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean).join('\n');
  return {
    // A blank line, so that each sentence ends with its quote.
    quoted: [...new Set(quotes.map(({ quote }) => quote))].join('\n\n'),
    around: once(quotes.map(({ passage }) => contextOf(passage))),
    speaker: onlyOne(quotes.map(({ passage }) => passage.speaker ?? '')),
    before: once(
      quotes
        .filter(({ quote }) => PRONOUN.test(quote))
        .map(({ passage, start }) => passage.text.slice(0, start - passage.start)),
    ),
    today: quotes.flatMap(({ quote, passage: { date } }) =>
      date !== null && TODAY.test(quote) ? [date] : [],
    ),
  };
}

function onlyOne(names: readonly string[]): string {
  const [first = '', ...others] = new Set(names);
  return others.length === 0 ? first : '';
}

/** A word of a text: its stem, as it is written, and where it stands. */
export interface Word {
  readonly term: string;
  readonly written: string;
  readonly start: number;
  /** Only white space stands between it and the word before it. */
  readonly joins: boolean;
}

/** A sentence, the text that is to bear it out, and where each word of the one stands among those of the other. */
export interface Wording {
  readonly sentence: string;
  readonly words: readonly Word[];
  readonly text: string;
  readonly quoted: readonly Word[];
  /** One for each of `words`: its place in `quoted`. */
  readonly places: readonly number[];
}

/** Where a word ends; 0 where there is none, as before the first. */
export function endOf(word: Word | undefined): number {
  return word === undefined ? 0 : word.start + word.written.length;
}

export function wordsOf(text: string): readonly Word[] {
  let last = 0;
  return analyze(text).map(({ text: term, start, end }, at) => {
    const joins = at > 0 && !/[^\s\u200c]/u.test(text.slice(last, start));
    last = end;
    return { term, written: text.slice(start, end), start, joins };
  });
}
