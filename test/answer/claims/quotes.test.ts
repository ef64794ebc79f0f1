import { describe, expect, test } from 'vitest';
import { standingQuotes } from '../../../src/answer/claims/quotes.js';
import { passage } from '../../support/passage.js';

const SYRIA = passage(
  'وی افزود: تلاش هاي مشترك ما به آزادسازی بیشتر سرزمین های سوریه منجر شد. دولت سوریه کنترل 90 درصد ' +
    'خاک این کشور را در اختیار دارد. در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است.',
  { id: 7, start: 40 },
);
const OTHER = passage('دو طرف درباره همکاری‌های اقتصادی گفت‌وگو کردند.', { id: 8 });

function quotesOf(quote: string, n = 1): readonly string[] {
  const claim = { sentence: 'جمله', evidence: [{ n, quote }] };
  return standingQuotes([SYRIA, OTHER], claim).map((found) => {
    const { passage: from, start, end } = found;
    expect(from.text.slice(start - from.start, end - from.start)).toBe(found.quote);
    return found.quote;
  });
}

const CONTROL = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد.';
const JOINT = 'وی افزود: تلاش هاي مشترك ما به آزادسازی بیشتر سرزمین های سوریه منجر شد.';

describe('a quote stands, whatever it is typed like, and is shown as a whole sentence of the original', () => {
  test.each([
    ['to the letter', 'کنترل 90 درصد خاک این کشور', CONTROL],
    ['digits of other keyboards', 'کنترل ۹۰ درصد خاک این کشور', CONTROL],
    ['half-spaces and Persian letters', 'تلاش‌های مشترک ما به آزادسازی', JOINT],
    ['spaces lost', 'تلاشهای مشترک ما به آزادسازی', JOINT],
    ['in quotation marks', '«دولت سوریه، کنترل 90 درصد خاک»', CONTROL],
    ['diacritics', 'کُنترلِ 90 درصد خاک', CONTROL],
    ['short, but only once', '90 درصد', CONTROL],
    ['an ellipsis in one sentence', 'دولت سوریه ... را در اختیار دارد', CONTROL],
    ['an ellipsis as one sign', 'دولت سوریه […] را در اختیار دارد', CONTROL],
    ['neighbouring sentences as one', 'سوریه منجر شد. دولت سوریه کنترل', `${JOINT} ${CONTROL}`],
  ])('%s', (_name, quote, shown) => {
    expect(quotesOf(quote)).toEqual([shown]);
  });

  test('an ellipsis over a sentence shows what it stands for', () => {
    const parts = quotesOf('آزادسازی بیشتر سرزمین های سوریه … حجم تجارت 3.5 برابر');
    expect(parts).toEqual([JOINT, 'در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است.']);
  });
});

describe('a quote does not stand', () => {
  test.each([
    ['that was invented', 'دولت سوریه کنترل همه کشور را در اختیار دارد'],
    ['with another number', 'کنترل 95 درصد خاک این کشور'],
    ['with another decimal', 'حجم تجارت 35 برابر افزایش'],
    ['of another passage', 'دو طرف درباره همکاری‌های اقتصادی گفت‌وگو کردند'],
    ['whose parts stand in another order', 'را در اختیار دارد ... دولت سوریه کنترل'],
    ['of which a part is missing', 'دولت سوریه ... در دست گرفته است'],
    ['too short to tell anything', 'را'],
    ['without words', '…'],
    ['empty', ''],
    ['that stands in two places and is short', 'سوریه'],
  ])('%s', (_name, quote) => {
    expect(quotesOf(quote)).toEqual([]);
  });

  test('of a passage that is not there', () => {
    for (const n of [0, 3, -1, 1.5, Number.NaN])
      expect(quotesOf('کنترل 90 درصد خاک', n)).toEqual([]);
  });
});
