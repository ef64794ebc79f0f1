import { expect, test } from 'vitest';
import { sentencesAround, withWhoSaysIt } from '../../src/answer/sentences-around.js';
import { sentences } from '../../src/language/sentences.js';

/** What is quoted of a text for words of it that answer. */
function quoteOf(text: string, words: string): string {
  const start = text.indexOf(words);
  const all = sentences(text);
  const around = sentencesAround(all, { start, end: start + words.length });
  const quoted = withWhoSaysIt(text, all, around);
  return text.slice(quoted.start, quoted.end);
}

const CLAIM =
  'ابومحمد جولانی مدعی شد: «ارتش سوریه فرو پاشید. فرمانده لشکر چهارم در درعا کشته شد. مردم به ما پیوستند.»';
const DENIAL = 'وزارت دفاع این سخنان را دروغ محض خواند.';

test('a sentence within a quotation is said with who claims it, and no further', () => {
  const text = `دیروز در درعا جنگ بود. ${CLAIM} ${DENIAL}`;
  expect(quoteOf(text, 'فرمانده لشکر چهارم')).toBe(CLAIM);
  expect(quoteOf(text, 'ارتش سوریه')).toBe(CLAIM);
  expect(quoteOf(text, 'وزارت دفاع')).toBe(DENIAL);
  expect(quoteOf(text, 'جنگ')).toBe('دیروز در درعا جنگ بود.');
});

test('a sentence within a quotation is said with the denial that follows it', () => {
  const text = 'ادعای «ارتش فرو پاشید. مردم به ما پیوستند!» را وزارت دفاع رد کرد. جنگ تمام شد.';
  expect(quoteOf(text, 'ارتش')).toBe(text.replace(' جنگ تمام شد.', ''));
  const english = '“The army fell. The people joined us,” the rebels claimed. The war is over.';
  expect(quoteOf(english, 'army')).toBe(english.replace(' The war is over.', ''));
  const arabic =
    'زعم الجولاني: "انهار الجيش. قتل القائد في درعا. انضم الناس إلينا." ونفت الوزارة ذلك.';
  expect(quoteOf(arabic, 'القائد')).toContain('زعم الجولاني');
});

test('a quotation within a quotation is said with both who say it', () => {
  const text = 'وی گفت: «خبرها بد است. داعش ادعا کرد: «شهر سقوط کرد. ارتش رفت.» این دروغ است.»';
  expect(quoteOf(text, 'ارتش رفت')).toBe(text);
});

test('a long quotation is said from its opening, and not to its end', () => {
  const rest = 'مردم با شور و شوق بسیار به ما پیوستند و شهر را آذین بستند. '.repeat(15).trim();
  const text = `جولانی مدعی شد: «ارتش فرو پاشید. فرمانده در درعا کشته شد. ${rest}»`;
  expect(quoteOf(text, 'درعا')).toBe('جولانی مدعی شد: «ارتش فرو پاشید. فرمانده در درعا کشته شد.');
  expect(quoteOf(text, 'آذین بستند.»')).toBe(text);
});

test('a paragraph that is all quotation is said sentence by sentence', () => {
  for (const [opening, closing] of [
    ['«', '»'],
    ['«', ''],
    ['', '»'],
    ['"', ''],
    ['', '"'],
  ]) {
    const text = `${opening}ارتش سوریه پیروز شد. شهر تدمر آزاد است. مردم بازگشتند.${closing}`;
    expect(quoteOf(text, 'تدمر')).toBe('شهر تدمر آزاد است.');
  }
});

test('a quotation that nothing closes is said from its opening', () => {
  const text = 'جولانی مدعی شد: «ارتش فرو پاشید. فرمانده در درعا کشته شد. مردم پیوستند.';
  expect(quoteOf(text, 'درعا')).toBe('جولانی مدعی شد: «ارتش فرو پاشید. فرمانده در درعا کشته شد.');
});
