// First halves that are written together with any second half; no other word begins with them.
const FIRST_HALF =
  /^(?:غیر(?!ت)(?=\p{L}{3})|ضد(?!یت)(?=\p{L}{3})|(?:بین|فوق|عکس|خارق|ضرب|سریع)(?=ال\p{L}{3}))/u;

/** A compound in one piece that always counts as two words: غیرقانونی, بینالمللی. */
export function splitCompound(word: string): readonly [string, string] | undefined {
  const first = FIRST_HALF.exec(word)?.[0];
  return first === undefined ? undefined : [first, word.slice(first.length)];
}
