import { PHRASES, type PhraseLanguage } from '../src/phrases/phrases.js';
import type { Style } from './render.js';
import { safeText } from './render.js';

/** The last line of a terminal, where an answer is seen as it is written. */
export interface DraftLine {
  show(text: string): void;
  clear(): void;
}

const CLEARED = '\r\u001b[K';

/** Where there is no terminal nothing is shown: a pipe gets the answer alone. */
export function draftLine(
  output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  language: PhraseLanguage,
  style: Style,
): DraftLine {
  if (output.isTTY !== true) return { show() {}, clear() {} };
  return {
    show(text) {
      const line = `${PHRASES[language].draft} ${safeText(text.split('\n').at(-1) ?? '')}`;
      // One that wraps could not be cleared.
      const room = (output.columns ?? 80) - 1;
      output.write(`${CLEARED}${style.faint(line.slice(0, room))}`);
    },
    clear: () => void output.write(CLEARED),
  };
}
