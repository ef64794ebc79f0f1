import { labelBlocks, splitBlocks } from '../../src/corpus/blocks.js';
import { passagesOf, withContext } from '../../src/corpus/passages.js';
import { type NewsRow, paragraphsOf, type QuestionRow, readRows } from '../../training/data.js';
import { pick, type Random, seededRandom } from '../stories/random.js';

/** One word in so many of a copy is another article's, so that its passages are no one's twins. */
const KEPT_WORDS = 4;
const WORD = /\p{L}[\p{L}\p{M}\u200c]*/gu;

/** Articles for a large index: PQuAD's titles, news, and copies of the news with other words. */
export interface ScaleCorpus {
  readonly encyclopedia: readonly NewsRow[];
  readonly news: readonly NewsRow[];
  readonly copies: readonly NewsRow[];
}

/**
 * PQuAD validation (titles as articles), the news, and copies of the news in turn until there are
 * `passages` passages. In a copy every fourth word, at random, is one drawn from all words of the
 * news, so that frequent words stay frequent, and every digit another. The same each time.
 */
export function scaleCorpus(data: string, passages: number): ScaleCorpus {
  const news = ['fars', 'varzesh3'].flatMap((name) => readRows<NewsRow>(data, `news/${name}`));
  const titles = encyclopedia(data);
  const words = news.flatMap(({ text }) => text.match(WORD) ?? []);
  const random = seededRandom(1);
  const copies: NewsRow[] = [];
  let count = [...titles, ...news].reduce((sum, row) => sum + passageTexts(row).length, 0);
  for (let turn = 1; count < passages; turn += 1) {
    for (const { id, title, text } of news) {
      if (count >= passages) break;
      const change = (original: string) => exchanged(original, words, random);
      const copy = { id: `${id}-${turn}`, title: change(title), text: change(text) };
      copies.push(copy);
      count += passageTexts(copy).length;
    }
  }
  return { encyclopedia: titles, news, copies };
}

/** An article's passages as they are encoded. */
export function passageTexts({ id, title, text }: NewsRow): readonly string[] {
  const blocks = labelBlocks(title, splitBlocks(text));
  const facts = { id, title, date: null, source: null, url: null, category: null };
  return passagesOf({ ...facts, blocks }).map(withContext);
}

function encyclopedia(data: string): readonly NewsRow[] {
  const rows = readRows<QuestionRow>(data, 'qa/pquad-validation');
  return [...new Set(rows.map(({ title }) => title))].map((title) => {
    const paragraphs = paragraphsOf(rows.filter((row) => row.title === title));
    return { id: title, title, text: paragraphs.map(oneBlock).join('\n\n') };
  });
}

/** A blank line inside a paragraph would make it two. */
function oneBlock(paragraph: string): string {
  return paragraph.replace(/\s*\n\s*/gu, ' ').trim();
}

function exchanged(text: string, words: readonly string[], random: Random): string {
  return text
    .replace(WORD, (word) => (random() * KEPT_WORDS < 1 ? pick(random, words) : word))
    .replace(/[0-9٠-٩۰-۹]/gu, (digit) => {
      const zero = (digit.codePointAt(0) ?? 0) & ~0xf;
      return String.fromCodePoint(zero + Math.floor(random() * 10));
    });
}
