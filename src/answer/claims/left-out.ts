import { detectLanguage } from '../../language/detect.js';
import { normalize } from '../../language/normalize.js';
import { sentences } from '../../language/sentences.js';
import type { Span } from '../../language/span.js';
import { phraseLanguage } from '../../phrases/phrases.js';
import { endOfClause } from './clause-end.js';
import { beginsClause, lastClause } from './clause-start.js';
import { hedgesOf } from './hedges.js';
import { objectionsTo, reservationsOf } from './reservations.js';
import { isAttributed, isSaidByOther } from './saying.js';
import { endOf, type Wording } from './words.js';

/** What a quoted sentence says beside the words that are kept of it, as it is written. */
interface LeftOut {
  readonly before: string;
  readonly between: readonly string[];
  readonly after: string;
  readonly kept: string;
}

/**
 * Whether what is said of the quotes is a fact there too, by what is left out of their sentences: it
 * was lifted out of no denial, claim or condition, and begins and ends where a clause does.
 *
 * @param speaker - whom the sentence names as who says it, beside the words of the quotes; or nothing
 */
export function isFactThere(wording: Wording, speaker: string): boolean {
  const { sentence, text } = wording;
  const language = phraseLanguage(detectLanguage(text));
  const own = new Set(reservationsOf(sentence));
  const hedges = hedgesOf(sentence);
  return leftOut(wording).every(({ before, between, after, kept }) => {
    const end = endOfClause(kept, after, language);
    if (end === null) return false;
    const around = [before, ...between, after.slice(0, end)].flatMap(reservationsOf);
    const isReserved = [...around, ...objectionsTo(after)].some((word) => !own.has(word));
    const opening = lastClause(withoutProgressive(normalize(before)), language);
    const isHedged = [...hedgesOf(opening)].some((word) => !hedges.has(word));
    const others = [...between, after].some((part) => isAttributed(part, speaker, language));
    const isOther = speaker && (others || isSaidByOther(before, speaker, language));
    if (isReserved || isHedged || isOther) return false;
    return beginsClause(opening, kept, language);
  });
}

function leftOut({ text, quoted, places }: Wording): readonly LeftOut[] {
  const said = [...new Set(places)].sort((a, b) => a - b);
  return sentences(text).flatMap((sentence) => {
    const kept = said
      .flatMap((place) => quoted[place] ?? [])
      .filter(({ start }) => start >= sentence.start && start < sentence.end)
      .map((word): Span => ({ start: word.start, end: endOf(word) }));
    const [first, last] = [kept[0], kept.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        before: text.slice(sentence.start, first.start),
        between: kept.slice(1).map(({ start }, at) => text.slice(kept[at]?.end ?? start, start)),
        after: text.slice(last.end, sentence.end),
        kept: text.slice(first.start, last.end),
      },
    ];
  });
}

/** The «می» of a kept verb is none of what is left out. */
function withoutProgressive(text: string): string {
  return text.replace(/(?<!\p{L})ن?می[ \u200c]?$/u, '');
}
