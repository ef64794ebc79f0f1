import { describe, expect, test } from 'vitest';
import type { Body } from '../../../adapters/discord/body.js';
import { pressOf } from '../../../adapters/discord/components.js';
import { renderNotice, renderReply, renderSource } from '../../../adapters/discord/render.js';
import type { Answer, Citation } from '../../../src/answer/schema.js';
import { ABSTENTION, answerOf, citation, ENGLISH, PERSIAN } from './answers.js';
import { buttonsOf, dense, displaysOf, read } from './reading.js';

const rendered = (answer: Answer) => renderReply({ kind: 'answer', id: 'aB3-_9xYz012', answer });
const textsOf = (bodies: readonly Body[]) => bodies.flatMap((body) => displaysOf(body));
const customIds = (bodies: readonly Body[]) =>
  bodies.flatMap((body) => buttonsOf(body).map(({ customId }) => customId));

/** An answer of about this many characters with as many citations, each marker in its sentence. */
function longAnswer(length: number, count: number, quoteLength = 150): Answer {
  const filler =
    'حجم تجارت دو کشور در نیمه نخست سال Sputnik افزایش یافت و به ۳۰۰ میلیون دلار رسید ';
  const each = Math.ceil(length / count);
  const sentence = (marker: number) =>
    `${`جملهٔ ${marker}: `.padEnd(each - 8, filler).trimEnd()}. [${marker}]`;
  const markers = Array.from({ length: count }, (_, index) => index + 1);
  return answerOf({
    text: markers.map((marker) => sentence(marker) + (marker % 5 === 0 ? '\n\n' : ' ')).join(''),
    citations: markers.map((marker) =>
      citation({ marker, quote: `نقل ${marker} `.padEnd(quoteLength, filler).trimEnd() }),
    ),
  });
}

/** That all of the answer, its sources and its buttons are there, in order and once. */
function expectWhole(answer: Answer, bodies: readonly Body[]): void {
  const all = read(textsOf(bodies).join('\n'));
  const [text = '', sources = ''] = all.split('### منابع');
  expect(dense(text)).toBe(dense(answer.text));
  const quotes = sources.match(/«[^»]*»/gu)?.map((quote) => dense(quote.replaceAll('\n> ', '')));
  expect(quotes).toEqual(answer.citations.map(({ quote }) => dense(`«${quote}»`)));
  expect(customIds(bodies)).toEqual([
    ...answer.citations.map(({ marker }) => `s:aB3-_9xYz012:${marker}`),
    'v:aB3-_9xYz012:good',
    'v:aB3-_9xYz012:bad',
  ]);
}

describe('an answer', () => {
  test('is one message: text, sources, a button for each, 👍 and 👎', () => {
    const bodies = rendered(ENGLISH);
    expect(bodies).toHaveLength(1);
    expect(textsOf(bodies).map(read)).toMatchInlineSnapshot(`
      [
        "Russia delivered Sputnik V and Sputnik Light to Syria. [1]
      اولین تحویل Sputnik V و Sputnik Light به سوریه انجام شد. [2]",
        "### Sources
      **[1] Syria receives first vaccines**
      -# Example News, 2021-09-15, paragraph 3
      > «Russia delivered Sputnik V and Sputnik Light to Syria.»
      -# https://example.org/en/news/vaccines_2021
      **[2] برگزاری اجلاس سران سوریه و روسیه در مسکو / دیدار رئیس جمهور اسد با پوتین همتای روسی-ویدئو**
      -# سانا, undated, paragraph 21
      > «اولین تحویل Sputnik V و Sputnik Light به سوریه انجام شد.»",
      ]
    `);
    expect(bodies.flatMap(buttonsOf).map(({ label }) => label)).toEqual([
      'Source 1',
      'Source 2',
      '👍',
      '👎',
    ]);
  });

  test('that the corpus does not give names what comes nearest, and can be judged', () => {
    const bodies = rendered(ABSTENTION);
    expect(textsOf(bodies).map(read)).toEqual([
      'در اسناد موجود پاسخی برای این پرسش نیست.',
      expect.stringContaining('نزدیک‌ترین مطالب\n- برگزاری اجلاس'),
    ]);
    expect(customIds(bodies)).toEqual(['v:aB3-_9xYz012:good', 'v:aB3-_9xYz012:bad']);
  });

  test('of 20,000 characters with 30 citations is split, sources last, all buttons on the last part', () => {
    const answer = longAnswer(20_000, 30);
    const bodies = rendered(answer);
    expectWhole(answer, bodies);
    expect(bodies.length).toBeLessThan(12);
    expect(bodies.slice(0, -1).flatMap(buttonsOf)).toEqual([]);
    for (const text of textsOf(bodies)) expect(text).not.toMatch(/\[\d*$|^\d*\]/u);
  });

  test.each([1, 5, 6, 25, 26, 29, 30, 31, 60, 61, 200])(
    'with %i citations loses no button, whatever Discord allows in a message',
    (count) => {
      const answer = longAnswer(200 + count * 50, count, 40);
      expectWhole(answer, rendered(answer));
    },
  );

  test('with a quote longer than a message shows it in parts, none lost', () => {
    const answer = longAnswer(100, 2, 9000);
    expectWhole(answer, rendered(answer));
  });

  test('that is nothing but markup still fits when it is escaped', () => {
    const text = `${'*_'.repeat(4000)} [1]`;
    const answer = answerOf({ text, citations: [citation({ quote: '|'.repeat(5000) })] });
    expectWhole(answer, rendered(answer));
  });

  test('notifies nobody, previews no link, and every button stays within 100 characters', () => {
    for (const body of [...rendered(PERSIAN), ...renderNotice('@everyone')]) {
      expect(body.allowed_mentions).toEqual({ parse: [], replied_user: false });
      expect(body.flags).toBe((1 << 15) | (1 << 2));
    }
    for (const id of customIds(rendered(longAnswer(100, 30)))) expect(id?.length).toBeLessThan(101);
  });

  test('whose source is markup through and through still fits', () => {
    const name = 'a ب*'.repeat(200);
    const url = `https://a.example/${'*|'.repeat(130)}`;
    const hostile = citation({ quote: name, title: name, source: name, date: name, url });
    const answer = answerOf({ text: 'x [1]', citations: [hostile] });
    expect(dense(textsOf(rendered(answer)).map(read).join('')).length).toBeGreaterThan(2000);
    expect(textsOf(renderSource({ citation: hostile, paragraph: name }, 'fa'))).toHaveLength(2);
  });

  test('links only to web addresses, and clips a title that fills the screen', () => {
    const hostile = citation({
      quote: 'x',
      title: 'ا'.repeat(9000),
      source: null,
      url: 'javascript:alert(1)',
    });
    const [, sources = ''] = textsOf(rendered(answerOf({ text: 'x [1]', citations: [hostile] })));
    expect(sources).not.toContain('javascript');
    expect(sources.length).toBeLessThan(500);
  });
});

describe('a source', () => {
  const paragraph = 'وی افزود: *حجم تجارت* 3.5 برابر شد. این خبر را سانا داد.';
  const view = (part: Partial<Citation> = {}) => ({
    citation: citation({ quote: '*حجم تجارت* 3.5 برابر شد.', start: 10, end: 35, ...part }),
    paragraph,
  });

  test('is shown whole with the quote marked, in the language asked for', () => {
    const [head, shownParagraph] = textsOf(renderSource(view(), 'ar'));
    expect(read(head ?? '')).toContain('بلا تاريخ، الفقرة 20');
    expect(read(shownParagraph ?? '')).toBe(
      'وی افزود: **__*حجم تجارت* 3.5 برابر شد.__** این خبر را سانا داد.',
    );
    expect(shownParagraph).toContain('**__\\*حجم تجارت\\*');
  });

  test('longer than a message is split, and each part of the quote is marked', () => {
    const quote = 'حجم تجارت افزایش یافت. '.repeat(400).trimEnd();
    const whole = `پیش از آن. ${quote} پس از آن.`;
    const bodies = renderSource(
      { citation: citation({ quote, start: 11, end: 11 + quote.length }), paragraph: whole },
      'fa',
    );
    const [, ...parts] = textsOf(bodies).map(read);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.match(/\*\*__|__\*\*/gu)).toEqual(['**__', '__**']);
    expect(dense(parts.join(' ').replace(/\*\*__|__\*\*/gu, ''))).toBe(dense(whole));
  });

  test('cannot forge the mark of the quote', () => {
    const forged = { ...view(), paragraph: `\ue000${paragraph}\ue001` };
    const [, text = ''] = textsOf(renderSource(forged, 'fa'));
    expect(text.match(/\*\*__/gu)).toHaveLength(1);
    expect(text).not.toMatch(/[\ue000\ue001]/u);
  });
});

test('a button that is none of ours asks for nothing', () => {
  expect(pressOf('s:aB3-_9xYz012:30')).toEqual({
    kind: 'source',
    answerId: 'aB3-_9xYz012',
    marker: 30,
  });
  expect(pressOf('v:a:bad')).toEqual({ kind: 'verdict', answerId: 'a', verdict: 'bad' });
  for (const id of ['', 's:a', 's:a:x', 'v:a:worse', 'x:a:1']) expect(pressOf(id)).toBeNull();
});
