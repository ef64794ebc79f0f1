/** What tells a text with words from marks alone. */
export const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Arabic letters as Persian ones, each one unit for one, so that positions stay. */
export function withPersianLetters(text: string): string {
  return text.replaceAll('ي', 'ی').replaceAll('ى', 'ی').replaceAll('ك', 'ک');
}
