import { splitCompound } from './compounds.js';
import { verbStem } from './conjugation.js';
import { type NormalizedText, normalizeWithMap, originalSpan } from './normalize.js';
import type { Span } from './span.js';
import { stemsOfToken, stemsOfWord } from './stem.js';
import { isNormalizedStopWord } from './stop-words.js';
import { type Token, tokens } from './tokens.js';

/** A word as the index knows it; start and end are UTF-16 offsets in the original text. */
export interface Term extends Span {
  /** The stem, letters and digits only. */
  readonly text: string;
}

/** A term of a question; start and end are UTF-16 offsets in the question as typed. */
export interface QueryTerm extends Span {
  readonly term: string;
  /** Other terms that stand for the same: the joined spelling with a neighbour, Arabic ه as ت. */
  readonly alternatives: readonly string[];
}

/** A token that counts, with its stems. */
interface Stemmed {
  readonly token: Token;
  readonly stems: readonly string[];
}

const NOTHING: readonly string[] = [];
const MAY = 'می';
const PROGRESSIVE = /(?:^|\p{L})ن?می$/u;
const PREVERBS: ReadonlySet<string> = new Set(['بر', 'باز', 'در', 'فرا', 'وا']);

function isProgressive(token: Token | undefined): boolean {
  return token !== undefined && PROGRESSIVE.test(token.text);
}

/** The verb of preverb, می or نمی and verb as three tokens (بر می گردد), by the last one's index. */
function preverbVerb(all: readonly Token[], index: number): string | undefined {
  const [preverb, prefix, verb] = [all[index - 2], all[index - 1], all[index]];
  if (!verb?.joins || !prefix?.joins || preverb === undefined) return undefined;
  if (!isProgressive(prefix) || !PREVERBS.has(preverb.text)) return undefined;
  return verbStem(preverb.text + prefix.text + verb.text);
}

/** The verb that the token ends whose می or نمی is the token before it. */
function progressiveVerb(all: readonly Token[], index: number): string | undefined {
  const [prefix, verb] = [all[index - 1], all[index]];
  if (!verb?.joins || prefix === undefined || !isProgressive(prefix)) return undefined;
  return preverbVerb(all, index) ?? verbStem(prefix.text + verb.text);
}

function stemsAt(all: readonly Token[], index: number): readonly string[] {
  const token = all[index];
  if (token === undefined) return NOTHING;
  const verb = progressiveVerb(all, index);
  if (verb !== undefined) return [verb];
  if (PREVERBS.has(token.text) && preverbVerb(all, index + 2) !== undefined) return NOTHING;
  // Where no verb follows, می is no prefix but the month of May.
  if (token.text === MAY && progressiveVerb(all, index + 1) === undefined) return [MAY];
  return isNormalizedStopWord(token.text) ? NOTHING : stemsOfToken(token);
}

function stemAll(all: readonly Token[]): readonly Stemmed[] {
  return all.map((token, index) => ({
    token,
    stems: stemsAt(all, index).filter((stem) => stem === MAY || !isNormalizedStopWord(stem)),
  }));
}

function toOriginal(normalized: NormalizedText, token: Token): Span {
  return originalSpan(normalized, token.start, token.end);
}

/**
 * The terms of a text in order. One word's spellings with a half-space, with a space and joined
 * give the same terms; stop words and affixes that stand alone give none. Two full words with a
 * half-space between them are two terms.
 */
export function analyze(text: string): readonly Term[] {
  const normalized = normalizeWithMap(text);
  return stemAll(tokens(normalized)).flatMap(({ token, stems }) => {
    if (stems.length === 0) return [];
    const span = toOriginal(normalized, token);
    return stems.map((stem) => ({ text: stem, ...span }));
  });
}

/** The terms of a text, in order, without their places. */
export function termsOf(text: string): readonly string[] {
  return analyze(text).map((term) => term.text);
}

/** The terms of a text with spaces between them. */
export function indexText(text: string): string {
  return termsOf(text).join(' ');
}

/** بین and ملل may stand joined in the index: the term that بینملل would have there. */
function joinedTerm(left: Stemmed | undefined, right: Stemmed | undefined): readonly string[] {
  if (!left?.stems.length || !right?.stems.length || !right.token.joins) return NOTHING;
  if (left.token.kind !== 'arabic' || right.token.kind !== 'arabic') return NOTHING;
  const joined = left.token.text + right.token.text;
  return splitCompound(joined) === undefined ? stemsOfWord(joined) : NOTHING;
}

/** The Arabic feminine ending is ه by now; Persian writes most such words with ت (حکومت). */
function withTeh({ token }: Stemmed, stem: string): readonly string[] {
  return /^[وفبک]?ال|^لل/u.test(token.text) && stem.endsWith('ه')
    ? [`${stem.slice(0, -1)}ت`]
    : NOTHING;
}

/**
 * The terms of a question, each with what else may stand for it in the index. The joined spellings
 * are guesses: most are no word, and the index's vocabulary tells which are.
 */
export function queryTerms(text: string): readonly QueryTerm[] {
  const normalized = normalizeWithMap(text);
  const all = stemAll(tokens(normalized));
  return all.flatMap((stemmed, index) => {
    if (stemmed.stems.length === 0) return [];
    const span = toOriginal(normalized, stemmed.token);
    const joined = [...joinedTerm(all[index - 1], stemmed), ...joinedTerm(stemmed, all[index + 1])];
    return stemmed.stems.map((stem) => {
      const others = new Set([...joined, ...withTeh(stemmed, stem)]);
      others.delete(stem);
      return { term: stem, ...span, alternatives: [...others] };
    });
  });
}

/**
 * The ways to read a joined word that the index does not know as two of its terms
 * (رییسجمهور: رییس and جمهور), the most even halves first. The caller keeps those whose
 * both terms the index knows.
 */
export function splitCandidates(term: string): readonly (readonly [string, string])[] {
  const cuts = Array.from({ length: Math.max(0, term.length - 3) }, (_, index) => index + 2);
  const middle = term.length / 2;
  return cuts
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)
    .flatMap((cut) => {
      const left = stemsOfWord(term.slice(0, cut));
      const right = stemsOfWord(term.slice(cut));
      const [first, second] = [left[0], right[0]];
      return left.length === 1 && right.length === 1 && first && second
        ? [[first, second] as const]
        : [];
    });
}
