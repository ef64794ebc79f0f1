import { Tokenizer } from '@huggingface/tokenizers';
import type { Pack } from './pack.js';

/** Turns a text into token ids, without special tokens. */
export type Tokenize = (text: string) => readonly number[];

/**
 * The pack's tokenizer: its normaliser is a table of code points (pack.json's charmap), applied
 * before the unigram model.
 *
 * @param json - the content of tokenizer.json
 */
export function createTokenizer(pack: Pick<Pack, 'charmap'>, json: string): Tokenize {
  const tokenizer = new Tokenizer(JSON.parse(json), {});
  const charmap = new Map(Object.entries(pack.charmap));
  return (text) => {
    const mapped = Array.from(text.toWellFormed(), (char) => charmap.get(char) ?? char).join('');
    const clean = mapped.replace(/ {2,}/g, ' ').replace(/^ | $/g, '');
    return clean === '' ? [] : tokenizer.encode(clean, { add_special_tokens: false }).ids;
  };
}
