import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeWords } from '../../src/language/whole-words.js';

/** The span of `part` in `text`, brought to whole words. */
function whole(text: string, part: string): string {
  const start = text.indexOf(part);
  const span = wholeWords(text, { start, end: start + part.length });
  return text.slice(span.start, span.end);
}

describe('words come out whole, without the marks around them', () => {
  test.each([
    ['در سوچی، آستانه و ژنو', 'چی، آستا', 'سوچی، آستانه'],
    ['آن کتاب‌هایشان را برد', 'هایشان', 'کتاب‌هایشان'],
    ['گفت: «صلح پایدار» است', '«صلح پایدار', 'صلح پایدار'],
    ['گفت: «صلح پایدار» است', '«صلح پایدار»', '«صلح پایدار»'],
    ['۹۰ درصد خاک.', 'درصد خاک.', 'درصد خاک'],
    ['3.5 برابر شد', '3.5 برا', '3.5 برابر'],
    ['رشد ۹۰٪ بود', '۹۰٪', '۹۰٪'],
    ['وزیر (فیصل مقداد) آمد', '(فیصل مقداد', 'فیصل مقداد'],
  ])('%s: %s', (text, part, expected) => expect(whole(text, part)).toBe(expected));
});

test('a span of nothing but marks stays as it is', () => {
  expect(wholeWords('یک ... دو', { start: 3, end: 6 })).toEqual({ start: 3, end: 6 });
});

test('whatever the text, the span stays within it and is not empty', () => {
  const text = fc.string({
    unit: fc.constantFrom('س', 'ل', ' ', '«', '»', '،', '(', ')', '\u200c'),
  });
  fc.assert(
    fc.property(text, fc.nat(20), fc.integer({ min: 1, max: 20 }), (given, start, length) => {
      fc.pre(start + length <= given.length);
      const span = wholeWords(given, { start, end: start + length });
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(given.length);
      expect(span.end).toBeGreaterThan(span.start);
    }),
  );
});
