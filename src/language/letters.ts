/** What tells a text with words from marks alone. */
export const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
