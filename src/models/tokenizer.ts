import { Tokenizer as UnigramTokenizer } from '@huggingface/tokenizers';
import type { Span } from '../language/span.js';
import type { Pack } from './pack.js';

/** The ids of the special pieces, as training/tokens.py numbers them. */
export const START = 0;
export const END = 2;

/** A text's tokens, without special ones, each with its place in the text (UTF-16). */
export interface Tokens {
  readonly ids: readonly number[];
  readonly places: readonly Span[];
}

export interface Tokenizer {
  readonly ids: (text: string) => readonly number[];
  readonly tokens: (text: string) => Tokens;
}

/**
 * The pack's tokenizer: letters are composed, then mapped by a table of code points (pack.json's
 * charmap), then cut by the unigram model. The published model's normaliser does both.
 *
 * @param json - the content of tokenizer.json
 */
export function createTokenizer(pack: Pick<Pack, 'charmap'>, json: string): Tokenizer {
  const tokenizer = new UnigramTokenizer(JSON.parse(json), {});
  const charmap = new Map(Object.entries(pack.charmap));
  const encode = (clean: string): { ids: number[]; tokens: string[] } =>
    clean === '' ? { ids: [], tokens: [] } : tokenizer.encode(clean, { add_special_tokens: false });
  return {
    ids: (text) => encode(align(text, charmap).clean).ids,
    tokens(text) {
      const { clean, origins } = align(text, charmap);
      const { ids, tokens } = encode(clean);
      // The pieces together spell the clean text after one space mark.
      let at = -1;
      const places = tokens.map((token) => {
        const from = Math.max(0, at);
        at += token.length;
        return placeOf(clean, origins, from, at);
      });
      return { ids, places };
    },
  };
}

/** A text as the model sees it: mapped by the table, runs of spaces made one, none at the ends. */
interface Aligned {
  readonly clean: string;
  /** The place in the text that each UTF-16 unit of `clean` comes from. */
  readonly origins: readonly Span[];
}

/** What is done before the table; vectors of texts that were read otherwise do not compare. */
export const COMPOSITION = 'letters with hamza, madda and accents';

/** A letter with the marks on it. */
const CLUSTER = /.[\u0300-\u036f\u0653-\u0655]*/gsu;

/** Letters written as a base and a mark («ا» and U+0653) become one, as the model has learnt them. */
function* composed(text: string): Iterable<{ readonly char: string; readonly origin: Span }> {
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const letters = cluster.length > 1 ? cluster.normalize('NFC') : cluster;
    const isComposed = letters.length < cluster.length;
    let start = index;
    for (const char of letters) {
      const end = start + char.length;
      yield {
        char,
        origin: isComposed ? { start: index, end: index + cluster.length } : { start, end },
      };
      start = end;
    }
  }
}

function align(text: string, charmap: ReadonlyMap<string, string>): Aligned {
  const units: string[] = [];
  const origins: Span[] = [];
  for (const { char, origin } of composed(text.toWellFormed())) {
    const mapped = charmap.get(char) ?? char;
    for (let unit = 0; unit < mapped.length; unit += 1) {
      if (mapped[unit] === ' ' && (units.length === 0 || units.at(-1) === ' ')) continue;
      units.push(mapped[unit] ?? '');
      origins.push(origin);
    }
  }
  if (units.at(-1) === ' ') {
    units.pop();
    origins.pop();
  }
  return { clean: units.join(''), origins };
}

/** Where a token's letters stand in the text, without the space before them; empty for a space. */
function placeOf(clean: string, origins: readonly Span[], from: number, to: number): Span {
  let first = from;
  while (first < to && clean[first] === ' ') first += 1;
  const start = origins[Math.min(first, to - 1)]?.start ?? 0;
  return { start, end: first === to ? start : (origins[to - 1]?.end ?? 0) };
}
