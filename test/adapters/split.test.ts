import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from '../../adapters/split.js';

const within = (limit: number) => (part: string) => part.length <= limit;
const withoutSpace = (text: string) => text.replace(/\s+/gu, '');

test('a text that fits stays whole, also an empty one', () => {
  expect(splitText('متن کوتاه.', within(100))).toEqual(['متن کوتاه.']);
  expect(splitText('', within(100))).toEqual(['']);
});

test('a text is cut between paragraphs before sentences, between sentences before words', () => {
  const paragraphs = `${'الف '.repeat(10).trim()}.\n\n${'ب '.repeat(20).trim()}.`;
  expect(splitText(paragraphs, within(60))[0]).toBe(`${'الف '.repeat(10).trim()}.`);
  const sentence = 'این جمله درباره نشست است.';
  expect(splitText(`${sentence} ${sentence} ${sentence}`, within(60))).toEqual([
    `${sentence} ${sentence}`,
    sentence,
  ]);
  expect(splitText('یک دو سه چهار پنج', within(8))).toEqual(['یک دو سه', 'چهار پنج']);
});

test('a marker stays whole and with the words before it', () => {
  for (let limit = 12; limit < 60; limit += 1) {
    const parts = splitText('نشست در مسکو برگزار شد. [12] واکسن تحویل شد. [13]', within(limit));
    for (const part of parts) {
      expect(part).not.toMatch(/^\s*\[|\[\d*$|^\d*\]/u);
    }
  }
});

test('every marker stays whole, also where many follow an endless word', () => {
  const word = fc
    .integer({ min: 1, max: 40 })
    .chain((length) => fc.constantFrom('x', 'ن', 'e\u0301').map((letter) => letter.repeat(length)));
  const marker = fc.integer({ min: 1, max: 130 }).map((number) => `[${number}]`);
  const isolated = marker.map((text) => `\u2068${text}\u2069`);
  const accented = marker.map((text) => `${text}\u0301`);
  const text = fc
    .array(fc.tuple(fc.oneof(word, marker, isolated, accented), fc.constantFrom('', ' ', '\n')), {
      maxLength: 20,
    })
    .map((pieces) => pieces.flat().join('').trim());
  const markersOf = (part: string) => part.match(/\[\d{1,3}\]/gu) ?? [];
  fc.assert(
    fc.property(text, fc.integer({ min: 12, max: 40 }), (whole, limit) => {
      const parts = splitText(whole, within(limit));
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
      expect(parts.flatMap(markersOf)).toEqual(markersOf(whole));
    }),
    {
      numRuns: 500,
      examples: [[`${'x'.repeat(30)} [1] [2] [3] [4]`, 12]],
    },
  );
});

test('parts fit, and nothing is lost but white space between them', () => {
  const word = fc.constantFrom(
    'سوریه',
    'روسیه.',
    'می‌شود؛',
    '[1]',
    '\n\n',
    '\n',
    '😀',
    'e\u0301',
    '؟',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 120 }), (whole, limit) => {
      const parts = splitText(whole, within(limit));
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
      expect(withoutSpace(parts.join(''))).toBe(withoutSpace(whole));
    }),
    { numRuns: 500 },
  );
});

test('an endless word is cut, but no surrogate pair is', () => {
  const parts = splitText('😀'.repeat(100), within(33));
  expect(parts.join('')).toBe('😀'.repeat(100));
  for (const part of parts) expect(part.isWellFormed()).toBe(true);
});

test('ten thousand combining marks are cut somewhere', () => {
  const parts = splitText(`e${'\u0301'.repeat(10_000)}`, within(2000));
  expect(parts.join('')).toBe(`e${'\u0301'.repeat(10_000)}`);
});

test('a text without end is cut without looking at all that is left for each part', () => {
  const text = 'رئیس جمهور سوریه در مسکو با ولادیمیر پوتین دیدار کرد. '.repeat(6_000);
  let seen = 0;
  const parts = splitText(text, (part) => {
    seen += part.length;
    return part.length <= 4_000;
  });
  expect(parts.length).toBeGreaterThan(75);
  expect(seen).toBeLessThan(50 * text.length);
});
