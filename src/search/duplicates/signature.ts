import type { Article } from '../../corpus/article.js';
import { MostanadError } from '../../errors.js';
import { isEverydayWord } from '../../language/everyday-words.js';
import { factOf } from '../../language/facts.js';
import { termsOf } from '../../language/terms.js';

/** What a term tells of which story it is: an everyday word, a rarer word or name, a fact. */
export const KIND = { word: 0, name: 1, fact: 2 } as const;

/**
 * An article's terms in order, each a hash of 30 bits over 2 bits of its {@link KIND}. It is all
 * that telling one story from another needs.
 */
export type Signature = Uint32Array;

/** A story is told by its beginning: what comes after so many terms is left out. */
const MOST_TERMS = 1000;
/** The beginning of a paragraph that surely holds them, in UTF-16 units: no more of it is looked at. */
const BEGINNING = 100_000;
/** A body as short as this («تصاویر این دیدار») says too little without its headline. */
const SHORT_BODY = 30;

/** Written apart, the day's number would count as one («سه شنبه», «پنج‌شنبه»). */
const SPLIT_WEEKDAY = /([یي][کك]|دو|سه|چهار|پنج)[\s\u200c]+(?=شنبه)/gu;

/** The signature of an article: of its body, as a headline changes with each editor. */
export function signatureOf({ title, blocks }: Pick<Article, 'title' | 'blocks'>): Signature {
  const body = blocks.filter(({ role }) => role === 'body');
  const terms: string[] = [];
  for (const { text } of body) {
    for (const term of storyTerms(text)) terms.push(term);
    if (terms.length >= MOST_TERMS) break;
  }
  const all = terms.length < SHORT_BODY ? [...terms, ...storyTerms(title)] : terms;
  return Uint32Array.from(all.slice(0, MOST_TERMS), signTerm);
}

/** A signature as it is stored: four bytes a term, little-endian. */
export function signatureToBytes(signature: Signature): Buffer {
  const bytes = Buffer.alloc(signature.length * 4);
  signature.forEach((term, at) => void bytes.writeUInt32LE(term, at * 4));
  return bytes;
}

/** @throws MostanadError `storage` where the bytes are no signature */
export function signatureFromBytes(bytes: Uint8Array): Signature {
  if (bytes.length % 4 !== 0) {
    const what = `a story's signature has ${bytes.length} bytes, which 4 does not divide`;
    throw new MostanadError('storage', what);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(at * 4, true));
}

/** The kind of a signature's term. */
export function kindOf(signed: number): number {
  return signed & 3;
}

function storyTerms(text: string): readonly string[] {
  return termsOf(text.slice(0, BEGINNING).replace(SPLIT_WEEKDAY, '$1'));
}

function signTerm(term: string): number {
  const fact = factOf(term);
  const kind = fact !== null ? KIND.fact : isEverydayWord(term) ? KIND.word : KIND.name;
  return ((fnv1a(fact ?? term) & ~3) | kind) >>> 0;
}

/** FNV-1a of 32 bits (Fowler, Noll, Vo) over UTF-16 units, stirred as in MurmurHash3's end. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return stir(hash);
}

/** MurmurHash3's finaliser (Appleby, public domain): every bit of the input moves every other. */
export function stir(hash: number): number {
  let stirred = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  stirred = Math.imul(stirred ^ (stirred >>> 13), 0xc2b2ae35);
  return (stirred ^ (stirred >>> 16)) >>> 0;
}
