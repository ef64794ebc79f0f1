import { detectLanguage } from '../../language/detect.js';
import { LETTER_OR_DIGIT } from '../../language/letters.js';
import { normalize } from '../../language/normalize.js';
import { sentences } from '../../language/sentences.js';
import type { Span } from '../../language/span.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import { quotationsAround, quoteAt, sentencesAround, withWhoSaysIt } from '../sentences-around.js';
import type { StandingQuote } from './claim.js';
import { splitSaying } from './saying.js';

/**
 * Whether the article tells a quote as it is: it begins and ends within no quotation, or in one that is
 * plainly said («وی افزود: «…»») or opens the text. What someone claims, or what is denied behind it
 * («… آمدند» را رد کرد), is not told by the article.
 */
export function isToldPlainly({ passage, start, end }: StandingQuote): boolean {
  const { text } = passage;
  const span = { start: start - passage.start, end: end - passage.start };
  const all = sentences(text);
  const around = (at: number) => sentencesAround(all, { start: at, end: at + 1 });
  return quotationsAround(text, span).every(({ open, close }) => {
    const isBegun = open < span.start;
    const isHeadPlain = !isBegun || isPlain(text.slice(around(open).start, open));
    return isHeadPlain && (close === null || isPlain(text.slice(close + 1, around(close).end)));
  });
}

/** Whether the words beside a quotation say no more than that it is said; none do. */
function isPlain(words: string): boolean {
  if (!LETTER_OR_DIGIT.test(words)) return true;
  const plain = normalize(words);
  const said = splitSaying(plain, phraseLanguage(detectLanguage(plain)));
  return said !== null && !LETTER_OR_DIGIT.test(said.rest);
}

/** A quote as it is shown: one within a quotation with who says it, as {@link withWhoSaysIt} tells. */
export function withSpeaker(quote: StandingQuote): StandingQuote {
  const { passage } = quote;
  const inside: Span = { start: quote.start - passage.start, end: quote.end - passage.start };
  return quoteAt(passage, withWhoSaysIt(passage.text, sentences(passage.text), inside));
}
