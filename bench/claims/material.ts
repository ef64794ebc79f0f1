import { crc32 } from 'node:zlib';
import { splitBlocks } from '../../src/corpus/blocks.js';
import { sentences } from '../../src/language/sentences.js';
import type { StoredPassage } from '../../src/search/engine.js';
import { type NewsRow, type QuestionRow, readRows } from '../../training/data.js';

/** An article's paragraphs as passages, in order. */
export interface Source {
  readonly id: string;
  readonly passages: readonly StoredPassage[];
}

/** Articles are fitted on or tested with, never both. */
export function isForTesting(id: string): boolean {
  return crc32(id) % 2 === 1;
}

/** News articles with two paragraphs and more, and the paragraphs of encyclopedia articles. */
export function readSources(data: string): readonly Source[] {
  const news = ['news/fars', 'news/varzesh3'].flatMap((name) => readRows<NewsRow>(data, name));
  const articles = news.map(({ id, title, text }) => sourceOf(id, title, splitBlocks(text)));
  return [...articles, ...encyclopedia(data)];
}

function encyclopedia(data: string): readonly Source[] {
  const byTitle = new Map<string, Set<string>>();
  for (const { title, paragraph_text } of readRows<QuestionRow>(data, 'qa/pquad-validation')) {
    const texts = byTitle.get(title) ?? new Set();
    byTitle.set(title, texts.add(paragraph_text.replace(/\s*\n\s*/gu, ' ').trim()));
  }
  return [...byTitle].map(([title, texts]) => sourceOf(title, title, [...texts]));
}

/** The paragraphs of XQuAD in English and Arabic, each by the id of its first question. */
export function readForeign(data: string): readonly Source[] {
  return ['qa/xquad-en', 'qa/xquad-ar'].flatMap((name) => {
    const seen = new Map<string, QuestionRow>();
    for (const row of readRows<QuestionRow>(data, name)) {
      if (!seen.has(row.paragraph_text)) seen.set(row.paragraph_text, row);
    }
    return [...seen.values()].map(({ id, paragraph_text }) => sourceOf(id, '', [paragraph_text]));
  });
}

let passages = 0;

function sourceOf(id: string, title: string, texts: readonly string[]): Source {
  return {
    id,
    passages: texts.map((text, paragraph) => {
      passages += 1;
      const place = { articleId: id, paragraph, start: 0, end: text.length };
      const about = { title, speaker: null, date: null, source: null, url: null };
      return { id: passages, text, ...place, ...about };
    }),
  };
}

/** Sentences of a passage that say something by themselves: with a verb, neither short nor endless. */
export function tellingSentences({ text }: StoredPassage): readonly string[] {
  return sentences(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter(
      (sentence) =>
        sentence.length > 50 &&
        sentence.length < 320 &&
        /(?:د|ند|ت|است|ست|رد|ود)[.؟!]?$/u.test(sentence) &&
        !/[؟?]/u.test(sentence),
    );
}

/**
 * A generator of numbers below 1, the same for the same seed (mulberry32). Not that of stories/random.ts: with
 * its draws the figures of README.md were measured and the weights of claims/support.ts fitted.
 */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
