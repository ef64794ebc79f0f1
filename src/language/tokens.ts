import type { NormalizedText } from './normalize.js';

/** One word or number of a normalised text; offsets count in the normalised text. */
export interface Token {
  readonly kind: 'arabic' | 'latin' | 'number' | 'other';
  /** Letters and digits only; a number with a decimal part has a d for its point: 3d5. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Only white space or a half-space stands between this token and the one before it. */
  readonly joins: boolean;
}

const TOKEN =
  /(?<number>\d+(?:[.,/]\d+)*)|(?<arabic>(?:(?=\p{Script=Arabic})\p{L})+)|(?<latin>(?:[a-z]\.){2,}|[a-z][a-z\d]*(?:'[a-z]+)?)|(?<other>(?:(?!\p{Script=Arabic})[\p{L}\p{N}])+)/gu;

const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d{1,3}(?:\.\d{3}){2,}$/;
const DECIMAL = /^\d+[./]\d+$/;

/** The terms of a number: one for an amount, one for each part of a date or a list. */
function numberParts(text: string): readonly string[] {
  if (THOUSANDS.test(text)) {
    const plain = text.includes(',') ? text.replaceAll(',', '') : text.replaceAll('.', '');
    return [plain.replace('.', 'd')];
  }
  // A single slash between digits is the decimal sign of Persian typists: ۳/۵.
  if (DECIMAL.test(text)) return [text.replace(/[./]/, 'd')];
  return text.split(/[.,/]/);
}

function latinWord(text: string): string {
  return text.replace(/'.*$/, '').replaceAll('.', '');
}

function numberTokens(text: string, start: number, joins: boolean): readonly Token[] {
  const parts = numberParts(text);
  if (parts.length === 1) {
    return [{ kind: 'number', text: parts[0] ?? text, start, end: start + text.length, joins }];
  }
  let at = start;
  return parts.map((part) => {
    const token = { kind: 'number', text: part, start: at, end: at + part.length, joins } as const;
    at = token.end + 1;
    return token;
  });
}

/** The words and numbers of a normalised text, in order. */
export function tokens({ text }: Pick<NormalizedText, 'text'>): readonly Token[] {
  const found: Token[] = [];
  let before = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole] = match;
    const start = match.index;
    const end = start + whole.length;
    const joins = found.length > 0 && /^[ \u200c]?$/.test(text.slice(before, start));
    before = end;
    const { number, arabic, latin } = match.groups ?? {};
    if (number !== undefined) {
      for (const part of numberTokens(number, start, joins)) found.push(part);
    } else if (latin !== undefined)
      found.push({ kind: 'latin', text: latinWord(latin), start, end, joins });
    else
      found.push({
        kind: arabic === undefined ? 'other' : 'arabic',
        text: whole,
        start,
        end,
        joins,
      });
  }
  return found;
}
