import { expect, test } from 'vitest';
import { passagesOf } from '../../src/corpus/passages.js';
import { readText } from '../../src/corpus/text-reader.js';

test('each body paragraph is a passage under its headline; dateline and byline are none', () => {
  const article = readText('a', 'تیتر خبر\n\nتهران-ایرنا\n\nمتن یک.\n\nمتن دو.\n\nمریم رضایی');
  expect(passagesOf(article).map(({ paragraph, text, title }) => [paragraph, text, title])).toEqual(
    [
      [2, 'متن یک.', 'تیتر خبر'],
      [3, 'متن دو.', 'تیتر خبر'],
    ],
  );
});

test('the headline is a passage where it is all there is', () => {
  expect(
    passagesOf(readText('a', 'زلزله در کرمان')).map(({ paragraph, text }) => [paragraph, text]),
  ).toEqual([[0, 'زلزله در کرمان']]);
});

test('a long paragraph is cut between sentences, and every passage stands in it at its place', () => {
  const sentence = 'نمایندگان دو کشور درباره گسترش همکاری های اقتصادی و تجاری گفت و گو کردند. ';
  const paragraph = sentence.repeat(60).trim();
  const passages = passagesOf(readText('a', `تیتر\n\n${paragraph}`));
  expect(passages.length).toBeGreaterThan(2);
  for (const { start, end, text } of passages) {
    expect(paragraph.slice(start, end)).toBe(text);
    expect(text.endsWith('.')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(1400);
  }
  expect(passages.map(({ text }) => text).join(' ')).toBe(paragraph);
});

test('a paragraph that is one endless word loses nothing and splits no surrogate pair', () => {
  const paragraph = '😀'.repeat(2000);
  const passages = passagesOf(readText('a', `تیتر\n\n${paragraph}`));
  expect(passages.map(({ text }) => text).join('')).toBe(paragraph);
  for (const { text } of passages) expect(text.isWellFormed()).toBe(true);
});
