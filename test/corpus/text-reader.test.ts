import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/corpus/text-reader.js';
import { ROOT } from '../support/folders.js';

const seed = readText('seed', readFileSync(join(ROOT, 'corpus/seed-article.txt'), 'utf8'));

describe('an article in plain text', () => {
  test('the first block is the headline and paragraph 0', () => {
    expect(seed.title).toMatch(/^برگزاری اجلاس سران سوریه و روسیه/);
    expect(seed.blocks[0]).toEqual({ paragraph: 0, role: 'headline', text: seed.title });
  });

  test('a place-agency line is no paragraph to answer from, and names the source', () => {
    expect(seed.blocks[1]).toEqual({ paragraph: 1, role: 'dateline', text: 'مسكو-سانا' });
    expect(seed.source).toBe('سانا');
  });

  test('a closing line that is only a name is a byline', () => {
    expect(seed.blocks.at(-1)).toEqual({ paragraph: 23, role: 'byline', text: 'لینا' });
  });

  test('paragraphs are numbered by the blocks of the file', () => {
    expect(seed.blocks.map(({ paragraph }) => paragraph)).toEqual([...Array(24).keys()]);
    expect(seed.blocks[16]?.text).toContain('90 درصد خاک این کشور');
  });

  test('a paragraph keeps its letters as they are, half-spaces lost or not', () => {
    expect(seed.blocks[8]?.text).toContain('بینالمللی به نتایج قابل توجهی دست یافتهاند');
  });

  test('a last sentence that is short but ends as one stays a paragraph', () => {
    const article = readText('a', 'عنوان\n\nمتن خبر این است.\n\nجنگ تمام شد.');
    expect(article.blocks.map(({ role }) => role)).toEqual(['headline', 'body', 'body']);
  });

  test('blank lines with white space, several blank lines and a final newline separate blocks', () => {
    const article = readText('a', 'عنوان\n \t\n\nیک.\n\n\n\nدو.\n');
    expect(article.blocks.map(({ text }) => text)).toEqual(['عنوان', 'یک.', 'دو.']);
  });

  test('a file without blank lines is one paragraph, and its first line is the title', () => {
    const article = readText('a', 'تیتر خبر\nمتن خبر در سطر دوم.\nسطر سوم.');
    expect(article.title).toBe('تیتر خبر');
    expect(article.blocks).toEqual([
      { paragraph: 0, role: 'body', text: 'تیتر خبر\nمتن خبر در سطر دوم.\nسطر سوم.' },
    ]);
  });

  test('a file without text is refused', () => {
    expect(() => readText('a', ' \n\n ')).toThrow('the file has no text');
  });
});
