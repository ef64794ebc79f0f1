import { describe, expect, test } from 'vitest';
import { renderSource as renderForDiscord } from '../../adapters/discord/render.js';
import { renderSource as renderForTelegram } from '../../adapters/telegram/render.js';
import { stripDirectionControls } from '../../src/language/direction.js';
import { parseHtml } from '../support/telegram/html.js';
import { displaysOf } from './discord/reading.js';
import { citationOf } from './telegram/answers.js';

const dense = (text: string) => stripDirectionControls(text).replace(/[\s*_]+/gu, '');

const PLATFORMS = {
  Telegram: (view: Parameters<typeof renderForTelegram>[0]) =>
    renderForTelegram(view, 'fa').map(({ html }) => parseHtml(html).text),
  Discord: (view: Parameters<typeof renderForDiscord>[0]) =>
    renderForDiscord(view, 'fa').map((body) => displaysOf(body).join('\n')),
};

const NEWS = 'رئیس جمهور سوریه در Moscow با ولادیمیر پوتین دیدار کرد و گفت ';
const QUOTE = 'حجم تجارت دو کشور در نیمهٔ نخست سال ۳٫۵ برابر شد.';

/** A paragraph with the quote after so many units of other news, and before so many. */
function view(before: number, after: number) {
  const repeated = (units: number) => NEWS.repeat(Math.ceil(units / NEWS.length)).slice(0, units);
  const start = repeated(before).length;
  const paragraph = `${repeated(before)}${QUOTE}${repeated(after)}`;
  return { citation: citationOf({ quote: QUOTE, start }), paragraph };
}

describe.each(Object.entries(PLATFORMS))('a source on %s', (_, render) => {
  test.each([
    ['at the start', 0, 300_000],
    ['in the middle', 150_000, 150_000],
    ['at the end', 300_000, 0],
  ])(
    'with a paragraph without end is what stands around its quote %s, and says that there is more',
    (_where, before, after) => {
      const messages = render(view(before, after));
      expect(messages.length).toBeLessThanOrEqual(3);
      const shown = dense(messages.join('\n'));
      expect(shown).toContain(dense(QUOTE));
      expect(shown.length).toBeGreaterThan(3_000);
      const [start = '', end = ''] = shown.split(dense(QUOTE));
      expect(start.includes('…')).toBe(before > 0);
      expect(end.endsWith('…')).toBe(after > 0);
    },
  );

  test('is whole where it fits', () => {
    const whole = view(2_000, 2_000);
    const shown = dense(render(whole).join('\n'));
    expect(shown).toContain(dense(whole.paragraph));
    expect(shown).not.toContain('…');
  });

  test('cuts no word, no letter from its marks and no pair in two', () => {
    for (const unit of ['😀', 'e\u0301', 'واژه‌ای ']) {
      const [before, after] = [unit.repeat(9_000), unit.repeat(9_000)];
      const paragraph = `${before} ${QUOTE} ${after}`;
      const citation = citationOf({ quote: QUOTE, start: before.length + 1 });
      const shown = render({ citation, paragraph }).join('\n');
      expect(shown.isWellFormed()).toBe(true);
      const [, start = '', end = ''] = /…\s*(\S+)[\s\S]*?(\S+)\s*…[^…]*$/u.exec(
        stripDirectionControls(shown),
      ) ?? ['', '', ''];
      expect(start).toMatch(/^(?:😀|e\u0301|واژه‌ای)/u);
      expect(end).toMatch(/(?:😀|e\u0301|واژه‌ای)$/u);
    }
  });
});
