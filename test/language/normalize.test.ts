import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCodePoint } from '../../src/language/fold.js';
import { normalize, normalizeWithMap, originalSpan } from '../../src/language/normalize.js';
import { anyText } from './texts.js';

describe('normalize', () => {
  it.each([
    ['Arabic yeh and kaf', 'مسكو، سوريا', 'مسکو, سوریا'],
    ['teh marbuta and heh with hamza', 'دولة خانۀ خانهٔ', 'دوله خانه خانه'],
    ['hamza on its carrier', 'آمد أحمد إیران مؤثر رئیس', 'امد احمد ایران موثر رییس'],
    ['hamza on its own', 'شهداء', 'شهدا'],
    ['vowel signs, superscript alef and tatweel', 'مُحَمَّدٰ کتـــاب', 'محمد کتاب'],
    ['presentation forms', 'ﻛﺘﺎﺏ ﻻ', 'کتاب لا'],
    ['three sets of digits', '۱۲۳ ٤٥٦ 789', '123 456 789'],
    ['the Arabic decimal and thousands signs', '۳٫۵ ۱۲٬۵۴۳', '3.5 12,543'],
    ['full-width and capital letters', 'ＡＢＣ Sputnik', 'abc sputnik'],
    ['quotes and dashes', '«آری» “نه” ۱۳۹۰–۱۴۰۰', '"اری" "نه" 1390-1400'],
    ['white space', ' \t سلام \n\u00a0 دنیا ', 'سلام دنیا'],
    ['direction marks, byte order mark and U+0000', '\ufeff\u202bسلام\u200f\0\u202c', 'سلام'],
  ])('folds %s', (_, text, expected) => {
    expect(normalize(text)).toBe(expected);
  });

  it.each(['می\u200cشود', 'می\u200c\u200cشود', 'می\u200bشود', 'می¬شود', 'می\u00adشود'])(
    'takes %j for a half-space',
    (text) => {
      expect(normalize(text)).toBe('می\u200cشود');
    },
  );

  it('drops a half-space beside a space, a mark or between Latin letters', () => {
    expect(normalize('می \u200cشود\u200c. co\u00adop')).toBe('می شود. coop');
  });

  it('drops lone surrogates and keeps whole pairs', () => {
    expect(normalize('a\ud800b\udc00c 😀')).toBe('abc 😀');
  });

  it('folds every code point to what folding leaves alone', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const folded = foldCodePoint(code);
      const again = [...folded].map((part) => foldCodePoint(part.codePointAt(0) ?? 0)).join('');
      if (again !== folded) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalize(text);
        expect(normalize(once)).toBe(once);
      }),
    );
  });
});

describe('the map to the original', () => {
  it('rises from unit to unit, stays inside the text and leaves out only what was dropped', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: normalized, starts, ends } = normalizeWithMap(text);
        expect([starts.length, ends.length]).toEqual([normalized.length, normalized.length]);
        let covered = 0;
        for (let i = 0; i < normalized.length; i++) {
          const [start, end] = [starts[i] ?? -1, ends[i] ?? -1];
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
          expect(end).toBeGreaterThanOrEqual(ends[i - 1] ?? 0);
          expect(normalize(text.slice(covered, start))).toBe('');
          covered = Math.max(covered, end);
        }
        expect(covered).toBeLessThanOrEqual(text.length);
        expect(normalize(text.slice(covered))).toBe('');
      }),
    );
  });

  it('cuts a quote whose letters are the ones that were found', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const normalized = normalizeWithMap(text);
        const size = normalized.text.length + 1;
        const [from, to] = [Math.min(a % size, b % size), Math.max(a % size, b % size)];
        const span = originalSpan(normalized, from, to);
        const quote = text.slice(span.start, span.end);
        // One letter may have become several (ﷺ): the quote then holds the whole letter.
        expect(normalize(quote)).toContain(normalize(normalized.text.slice(from, to)));
      }),
    );
  });

  it('gives the typed letters with their vowel signs', () => {
    const typed = 'در مُسكوۀ\u200eَ بود';
    const normalized = normalizeWithMap(typed);
    const at = normalized.text.indexOf('مسکوه');
    const { start, end } = originalSpan(normalized, at, at + 5);
    expect(typed.slice(start, end)).toBe('مُسكوۀ');
  });

  it('takes ten thousand vowel signs on a letter', () => {
    const normalized = normalizeWithMap(`ب${'َ'.repeat(10_000)}ا`);
    expect(normalized.text).toBe('با');
    expect(originalSpan(normalized, 0, 1)).toEqual({ start: 0, end: 10_001 });
  });

  it('gives an empty span for an empty stretch and refuses one outside the text', () => {
    const normalized = normalizeWithMap('سلام');
    expect(originalSpan(normalized, 2, 2)).toEqual({ start: 2, end: 2 });
    expect(originalSpan(normalizeWithMap(''), 0, 0)).toEqual({ start: 0, end: 0 });
    expect(() => originalSpan(normalized, 0, 5)).toThrow('span 0..5 is outside');
  });
});
