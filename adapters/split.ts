import { sentences } from '../src/language/sentences.js';

/**
 * Cuts a text into parts that fit a platform, at the best place there is: between paragraphs, else
 * sentences, else words, and within a word only where it alone is too long (never within a
 * surrogate pair, a letter and its marks, or a `[1]`). Joined by what was between them, the parts
 * are the text.
 *
 * @param fits - whether the platform takes a part; it must take any single character
 */
export function splitText(text: string, fits: (part: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest !== '') {
    const room = longestFitting(rest, fits);
    if (room === rest.length) break;
    const cut = cutOf(rest, room);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts.filter((part, index) => part !== '' || index === 0);
}

/** A cut that leaves less than this share of the room used is given up for a lesser kind of place. */
const LEAST_USE = 0.4;

const MARKER = /\u2068?\[\d{1,3}\]\u2069?/gu;
const MARKER_LENGTH = 7;

/** So much is tried first: about a message, so that of a long text only what may fit is looked at. */
const FIRST_TRIED = 4096;

/** The most units from the start that fit; fitting is taken to be lost for good once it is lost. */
function longestFitting(text: string, fits: (part: string) => boolean): number {
  let low = 1;
  let high = Math.min(text.length, FIRST_TRIED);
  while (fits(text.slice(0, high))) {
    if (high === text.length) return high;
    low = high;
    high = Math.min(text.length, 2 * high);
  }
  high -= 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutOf(text: string, room: number): number {
  const head = text.slice(0, room + 1);
  const least = room * LEAST_USE;
  const paragraph = head.lastIndexOf('\n\n', room);
  if (paragraph >= least) return paragraph;
  const line = head.lastIndexOf('\n', room);
  if (line >= least) return line;
  const sentence = sentences(text.slice(0, room + 200))
    .map(({ end }) => end)
    .findLast((end) => end <= room && end >= least && !cutsMarker(text, end));
  if (sentence !== undefined) return sentence;
  for (let at = room; at >= least; at -= 1) {
    if (/\s/u.test(text.charAt(at)) && !cutsMarker(text, at)) return at;
  }
  return withinWord(text, room);
}

/** A marker belongs to the words before it. */
function cutsMarker(text: string, at: number): boolean {
  return /^\s*\u2068?\[\d{1,3}\]/u.test(text.slice(at, at + 8));
}

function withinWord(text: string, room: number): number {
  let at = room;
  while (at > 1 && /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(at, at + 1))) at -= 1;
  if (at === 1) at = room;
  const marker = [...text.slice(0, at + MARKER_LENGTH).matchAll(MARKER)].find(
    ({ 0: { length }, index }) => index < at && at < index + length,
  );
  // A marker at the very start is longer than there is room.
  return marker === undefined || marker.index === 0 ? at : marker.index;
}
