import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/language/normalize.js';
import { analyze, indexText, queryTerms, splitCandidates } from '../../src/language/terms.js';
import { anyText } from './texts.js';

const termsOf = (text: string): readonly string[] => analyze(text).map((term) => term.text);

describe('analyze', () => {
  it.each([
    [['کتاب', 'کتاب‌ها', 'کتاب ها', 'کتابها', 'كتابهاي', 'کتاب‌هایی', 'کتاب هایشان', 'کتابهایشان']],
    [['شناخت', 'می‌شناسد', 'می شناسد', 'میشناسد', 'نمی‌شناسد', 'نمي شناسد', 'نمیشناسد']],
    [['یافت', 'یافته‌اند', 'یافته اند', 'یافتهاند', 'یافته‌ایم', 'می‌یابند', 'نیافته']],
    [['پیوست', 'پیوستند', 'می‌پیوندد', 'میپیوندد', 'بپیوندند', 'نپیوسته‌اند']],
    [['بازگشت', 'بازمی‌گردد', 'باز می‌گردد', 'باز می گردد', 'بازمیگردد', 'بازنگشته']],
    [['بزرگ', 'بزرگ‌تر', 'بزرگ تر', 'بزرگتر', 'بزرگ‌ترین', 'بزرگ ترین', 'بزرگترین']],
    [['خانه', 'خانه‌ی', 'خانه ی', 'خانۀ', 'خانهٔ', 'خانه‌ای', 'خانهای', 'خانه‌هایشان', 'خانههایشان']],
    [['کشور', 'کشورهایی', 'کشورش', 'کشور‌شان', 'کشوری']],
    [['منطقه', 'منطقه‌ای', 'منطقه ای', 'منطقهای', 'مناطق']],
    [['بین‌المللی', 'بین المللی', 'بینالمللی', 'بین الملل']],
    [['غیرقانونی', 'غیر قانونی', 'غیر‌قانونی']],
    [['ضدتروریسم', 'ضد تروریسم', 'ضد‌تروریسم']],
    [['نماینده', 'نمایندگان', 'نماینده‌ها', 'نماینده‌ی']],
    [['مسئول', 'مسئولان', 'مسؤولین', 'مسوولان']],
    [['دانشجو', 'دانشجوی', 'دانشجویان', 'دانشجویی', 'دانشجوها']],
    [['سوریه', 'سورية', 'السورية', 'والسورية', 'سوری']],
    [['3.5', '۳٫۵', '۳.۵', '۳/۵']],
    [['12543', '12,543', '۱۲٬۵۴۳', '۱۲،۵۴۳']],
    [['90', '۹۰', '90%', '٪۹۰', '٩٠']],
    [['running', 'runs', 'RUN']],
  ])('gives the spellings %j the same terms', (spellings) => {
    const [first, ...others] = spellings.map(termsOf);
    expect(first).not.toEqual([]);
    for (const other of others) expect(other).toEqual(first);
  });

  it('leaves words alone that only look inflected', () => {
    const words =
      'میدان ایران تهران زمان جهان درمان باران سازمان دختر دکتر دفتر ارتش پوتین فلسطین بازی مردم روند';
    expect(termsOf(words)).toEqual(words.split(' '));
  });

  it('keeps apart words that careless stemming would merge', () => {
    for (const [one, other] of [
      ['میدان', 'دان'],
      ['بازی', 'باز'],
      ['ماهی', 'ماه'],
      ['کشتی', 'کشت'],
      ['تنها', 'تن'],
      ['امارات', 'آمار'],
      ['مردم', 'مرد'],
      ['رئیسی', 'رئیس'],
      ['صدام', 'صدا'],
      ['کارت', 'کار'],
      ['الان', 'ان'],
      ['منطقه', 'منطق'],
      ['هفته', 'هفت'],
      ['نبرد', 'برد'],
    ] as const) {
      expect(termsOf(one), one).not.toEqual(termsOf(other));
    }
  });

  it('drops stop words and affixes that stand alone, and no May', () => {
    expect(termsOf('این کتاب ها را در ۱۴ می به او دادند')).toEqual(['کتاب', '14', 'می', 'داد']);
  });

  it('writes a decimal as one term of letters and digits, a date as three', () => {
    expect(termsOf('3.5 برابر')).toEqual(['3d5', 'برابر']);
    expect(termsOf('۱۴۰۰/۰۶/۲۳')).toEqual(['1400', '06', '23']);
  });

  it('points at the word in the original text', () => {
    const text = 'وی در «مُسكو»\u200f گفت: خانه‌هایشان 3.5 برابر شد.';
    const words = analyze(text).map(({ text: term, start, end }) => [term, text.slice(start, end)]);
    expect(words).toEqual([
      ['مسکو', 'مُسكو'],
      ['گفت', 'گفت'],
      ['خانه', 'خانه'],
      ['3d5', '3.5'],
      ['برابر', 'برابر'],
    ]);
  });

  it('gives terms of letters and digits that come from their own span, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { text: term, start, end } of analyze(text)) {
          expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(normalize(text.slice(start, end))).not.toBe('');
          last = start;
        }
        expect(indexText(normalize(text))).toBe(indexText(text));
      }),
    );
  });

  it.each(['1,', '.1/', 'ها', 'ه', 'a.', "a'", '\u200c', 'می '])(
    'takes %j two hundred thousand times',
    (piece) => {
      expect(() => analyze(piece.repeat(200_000))).not.toThrow();
    },
  );

  it('takes a half-space between two words like a space', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('رئیس', 'جمهور', 'کتاب', 'ها', 'می', 'شود', 'بین', 'الملل', 'تر')),
        (words) => {
          expect(indexText(words.join('\u200c'))).toBe(indexText(words.join(' ')));
        },
      ),
    );
  });
});

describe('queryTerms', () => {
  it('offers the spelling joined with a neighbour', () => {
    const [first, second] = queryTerms('رئیس جمهور');
    expect(first?.alternatives).toEqual(['رییسجمهور']);
    expect(second?.alternatives).toEqual(['رییسجمهور']);
    expect(termsOf('رئیسجمهور')).toEqual(['رییسجمهور']);
  });

  it('offers no joined spelling over a mark or a stop word', () => {
    expect(queryTerms('سوریه، روسیه و پوتین').flatMap((term) => term.alternatives)).toEqual([]);
  });

  it('offers the Persian ending of an Arabic word', () => {
    expect(queryTerms('الحكومة')).toEqual([
      { term: 'حکومه', start: 0, end: 7, alternatives: ['حکومت'] },
    ]);
  });
});

describe('splitCandidates', () => {
  it('offers the two words of a joined one as terms, even halves first', () => {
    expect(splitCandidates('رییسجمهور')).toContainEqual(['رییس', 'جمهور']);
    expect(splitCandidates('نرمافزارها')).toContainEqual(['نرم', 'افزار']);
    expect(splitCandidates('ابجد')).toEqual([['اب', 'جد']]);
  });

  it('offers nothing for what is too short to be two words', () => {
    expect(['', 'ا', 'اب', 'ابج'].flatMap(splitCandidates)).toEqual([]);
  });
});
