import { movedSpan, type Span } from '../language/span.js';
import { END, START, type Tokens } from './tokenizer.js';

/** The reader was trained on rows of at most this many tokens. */
const ROW_TOKENS = 320;
/** Neighbouring windows of a long passage share this many tokens. */
const OVERLAP = 96;
/** <s> question </s></s> passage </s> */
const FRAME = 4;
/** The question's part of a row, or the statement's: a statement is seen whole (LONGEST_SENTENCE in answer/claims). */
const QUESTION_TOKENS = 128;
/** Behind a long question neighbouring windows share less, or each would go on by a few tokens only. */
const LEAST_STEP = 1 / 3;

/** A question and one window of a passage, as training/spans.py lays them out. */
export interface ReadingRow {
  readonly ids: readonly number[];
  /** Where in `ids` the window's own tokens begin, each with its place in the passage. */
  readonly base: number;
  readonly places: readonly Span[];
}

/**
 * What a row holds of a question: its prefix and its last tokens, since what is asked stands at the end
 * where much is told before it. None was so long in training.
 *
 * @param question - the tokens of prefix and question; `before` is where the question begins in that text
 */
export function questionIds({ ids, places }: Tokens, before: number): readonly number[] {
  if (ids.length <= QUESTION_TOKENS) return ids;
  const prefix = ids.slice(
    0,
    places.findIndex(({ start }) => start >= before),
  );
  return [...prefix, ...ids.slice(prefix.length - QUESTION_TOKENS)];
}

/**
 * The windows of a passage behind the question; every window repeats what stands before the passage.
 *
 * @param question - the ids of the question with its prefix
 * @param passage - the tokens of prefix, context and passage; `before` is where the passage begins in
 *   that text
 */
export function readingRows(
  question: readonly number[],
  passage: Tokens,
  before: number,
): readonly ReadingRow[] {
  const first = passage.places.findIndex(({ start }) => start >= before);
  if (first < 0) return [];
  const head = passage.ids.slice(0, Math.min(first, ROW_TOKENS / 4));
  const ids = passage.ids.slice(first);
  const places = passage.places.slice(first).map((place) => movedSpan(place, -before));
  const front = [START, ...question, END, END, ...head];
  const room = ROW_TOKENS - FRAME - question.length - head.length;
  return windowStarts(ids.length, room).map((at) => ({
    ids: [...front, ...ids.slice(at, at + room), END],
    base: front.length,
    places: places.slice(at, at + room),
  }));
}

function windowStarts(length: number, room: number): readonly number[] {
  const starts = [0];
  const step = Math.max(room - OVERLAP, Math.floor(room * LEAST_STEP));
  for (let last = 0; last + room < length; ) {
    last = Math.min(last + step, length - room);
    starts.push(last);
  }
  return starts;
}
