import { describe, expect, test } from 'vitest';
import { standingQuotes } from '../../../src/answer/claims/quotes.js';
import { isToldPlainly, withSpeaker } from '../../../src/answer/claims/within-quotation.js';
import { passage } from '../../support/passage.js';

const KILLED = 'فرمانده لشکر چهارم در درعا کشته شد.';
const KILLED_EN = 'The commander of the fourth division was killed in Daraa.';

function quoteIn(text: string, quote: string) {
  const claim = { sentence: quote, evidence: [{ n: 1, quote }] };
  const [found] = standingQuotes([passage(text, { start: 30 })], claim);
  if (found === undefined) throw new Error(`no quote: ${text}`);
  return found;
}

describe('what another claims is not told by the article', () => {
  test.each([
    [`جولانی مدعی شد: «ارتش سوریه فرو پاشید. ${KILLED} مردم به ما پیوستند.»`, KILLED],
    [`شایعه شده بود که «ارتش فرو پاشید. ${KILLED} شهر سقوط کرد.»`, KILLED],
    [`وی گفت: «ارتش فرو پاشید. ${KILLED} شهر سقوط کرد» اما ارتش این را رد کرد.`, KILLED],
    [`Jolani claimed: "The army collapsed. ${KILLED_EN} The city fell."`, KILLED_EN],
    [
      'زعم الجولاني: «انهار الجيش. قتل قائد الفرقة الرابعة في درعا. سقطت المدينة.»',
      'قتل قائد الفرقة الرابعة في درعا',
    ],
  ])('%s', (text, quote) => {
    expect(isToldPlainly(quoteIn(text, quote))).toBe(false);
  });
});

describe('what is plainly said, or said in the article itself, is', () => {
  test.each([
    [`وی افزود: «ارتش فرو پاشید. ${KILLED} شهر سقوط کرد.»`, KILLED],
    [`«ارتش فرو پاشید. ${KILLED} شهر سقوط کرد.»`, KILLED],
    [`روزنامه «الوطن» نوشت. ${KILLED} «دمشق» آرام است.`, KILLED],
    [`The minister said: "The army collapsed. ${KILLED_EN} The city fell."`, KILLED_EN],
  ])('%s', (text, quote) => {
    expect(isToldPlainly(quoteIn(text, quote))).toBe(true);
  });
});

test('a quote within a quotation is shown with who says it', () => {
  const text = `وی افزود: «ارتش فرو پاشید. ${KILLED} شهر سقوط کرد.»`;
  const shown = withSpeaker(quoteIn(text, KILLED));
  expect(shown.quote).toBe(text);
  expect([shown.start, shown.end]).toEqual([30, 30 + text.length]);
});
