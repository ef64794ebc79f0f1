import { normalize } from '../../language/normalize.js';
import { termsOf } from '../../language/terms.js';
import { hedgesOf } from './hedges.js';
import { isFactThere } from './left-out.js';
import { hasPreposition, keepsPrepositions } from './prepositions.js';
import { CLAUSE_END, skipsNoClause } from './skipped.js';
import { type EvidenceText, endOf, type Word, type Wording, wordsOf } from './words.js';

/** Parts of a sentence that may stand elsewhere than in the quote. */
const MOST_MOVED = 2;

/** Word by word and fewer than saying.ts knows: each is a word that may stand in a sentence without a quote. */
const SAYS =
  /(?<!\p{L})(?:گفت|گفته|افزود|اظهار|تاکید|تأکید|اعلام|بیان|تصریح|said|says|added|according|stated|قال|قالت|أكد|صرح|أضاف)(?!\p{L})/iu;
const TITLE =
  /^(?:وزیر|رئیس|رییس|دبیر|سفیر|نماینده|سخنگو|سخنگوی|فرمانده|مدیر|استاندار|شهردار|معاون|رهبر|پادشاه|minister|president|secretary|ambassador|governor|spokesman)$/iu;

/**
 * Whether a sentence keeps to the wording of its quotes: no content word of its own, their order but for
 * parts that a preposition marks, nothing left out that ends a clause or hedges, titles with whom they
 * stand beside. What is told in other words may be true, but words alone cannot tell, and the reader's
 * judgement lets one in two of it through where it is nearly true: then the quotes answer.
 */
export function keepsToWording(sentence: string, evidence: EvidenceText): boolean {
  const quoted = wordsOf(evidence.quoted);
  const speaker = new Set(SAYS.test(sentence) ? termsOf(evidence.speaker) : []);
  const isAttribution = ({ term, written }: Word) =>
    speaker.has(term) || (speaker.size > 0 && SAYS.test(written));
  const words = wordsOf(sentence).filter(
    (word) => !isAttribution(word) || quoted.some(({ term }) => term === word.term),
  );
  const isAttributed = words.length < wordsOf(sentence).length;
  const places = placesIn(sentence, words, quoted);
  if (places === null) return false;
  const wording: Wording = { sentence, words, text: evidence.quoted, quoted, places };
  return (
    skipsNoClause(wording) &&
    keepsTitles(words, quoted) &&
    keepsPrepositions(wording) &&
    isFactThere(wording, isAttributed ? evidence.speaker : '') &&
    keepsHedges(wording)
  );
}

/** Where each word of a sentence stands among those of the quotes; null where one does not, or stands out of order. */
function placesIn(
  sentence: string,
  words: readonly Word[],
  quoted: readonly Word[],
): readonly number[] | null {
  const places: number[] = [];
  let moved = 0;
  for (const [at, word] of words.entries()) {
    const last = places.at(-1) ?? -1;
    const ahead = quoted.findIndex(({ term }, place) => place > last && term === word.term);
    const place = ahead >= 0 ? ahead : quoted.findIndex(({ term }) => term === word.term);
    if (place < 0) return null;
    if (ahead < 0) {
      const between = sentence.slice(endOf(words[at - 1]), word.start);
      moved += 1;
      if (!hasPreposition(between) || moved > MOST_MOVED) return null;
    }
    places.push(place);
  }
  return places;
}

/** A title stands between the same words as in the quote. */
function keepsTitles(words: readonly Word[], quoted: readonly Word[]): boolean {
  return words.every(({ term, written }, at) => {
    if (!TITLE.test(normalize(written))) return true;
    return quoted.some(
      (one, place) =>
        one.term === term &&
        isSameTerm(words[at - 1], quoted[place - 1]) &&
        isSameTerm(words[at + 1], quoted[place + 1]),
    );
  });
}

function isSameTerm(word: Word | undefined, other: Word | undefined): boolean {
  return word === undefined || word.term === other?.term;
}

/** Neither says a hedge, a quantity or a denial that the quote does not, nor leaves one out of what it takes. */
function keepsHedges({ sentence, text, quoted, places }: Wording): boolean {
  if (places.length === 0) return false;
  const [own, all] = [hedgesOf(sentence), hedgesOf(text)];
  if ([...own].some((hedge) => !all.has(hedge))) return false;
  const first = quoted[Math.min(...places)];
  const end = endOf(quoted[Math.max(...places)]);
  const rest = text.slice(end).search(CLAUSE_END);
  const taken = text.slice(first?.start ?? 0, rest < 0 ? text.length : end + rest);
  return [...hedgesOf(taken)].every((hedge) => own.has(hedge));
}
