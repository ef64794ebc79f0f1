import { describe, expect, test } from 'vitest';
import { PLAIN, renderAnswer, renderParagraph, safeText } from '../../adapters/render.js';
import type { Answer, Citation } from '../../src/answer/schema.js';

const quote = 'واکسن Sputnik V رسید.';
const citation: Citation = {
  marker: 1,
  articleId: 'الف',
  title: 'تیتر \u202eخبر',
  source: 'سانا',
  date: '2021-09-14',
  url: 'https://example.org/a',
  paragraph: 21,
  quote,
  start: 4,
  end: 4 + quote.length,
  answer: null,
};
const answer: Answer = {
  question: 'کدام واکسن رسید؟',
  language: 'fa',
  answered: true,
  text: `${quote} [1]`,
  confidence: 0.9,
  mode: 'extractive',
  citations: [citation],
  nearest: [],
  timings: {},
};

describe('an answer in the terminal', () => {
  const shown = renderAnswer(answer, PLAIN);

  test('shows text, source, date, paragraph, address and quote', () => {
    for (const part of ['منابع', 'سانا', '2021-09-14', 'بند 21', 'https://example.org/a']) {
      expect(shown).toContain(part);
    }
  });

  test('isolates Latin names and markers inside right-to-left text', () => {
    expect(shown).toContain('\u2068Sputnik V\u2069');
    expect(shown).toContain('\u2068[1]\u2069');
  });

  test('speaks the language of the question', () => {
    expect(renderAnswer({ ...answer, language: 'en' }, PLAIN)).toContain('Sources');
    expect(renderAnswer({ ...answer, language: 'ar' }, PLAIN)).toContain('المصادر');
  });
});

test('text of an article can neither move the cursor nor turn the direction', () => {
  const hostile = 'الف\u001b[2Jب\u202eج\u0007د\nه\ud800';
  expect(safeText(hostile)).toBe('الف [2Jبج د ه ');
  const shown = renderAnswer(
    { ...answer, citations: [{ ...citation, quote: hostile, title: hostile }] },
    PLAIN,
  );
  expect(shown).not.toMatch(/[\u001b\u0007\u202e]/u);
});

test('a paragraph is shown whole, the quote marked at its place', () => {
  expect(renderParagraph(citation, `پس. ${quote} باز.`, PLAIN)).toBe(
    'پس. ⟦واکسن Sputnik V رسید.⟧ باز.',
  );
});
