import { isEverydayWord } from '../../language/everyday-words.js';
import { type Word, wordsOf } from './words.js';

/** What follows one of these says which one is meant. */
const HEADS: ReadonlySet<string> = new Set(
  wordsOf(
    'وزارت وزیر وزرات استان استاندار شهرستان فرماندار شهردار شهرداری باشگاه ورزشگاه فدراسیون سفیر سفارت دبیرکل سرمربی کاپیتان',
  ).map(({ term }) => term),
);
/** «وزارت امور خارجه» and «وزارت خارجه»: so many words after its head a name may stand. */
const REACH = 4;

/**
 * Whether a name stands in the sentence where the evidence has another after the same word: «کارلوس
 * تاج» for «کارلوس کی‌روش», «شهروند آمریکا» for «شهروند روسیه», «وزارت نفت» for «وزارت کشور».
 *
 * @param isName - whether a word is a name, as far as is known
 * @param isVerb - whether it is a verb's form
 */
export function nameExchanged(
  sentence: string,
  evidence: string,
  isName: (word: Word) => boolean,
  isVerb: (word: Word) => boolean,
): 'name' | 'roles' | null {
  const [said, there] = [wordsOf(sentence), wordsOf(evidence)];
  const held = new Set(there.map(({ term }) => term));
  const kept = new Set(said.map(({ term }) => term));
  const isPlain = (word: Word) =>
    isEverydayWord(word.term) || isVerb(word) || /\d/u.test(word.term);
  const isSwap = (word: Word, other: Word) =>
    [word, other].every(isName) &&
    kept.has(other.term) &&
    !standInRow(there, word.term, other.term, isName);
  const isOther = (word: Word, other: Word, before: Word) =>
    !kept.has(other.term) && [word, other, before].some(isName);
  const faults = said.map((word, at) => {
    const before = said[at - 1];
    if (before === undefined || !word.joins || isVerb(word)) return null;
    const after = there.flatMap(({ term }, place) =>
      term === before.term ? [upToName(there.slice(place + 1, place + 1 + REACH), isName)] : [],
    );
    if (after.flat().some(({ term }) => term === word.term)) return null;
    const others = after.flatMap(([other]) => (other?.joins ? [other] : []));
    if (HEADS.has(before.term)) return others.some((other) => !isVerb(other)) ? 'name' : null;
    const strange = isPlain(word) ? [] : others.filter((other) => !isPlain(other));
    // Where both stand in both, they have changed places.
    if (held.has(word.term)) return strange.some((other) => isSwap(word, other)) ? 'roles' : null;
    return strange.some((other) => isOther(word, other, before)) ? 'name' : null;
  });
  return faults.find((fault) => fault === 'name') ?? faults.find((fault) => fault !== null) ?? null;
}

/** What stands after the next name belongs to that. */
function upToName(words: readonly Word[], isName: (word: Word) => boolean): readonly Word[] {
  const first = words.findIndex(isName);
  return first < 0 ? words : words.slice(0, first + 1);
}

/** «ایران، افغانستان و قطر»: only names between them. */
function standInRow(
  words: readonly Word[],
  one: string,
  other: string,
  isName: (word: Word) => boolean,
): boolean {
  const [first, second] = [one, other].map((term) => words.findIndex((word) => word.term === term));
  const [from, to] = [first ?? 0, second ?? 0].sort((a, b) => a - b) as [number, number];
  return words.slice(from + 1, to).every(isName);
}
