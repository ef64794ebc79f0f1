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
    const alsoReportedBy = [1, 2, 3, 4].map((count) => {
      const source = `${count}${name}`;
      return { articleId: source, title: source, source, date: null, url: null };
    });
    const fields = { quote: name, title: name, source: name, date: name, url, alsoReportedBy };
    const hostile = citation(fields);
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

describe('the words that answer, in the list of sources', () => {
  const answeredBy = (quote: string, words: string, part: Partial<Citation> = {}) => {
    const start = 40 + quote.indexOf(words);
    const answer = { start, end: start + words.length };
    return answerOf({
      text: 'x [1]',
      citations: [citation({ quote, start: 40, answer, ...part })],
    });
  };
  const quoteLines = (answer: Answer) =>
    textsOf(rendered(answer))
      .slice(1)
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.startsWith('> '));

  test('are bold, and each direction stays as it is', () => {
    expect(quoteLines(answeredBy('اولین تحویل Sputnik V به سوریه انجام شد.', 'Sputnik V'))).toEqual(
      ['> \u200f«اولین تحویل \u2068**Sputnik V**\u2069 به سوریه انجام شد.»\u200f'],
    );
    expect(quoteLines(answeredBy('اولین تحویل Sputnik V بود.', 'تحویل Sputnik'))).toEqual([
      '> \u200f«اولین **تحویل \u2068Sputnik V\u2069** بود.»\u200f',
    ]);
  });

  test('are no markup of their own, nor is what stands around them', () => {
    const words = '*ده* __#1__ <@12> ||راز|| \\';
    expect(quoteLines(answeredBy(`او ** گفت: ${words} ** [a](b)`, words))).toEqual([
      '> \u200f«او \\*\\* گفت: **\\*ده\\* \\_\\_#1\\_\\_ \\<\\@12> \\|\\|راز\\|\\| \\\\** \\*\\* \\[\u2068a\u2069](\u2068b\u2069)»\u200f',
    ]);
  });

  test('keep an address whole', () => {
    const quote = 'ببینید: https://example.org/a_b و بس.';
    for (const words of ['https://example.org/a_b', 'example', 'a_b']) {
      expect(read(quoteLines(answeredBy(quote, words)).join())).toBe(
        '> «ببینید: **https://example.org/a_b** و بس.»',
      );
    }
  });

  test('are bold in each line and each part that they are in, and only there', () => {
    const filler = 'حجم تجارت Sputnik افزایش یافت *و* ';
    const words = `آغاز ${filler}\n- ${filler.repeat(200)}پایان`;
    const quote = `${filler.repeat(100)}\n${words} ${filler.repeat(100)}`;
    const answer = answeredBy(quote, words);
    const lines = quoteLines(answer);
    expect(rendered(answer).length).toBeGreaterThan(2);
    const unescaped = lines.map((line) => line.replace(/\\./gu, '…'));
    const bold = unescaped.flatMap((line) => line.match(/\*\*[^*]+\*\*/gu) ?? []);
    expect(bold.length).toBeGreaterThan(2);
    expect(bold[0]).toMatch(/^\*\*آغاز/u);
    expect(bold.at(-1)).toMatch(/پایان\*\*$/u);
    for (const line of unescaped) expect([0, 2]).toContain(line.match(/\*\*/gu)?.length ?? 0);
    const shown = lines.map((line) => read(line.slice(2).replace(/(?<!\\)\*\*/gu, ''))).join('');
    expect(dense(shown)).toBe(dense(`«${quote}»`));
    expect(
      dense(
        bold
          .join('')
          .replaceAll('**', '')
          .replace(/[\u2068\u2069]/gu, ''),
      ),
    ).toBe(dense(words.replaceAll('*', '…')));
  });

  test('of nothing but markup still fit, wherever they begin', () => {
    for (const at of [1, 1998, 1999, 2000, 3990]) {
      const quote = `${'['.repeat(at)}1](${'*'.repeat(4000)} پس`;
      const start = 40 + at;
      const answer = answeredBy(quote, quote, { answer: { start, end: start + 3003 } });
      expect(rendered(answer).length).toBeGreaterThan(1);
      expect(dense(textsOf(rendered(answer)).map(read).join('')).length).toBeGreaterThan(4000);
    }
  });

  test('still fit where a message is full of short lines, or of words without end', () => {
    const lines = 'ده\n'.repeat(3000);
    const word = `[1]${'n'.repeat(2000)}[1]${'n'.repeat(7000)}`;
    for (const [quote, words] of [
      [`${lines}پایان`, lines],
      [word, word.slice(2, 2005)],
    ] as const) {
      const shown = textsOf(rendered(answeredBy(quote, words)))
        .map(read)
        .join('\n');
      expect(dense(shown.replace(/^> |\*\*/gmu, ''))).toContain(dense(quote).slice(0, 1500));
    }
  });

  test('do not stand out where they are the whole quote, or are none of it', () => {
    const quote = 'تجارت دو برابر شد.';
    const plain = quoteLines(answerOf({ text: 'x [1]', citations: [citation({ quote })] }));
    expect(quoteLines(answeredBy(quote, quote))).toEqual(plain);
    for (const answer of [
      { start: 0, end: 10 },
      { start: 45, end: 900 },
      { start: 46, end: 46 },
      { start: 50, end: 44 },
    ]) {
      expect(quoteLines(answeredBy(quote, quote, { answer }))).toEqual(plain);
    }
  });

  test('are not marked again in the paragraph, that marks the quote', () => {
    const quote = 'تجارت دو برابر شد.';
    const cited = citation({ quote, answer: { start: 6, end: 14 } });
    const [, text = ''] = textsOf(renderSource({ citation: cited, paragraph: quote }, 'fa'));
    expect(read(text)).toBe(`**__${quote}__**`);
  });
});

describe('a source', () => {
  const paragraph = 'وی افزود: *حجم تجارت* 3.5 برابر شد. این خبر را سانا داد.';
  const view = (part: Partial<Citation> = {}) => ({
    citation: citation({ quote: '*حجم تجارت* 3.5 برابر شد.', start: 10, end: 35, ...part }),
    paragraph,
  });

  test('keeps an address at the quote’s end whole, and closes its mark', () => {
    const quote = 'See https://example.org/a';
    const cited = citation({ quote, start: 0, end: quote.length });
    const [, text = ''] = textsOf(
      renderSource({ citation: cited, paragraph: `${quote} for more.` }, 'en'),
    );
    expect(text).toContain('**__See <https://example.org/a>__**');
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
