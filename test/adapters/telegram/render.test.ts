import { describe, expect, test } from 'vitest';
import type { Part } from '../../../adapters/telegram/packing.js';
import { renderReply, renderShort, renderSource } from '../../../adapters/telegram/render.js';
import type { Citation } from '../../../src/answer/schema.js';
import { stripDirectionControls } from '../../../src/language/direction.js';
import { parseHtml } from '../../support/telegram/html.js';
import { answerOf, citationOf } from './answers.js';
import { connect, emulate, USER } from './setup.js';

const seen = ({ html }: Part) => parseHtml(html).text;
const squeezed = (text: string) => stripDirectionControls(text).replace(/\s+/gu, '');
const parsable = (parts: readonly Part[]) =>
  parts.every((part) => seen(part).length <= 4096 && seen(part).trim() !== '');

describe('an answer of 20,000 characters with 30 citations', () => {
  const markers = Array.from({ length: 30 }, (_, index) => index + 1);
  const sentence = (marker: number) =>
    `${'خبر & تحلیل '.repeat(54)}دربارهٔ Sputnik V؛ شماره ${marker} [${marker}].`;
  const text = markers
    .map((marker) => sentence(marker) + (marker % 4 === 0 ? '\n\n' : ' '))
    .join('')
    .trim();
  const citations = markers.map((marker) =>
    citationOf({ marker, quote: `${'نقل '.repeat(50)}${marker}` }),
  );
  const parts = renderReply(answerOf({ text, citations }));
  const texts = parts.map(seen);

  test('fits into messages, and nothing of it is lost', () => {
    expect(text.length).toBeGreaterThan(20_000);
    expect(parsable(parts)).toBe(true);
    const [body = '', sources = ''] = squeezed(texts.join('\n')).split('منابع');
    expect(body).toBe(squeezed(text));
    for (const { quote } of citations) expect(sources).toContain(squeezed(quote));
  });

  test('is cut at sentences, never in a marker or an escape, with the sources last', () => {
    const bodies = texts.filter((part) => !part.includes('منابع')).slice(0, 5);
    for (const body of bodies) expect(stripDirectionControls(body)).toMatch(/\[\d+\]\.$/u);
    const all = texts.join('\n');
    expect(all.lastIndexOf('شماره 30')).toBeLessThan(all.indexOf('منابع'));
    expect(parts.every(({ html }) => !/&(?!(?:amp|lt|gt|quot);)/u.test(html))).toBe(true);
  });

  test('has the buttons on the last message, one for each source', () => {
    expect(parts.slice(0, -1).every(({ keyboard }) => keyboard === undefined)).toBe(true);
    const rows = parts.at(-1)?.keyboard?.inline_keyboard ?? [];
    expect(rows.flat().map(({ text: label }) => label)).toEqual([
      ...markers.map((marker) => `[${marker}]`),
      '👍',
      '👎',
    ]);
    for (const button of rows.flat()) {
      expect('callback_data' in button && Buffer.byteLength(button.callback_data)).toBeLessThan(65);
    }
  });

  test('keeps every direction isolate within its message closed', () => {
    for (const part of texts) {
      expect(part.match(/\u2068/gu)?.length).toBe(part.match(/\u2069/gu)?.length);
    }
  });

  test('arrives whole', async () => {
    const telegram = await emulate({
      limits: { chat: { messages: 99, perMs: 1 }, overall: { messages: 99, perMs: 1 } },
    });
    await connect(telegram, () => answerOf({ text, citations }));
    telegram.send.privateText('همه‌چیز؟');
    await telegram.waitFor(() => telegram.messages(USER).at(-1)?.buttons[0], 20_000);
    const arrived = telegram.messages(USER).map((message) => message.text);
    expect(squeezed(arrived.join(''))).toBe(squeezed(texts.join('')));
  });
});

const hostile: readonly (readonly [string, string])[] = [
  [
    'markup',
    '<b>پررنگ</b> <a href="tg://user?id=1">x</a> </blockquote> &lt; & &#64; ```کد``` *ب* _ز_',
  ],
  ['pings', '@everyone @ali_reza /start /ask@mostanad_bot و @mostanad_bot'],
  ['direction overrides', '\u202eچپ\u202c \u2067راست \u2069\u2069 \u200f\u061c'],
  ['control characters', 'صفر\u0000یک\u0007\u001b[2J\r\n\ud83d دو\udc00'],
  ['combining marks', `ا${'\u0301'.repeat(10_000)}ب`],
  ['a word without end', 'ن'.repeat(9_000)],
  ['an emoji at the edge', `${'ن'.repeat(4_095)}📰${'👩‍👩‍👧'.repeat(900)}`],
  ['nothing to be seen', '\u200b\u2060\u3164'],
  ['nothing to be seen for long', `الف${'\u200b'.repeat(9_000)}ب`],
];

describe('hostile text', () => {
  test.each(hostile)('of %s is sent as text, in every place it can have', async (_, text) => {
    const citation = citationOf({
      title: text,
      source: text,
      date: text,
      quote: text,
      alsoReportedBy: [{ articleId: 'ب', title: text, source: null, date: null, url: null }],
      url: `https://example.org/"><b>${text.slice(0, 50)}`,
    });
    const reply = { ...answerOf({ text: `${text} [1]`, citations: [citation] }), id: 'x' };
    const nearest = [{ articleId: 'a', title: text, paragraph: 0 }];
    const silent = answerOf({ answered: false, text, citations: [], nearest });
    const paragraph = 'پ'.repeat(citation.start) + text + text;
    const messages: readonly (readonly Part[])[] = [
      renderReply(reply),
      renderReply(silent),
      renderReply({ kind: 'notice', text }),
      renderSource({ citation, paragraph }, 'ar'),
      [renderShort(reply.answer, 1_200)],
    ];
    const telegram = await emulate({
      limits: { chat: { messages: 999, perMs: 1 }, overall: { messages: 999, perMs: 1 } },
    });
    telegram.send.privateText('سلام');
    for (const { html } of messages.flat()) {
      const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
      const body = JSON.stringify({ chat_id: USER, text: html, parse_mode: 'HTML' });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', body, headers });
      expect(await response.json()).toMatchObject({ ok: true });
    }
    for (const shown of telegram.messages(USER)) {
      const kinds = shown.entities.map(({ type }) => type);
      expect(kinds).not.toContain('mention');
      expect(kinds).not.toContain('bot_command');
      for (const entity of shown.entities) {
        if (entity.type === 'text_link') expect(entity.url).toMatch(/^https:\/\/example\.org\//u);
      }
      expect(shown.text).not.toMatch(/[\u0000-\u0009\u202a-\u202e\u2066\u2067]/u);
      expect(shown.text.match(/\u2068/gu)?.length).toBe(shown.text.match(/\u2069/gu)?.length);
    }
  });

  test('of an unsafe address is no link', () => {
    for (const url of ['javascript:alert(1)', 'tg://user?id=1', 'nonsense', '']) {
      const [part] = renderReply(answerOf({ citations: [citationOf({ url })] }));
      expect(part?.html).not.toContain('href');
    }
  });
});

test('a paragraph longer than a message is shown whole, in several', () => {
  const quote = 'نقل مهم '.repeat(100).trim();
  const before = 'پیش '.repeat(700);
  const paragraph = `${before}${quote}${' پس'.repeat(700)}`;
  const citation = citationOf({ quote, start: before.length });
  const parts = renderSource({ citation, paragraph }, 'fa');
  expect(parsable(parts)).toBe(true);
  expect(squeezed(parts.map(seen).join(''))).toContain(squeezed(paragraph));
  expect(parts.some(({ html }) => html.includes('<b>نقل مهم'))).toBe(true);
});

describe('the words that answer, in the list of sources', () => {
  const answeredBy = (quote: string, words: string, given: Partial<Citation> = {}) => {
    const start = 40 + quote.indexOf(words);
    const answer = { start, end: start + words.length };
    return renderReply(answerOf({ citations: [citationOf({ quote, answer, ...given })] }));
  };
  const quotations = (parts: readonly Part[]) =>
    parts.flatMap(
      ({ html }) => html.match(/(?<=<blockquote expandable>).*?(?=<\/blockquote>)/gsu) ?? [],
    );

  test('are bold, and each direction stays as it is', () => {
    expect(quotations(answeredBy('اولین تحویل Sputnik V بود.', 'Sputnik V'))).toEqual([
      'اولین تحویل \u2068<b>Sputnik V</b>\u2069 بود.',
    ]);
    expect(quotations(answeredBy('اولین تحویل Sputnik V بود.', 'تحویل Sputnik'))).toEqual([
      'اولین <b>تحویل \u2068Sputnik V\u2069</b> بود.',
    ]);
  });

  test('are no markup and ping nobody, even where a name begins with them', () => {
    expect(
      quotations(answeredBy('او گفت: <b>ده</b> & بیست </blockquote> شد.', '<b>ده</b> & بیست')),
    ).toEqual([
      'او گفت: <b>&lt;\u2068b\u2069&gt;ده&lt;/\u2068b\u2069&gt; &amp; بیست</b> &lt;/\u2068blockquote\u2069&gt; شد.',
    ]);
    const [ping = ''] = quotations(answeredBy('The news came from @ali today', 'ali'));
    expect(ping).toBe('The news came from @\u200e<b>ali</b> today');
  });

  test('are bold in each part that they are in, and only there', () => {
    const filler = 'حجم تجارت Sputnik افزایش یافت & ';
    const words = `آغاز ${filler.repeat(300)}\nپایان`;
    const quote = `${filler.repeat(100)}${words} ${filler.repeat(100).trim()}`;
    const parts = answeredBy(quote, words);
    expect(parts.length).toBeGreaterThan(2);
    expect(parsable(parts)).toBe(true);
    const shown = quotations(parts);
    const bolds = shown.flatMap((html) => html.match(/(?<=<b>)[^<]*(?=<\/b>)/gu) ?? []);
    expect(bolds.length).toBeGreaterThan(2);
    expect(squeezed(parseHtml(bolds.join('')).text)).toBe(squeezed(words));
    expect(squeezed(parseHtml(shown.join('')).text)).toBe(squeezed(quote));
    for (const html of bolds) {
      expect(html.match(/\u2068/gu)?.length).toBe(html.match(/\u2069/gu)?.length);
    }
  });

  test('do not stand out where they are the whole quote, or are none of it', () => {
    const quote = 'تجارت دو برابر شد 📰';
    expect(quotations(answeredBy(quote, quote))).toEqual([quote]);
    for (const answer of [
      { start: 0, end: 10 },
      { start: 45, end: 900 },
      { start: 46, end: 46 },
      { start: 50, end: 40 + quote.length - 1 },
    ]) {
      expect(quotations(answeredBy(quote, quote, { answer }))).toEqual([quote]);
    }
  });

  test('count among the marks of a message', () => {
    const citations = Array.from({ length: 40 }, (_, index) =>
      citationOf({ marker: index + 1, quote: 'دو برابر شد', answer: { start: 40, end: 48 } }),
    );
    for (const { html } of renderReply(answerOf({ citations }))) {
      expect(html.match(/<(?!\/)/gu)?.length).toBeLessThanOrEqual(90);
    }
  });

  test('are not marked again in the paragraph, that marks the quote', () => {
    const quote = 'تجارت دو برابر شد.';
    const citation = citationOf({ quote, start: 0, answer: { start: 6, end: 14 } });
    const [part] = renderSource({ citation, paragraph: quote }, 'fa');
    expect(part?.html).toContain(`<blockquote><b>${quote}</b></blockquote>`);
  });
});
