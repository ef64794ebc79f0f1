import { normalizeWithMap } from '../../language/normalize.js';
import { stemsOfToken } from '../../language/stem.js';
import { isNormalizedStopWord } from '../../language/stop-words.js';
import { type Token, tokens } from '../../language/tokens.js';
import type { PhraseLanguage } from '../../phrases/phrases.js';
import { type Verb, verbsOf } from './verbs.js';

/** A mark that stands between clauses, or between a clause and an adverbial. */
export const MARK = /[،,؛;:.!?؟…()[\]–—]/u;

/** What stands behind a verb, and may behind a noun. */
const VERB_END = /^\s*(?:[،,؛;:.!?؟…()[\]–—]|و(?!\p{L}))/u;

/** Nouns that look like a verb's form. */
const NOUNS: ReadonlySet<string> = new Set(
  'نشست خرید ساخت پرداخت شناخت بازدید باخت برداشت بازداشت بازگشت سوخت دریافت درخواست کاشت کشت بافت پخت گذشت گذشته'.split(
    ' ',
  ),
);

/** The Persian verbs of a normalised text, by its tokens, but what is more often a noun. */
export function clearVerbsOf(text: string): readonly Verb[] {
  const all = tokens({ text });
  return verbsOf(all).filter(({ from, to }) => {
    // «از ترکیه باخت و …»: a noun goes on.
    const isOver = VERB_END.test(text.slice(all[to]?.end ?? text.length));
    return from < to || isOver || !NOUNS.has(all[to]?.text ?? '');
  });
}

/** The words of a text that say something by themselves. */
export function contentOf(text: string): readonly Token[] {
  return tokens(normalizeWithMap(text)).filter(isContent);
}

/** Whether a word says something by itself. */
export function isContent(token: Token): boolean {
  const all = [token.text, ...stemsOfToken(token)];
  return !all.some(isNormalizedStopWord);
}

/** Whether a text has a verb, as far as is known: only Persian ones are. */
export function hasVerb(text: string, language: PhraseLanguage): boolean {
  return language === 'fa' && clearVerbsOf(normalizeWithMap(text).text).length > 0;
}
