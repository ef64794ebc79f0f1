import { normalizeWithMap, originalSpan } from '../normalize.js';
import type { Span } from '../span.js';

/** A word as normalised without half-spaces, or a comma, and where it stands in the text as typed. */
export interface TypedWord extends Span {
  readonly text: string;
}

/** One question of a message. */
export interface OneQuestion {
  /** As it was typed, without the «و» before it. */
  readonly text: string;
  /** With the subject of the question before it where it has none of its own. */
  readonly whole: string;
}

/** How a language joins questions to one another. */
export interface Joining {
  /** Whether a sentence asks something by a word of its own. */
  asks(sentence: string): boolean;
  /** The questions that a sentence joins, as typed; one: the sentence itself. */
  split(sentence: string): readonly string[];
  /** A question with the subject of the one before it; itself where it has its own; null: nobody can tell whose it is. */
  taken(question: string, before: string): string | null;
}

const WORD = /[^\s"()?!;:,.]+|,/gu;

/** The words and commas of a text. */
export function typedWords(text: string): readonly TypedWord[] {
  const normalized = normalizeWithMap(text);
  return [...normalized.text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word.replaceAll('\u200c', ''),
    ...originalSpan(normalized, index, index + word.length),
  }));
}

/** The text as typed from one word to another. */
export function typedFrom(text: string, words: readonly TypedWord[]): string {
  return text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0);
}

export function set(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/** A text's pieces that begin at these places, without spaces around them. */
export function piecesAt(text: string, starts: readonly number[]): readonly string[] {
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim());
}
