/** A quotation or bracket: where its opening mark stands and where its closing one; null: never closed. */
export interface Enclosure {
  readonly open: number;
  readonly close: number | null;
}

const MARKS = /[«»“”"()[\]{}]/gu;
const OPENING: Readonly<Record<string, string>> = {
  '»': '«',
  '”': '“',
  ')': '(',
  ']': '[',
  '}': '{',
};
const WORD = /[\p{L}\p{M}\p{N}]/u;
const STOP = /[.!?؟…۔،؛:]/u;

/** The quotations and brackets of a text, in order; a mark that closes what was never opened is none. */
export function enclosures(text: string): readonly Enclosure[] {
  const all: Enclosure[] = [];
  const opened: number[] = [];
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    const at = opened.findLastIndex((open) => text[open] === (OPENING[mark] ?? mark));
    if (opens(text, mark, index, at >= 0)) opened.push(index);
    else if (at >= 0) {
      const [open = index, ...unclosed] = opened.splice(at);
      all.push({ open, close: index });
      for (const one of unclosed) all.push({ open: one, close: null });
    }
  }
  for (const open of opened) all.push({ open, close: null });
  return all.sort((a, b) => a.open - b.open);
}

/** Whether a mark opens; the mark " is the same at both ends: what stands beside it tells. */
function opens(text: string, mark: string, at: number, isOpened: boolean): boolean {
  if (mark !== '"') return !(mark in OPENING);
  const [before = '', after = ''] = [text[at - 1], text[at + 1]];
  const hasBefore = WORD.test(before) || STOP.test(before);
  if (hasBefore === WORD.test(after)) return !isOpened;
  return !hasBefore;
}
