import { normalizeWithMap, originalSpan } from '../../language/normalize.js';
import { sentences } from '../../language/sentences.js';
import type { Span } from '../../language/span.js';
import type { StoredPassage } from '../../search/engine.js';
import { quoteAt } from '../sentences-around.js';
import type { Claim, StandingQuote } from './claim.js';

/** What a model leaves out of a quote it marks so. */
const ELLIPSIS = /\s*(?:[[(]\s*)?(?:…|\.{3,})(?:\s*[\])])?\s*/gu;
/** What tells words: a point or comma only within a number, where it changes it. */
const TELLING = /[\p{L}\p{N}]|(?<=\d)[.,/](?=\d)/gu;
/** Shorter than this in letters and digits, a quote must stand once only, and never be less than the other. */
const SURE_LETTERS = 12;
const LEAST_LETTERS = 5;

/**
 * The sentences of the passages that a claim's quotes stand in, each once, in the order of the quotes.
 * A quote that does not stand in the passage that it names is left out, wherever else it stands: which
 * passage is meant would be a guess.
 */
export function standingQuotes(
  passages: readonly StoredPassage[],
  { evidence }: Claim,
): readonly StandingQuote[] {
  const found = evidence.flatMap(({ n, quote }) => {
    const passage = passages[n - 1];
    return passage === undefined ? [] : quotedSentences(passage, quote);
  });
  const isSame = (one: StandingQuote, other: StandingQuote) =>
    one.passage.id === other.passage.id && one.start === other.start && one.end === other.end;
  return found.filter((one, at) => found.findIndex((other) => isSame(one, other)) === at);
}

/**
 * The whole sentences that a quote stands in: half a sentence may hide its verb, and with it a «not».
 * Letters and digits are compared as normalised, without what stands between them; after an ellipsis
 * the rest must follow. None where any part is missing or the quote is too short to tell anything.
 */
function quotedSentences(passage: StoredPassage, quote: string): readonly StandingQuote[] {
  const parts = quote
    .split(ELLIPSIS)
    .map((part) => skeletonOf(part).text)
    .filter((part) => part !== '');
  const text = skeletonOf(passage.text);
  if (!isTelling(parts, text.text)) return [];
  const places: Span[] = [];
  let from = 0;
  for (const part of parts) {
    const at = text.text.indexOf(part, from);
    if (at < 0) return [];
    from = at + part.length;
    places.push({ start: text.starts[at] ?? 0, end: text.ends[from - 1] ?? 0 });
  }
  return sentencesOf(passage.text, places).map((span) => quoteAt(passage, span));
}

function isTelling(parts: readonly string[], text: string): boolean {
  const letters = parts.join('').length;
  if (letters >= SURE_LETTERS) return parts.every((part) => part.length >= 2);
  const [only = '', ...others] = parts;
  const isUnique = text.indexOf(only) === text.lastIndexOf(only);
  return letters >= LEAST_LETTERS && others.length === 0 && isUnique;
}

/** The sentences that any of the places touches; neighbours are one quote. */
function sentencesOf(text: string, places: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let wasTouched = false;
  for (const sentence of sentences(text)) {
    const isTouched = places.some(({ start, end }) => start < sentence.end && end > sentence.start);
    const last = spans.at(-1);
    if (isTouched && wasTouched && last) {
      spans[spans.length - 1] = { start: last.start, end: sentence.end };
    } else if (isTouched) spans.push(sentence);
    wasTouched = isTouched;
  }
  return spans;
}

interface Skeleton {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The letters and digits of a text as normalised, each with its place in the original. */
function skeletonOf(text: string): Skeleton {
  const normalized = normalizeWithMap(text);
  const units = [...normalized.text.matchAll(TELLING)].flatMap(({ 0: letter, index }) => {
    const place = originalSpan(normalized, index, index + letter.length);
    return letter.split('').map((unit) => ({ unit, ...place }));
  });
  return {
    text: units.map(({ unit }) => unit).join(''),
    starts: units.map(({ start }) => start),
    ends: units.map(({ end }) => end),
  };
}
