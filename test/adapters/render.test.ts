import { describe, expect, test } from 'vitest';
import {
  PIPED,
  PLAIN,
  renderAnswer,
  renderParagraph,
  type Style,
  safeText,
} from '../../adapters/render.js';
import type { Answer, Citation } from '../../src/answer/schema.js';
import { isolateForDirection } from '../../src/language/direction.js';

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
  alsoReportedBy: [],
};
const answer: Answer = {
  question: 'کدام واکسن رسید؟',
  understood: null,
  filter: null,
  language: 'fa',
  answered: true,
  text: `${quote} [1]`,
  confidence: 0.9,
  mode: 'extractive',
  citations: [citation],
  nearest: [],
  timings: {},
};

test('in a pipe every quote is to the letter', () => {
  expect(renderAnswer(answer, PIPED)).toContain(quote);
  expect(renderAnswer(answer, PLAIN)).not.toContain(quote);
});

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

describe('who else reports what a source does', () => {
  const report = (source: string | null, title = 'تیتر دیگر') => ({
    articleId: 'ب',
    title,
    source,
    date: null,
    url: null,
  });
  const lastLine = (
    alsoReportedBy: Citation['alsoReportedBy'],
    language: Answer['language'] = 'fa',
  ) => {
    const citations = [{ ...citation, alsoReportedBy }];
    return renderAnswer({ ...answer, language, citations }, PLAIN)
      .split('\n')
      .at(-1)
      ?.trim();
  };

  test('is said in a line of the question’s language, by source or else by title', () => {
    expect(lastLine([report('ایسنا')])).toBe('همین خبر را یک منبع دیگر هم گزارش کرده است: ایسنا');
    const two = [report('ایسنا'), report(null, 'سد گشایش یافت')];
    expect(lastLine(two)).toBe('همین خبر را 2 منبع دیگر هم گزارش کرده‌اند: ایسنا، سد گشایش یافت');
    expect(lastLine(two, 'ar')).toBe('نشرت الخبر نفسه مصادر أخرى (2): ایسنا، سد گشایش یافت');
    expect(lastLine([report('ISNA'), report('IRNA')], 'en')).toBe(
      'also reported by 2 others: ISNA, IRNA',
    );
  });

  test('names each source once, three at most, and the cited one not', () => {
    const many = ['ایسنا', 'ایسنا ', 'سانا', 'ایرنا', 'مهر', 'فارس'].map((name) => report(name));
    expect(lastLine(many)).toBe('همین خبر را 4 منبع دیگر هم گزارش کرده‌اند: ایسنا، ایرنا، مهر …');
    expect(lastLine([report('سانا')])).toContain('Sputnik');
  });

  test('can neither move the cursor, turn the direction nor fill the screen', () => {
    const line = lastLine([report(`الف\u001b[2J\u202e\n${'ب'.repeat(5000)}`)]) ?? '';
    expect(line).not.toMatch(/[\u001b\u202e]/u);
    expect(line.length).toBeLessThan(200);
  });
});

test('a line separator breaks no line, and a heap of marks covers no other line', () => {
  const hostile = `الف\u2028ب\u2029ج${'\u0301'.repeat(5000)}`;
  expect(safeText(hostile)).toBe(`الف ب ج${'\u0301'.repeat(8)}`);
  expect(safeText('قُرآنِ کَریم، مُدَرِّسٌ')).toBe('قُرآنِ کَریم، مُدَرِّسٌ');
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

describe('the words that answer, in the list of sources', () => {
  const STYLED: Style = {
    isPlain: false,
    ordered: isolateForDirection,
    strong: (text) => `<s>${text}</s>`,
    faint: (text) => `<f>${text}</f>`,
    marked: (text) => `<m>${text}</m>`,
  };
  /** The last line of a source: its quote. */
  const quoteLine = (words: string, style: Style, given: Partial<Citation> = {}) => {
    const start = citation.start + (given.quote ?? quote).indexOf(words);
    const cited = { ...citation, answer: { start, end: start + words.length }, ...given };
    return renderAnswer({ ...answer, citations: [cited] }, style)
      .split('\n')
      .at(-1)
      ?.trim();
  };

  test('are in brackets without styles, strong beside the faint rest with them', () => {
    expect(quoteLine('واکسن', PLAIN)).toBe('«⟦واکسن⟧ \u2068Sputnik V\u2069 رسید.»');
    expect(quoteLine('واکسن', STYLED)).toBe(
      '<f>«</f><s>واکسن</s><f> \u2068Sputnik V\u2069 رسید.»</f>',
    );
  });

  test('keep the direction that the quote has with them, Latin within and at their ends', () => {
    expect(quoteLine('Sputnik V', PLAIN)).toBe('«واکسن \u2068⟦Sputnik V⟧\u2069 رسید.»');
    expect(quoteLine('V', PLAIN)).toBe('«واکسن \u2068Sputnik ⟦V⟧\u2069 رسید.»');
    expect(quoteLine('واکسن Sputnik V', PLAIN)).toBe('«⟦واکسن \u2068Sputnik V\u2069⟧ رسید.»');
    // Brackets in two directions would not be a pair.
    expect(quoteLine('واکسن Sputnik', PLAIN)).toBe('«⟦واکسن \u2068Sputnik V\u2069⟧ رسید.»');
  });

  test('are where they are though what stands before them is not shown', () => {
    const hostile = 'الف\u001b\u0007\u202e \u2067گفت: \u200fدو برابر\u202c شد.';
    expect(quoteLine('\u200fدو برابر\u202c', PLAIN, { quote: hostile })).toBe(
      '«الف  گفت: ⟦دو برابر⟧ شد.»',
    );
  });

  test('do not stand out where they are the whole quote, or are none of it', () => {
    const plain = '«واکسن \u2068Sputnik V\u2069 رسید.»';
    expect(quoteLine(quote, PLAIN)).toBe(plain);
    expect(quoteLine('', PLAIN, { answer: null })).toBe(plain);
    expect(quoteLine('', PLAIN, { answer: { start: 0, end: 9 } })).toBe(plain);
    expect(quoteLine('', STYLED, { answer: { start: 9, end: 4000 } })).toBe(`<f>${plain}</f>`);
  });

  test('are not marked again in the paragraph, that marks the quote', () => {
    const cited = { ...citation, answer: { start: 4, end: 9 } };
    expect(renderParagraph(cited, `پس. ${quote} باز.`, STYLED, 'fa')).toBe(
      `پس. <m>${quote}</m> باز.`,
    );
  });
});

test('a paragraph is shown whole, the quote marked at its place', () => {
  expect(renderParagraph(citation, `پس. ${quote} باز.`, PLAIN, 'fa')).toBe(
    'پس. ⟦واکسن Sputnik V رسید.⟧ باز.',
  );
});

test('signs of the article that look like the marks are told, and other signs mark what answers', () => {
  const own = 'وزیر گفت ⟦۲۰ درصد⟧ کم و ۹۰ درصد بس است.';
  const words = '۹۰ درصد';
  const at = own.indexOf(words);
  const cited = { ...citation, quote: own, start: 0, end: own.length };
  const marked = { ...cited, answer: { start: at, end: at + words.length } };
  const shown = (one: Citation) => renderAnswer({ ...answer, citations: [one] }, PIPED);
  const note = 'The signs ⟦ ⟧ are the article';
  expect(shown(marked)).toContain('«وزیر گفت ⟦۲۰ درصد⟧ کم و ⟪۹۰ درصد⟫ بس است.»');
  for (const one of [marked, { ...cited, answer: null }]) {
    expect(shown(one)).toMatch(/از خود متن خبر است|are the article's own/u);
  }
  expect(shown(citation)).not.toMatch(/از خود متن خبر است|are the article's own/u);
  expect(renderParagraph({ ...cited, end: 8 }, own, PIPED, 'en')).toBe(
    `⟪وزیر گفت⟫ ⟦۲۰ درصد⟧ کم و ۹۰ درصد بس است.\n(${note}'s own.)`,
  );
});
