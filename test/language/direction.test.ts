import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolateForDirection, stripDirectionControls } from '../../src/language/direction.js';
import { anyText } from './texts.js';

const shown = (text: string): string =>
  isolateForDirection(text).replaceAll('\u2068', '⟨').replaceAll('\u2069', '⟩');

describe('isolateForDirection', () => {
  it.each([
    ['Latin words', 'واکسن Sputnik V به سوریه رسید', 'واکسن ⟨Sputnik V⟩ به سوریه رسید'],
    ['markers, each on its own', 'دیدار کردند [1][2].', 'دیدار کردند ⟨[1]⟩⟨[2]⟩.'],
    ['addresses', 'نشانی: https://a.b/c?d=1.', 'نشانی: ⟨https://a.b/c?d=1⟩.'],
    [
      'addresses with Persian letters in them, whole',
      'نشانی: https://a.b/1/توزیع-بسته‌ها، تمام',
      'نشانی: ⟨https://a.b/1/توزیع-بسته‌ها⟩، تمام',
    ],
    [
      'signed and composed numbers',
      'دما -5 و 90% و 1990-1995 بود',
      'دما ⟨-5⟩ و ⟨90%⟩ و ⟨1990-1995⟩ بود',
    ],
  ])('isolates %s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['Assad met پوتین in Moscow [1]', '90 درصد خاک', '۳٫۵ برابر', ''])(
    'leaves %j alone',
    (text) => {
      expect(isolateForDirection(text)).toBe(text);
    },
  );

  it.each([
    ['Bashar al-Assad در مسکو گفت', '⟨Bashar al-Assad⟩ در مسکو گفت'],
    ['NATO گفت [1]', '⟨NATO⟩ گفت ⟨[1]⟩'],
    ['2021-09-14: نشست', '⟨2021-09-14⟩: نشست'],
    ['iPhone 15 Pro Max با قیمت 1,200 دلار', '⟨iPhone 15 Pro Max⟩ با قیمت ⟨1,200⟩ دلار'],
  ])('takes a Persian line with longer Latin names for one: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['...؟!', '[1] «»', '12-15', 'C++'])('takes %j for none, without its letters', (text) => {
    expect(isolateForDirection(text)).toBe(text);
  });

  it('judges each line on its own', () => {
    expect(shown('Source [1]\nمنبع [1]')).toBe('Source [1]\nمنبع ⟨[1]⟩');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = isolateForDirection(text);
        expect(isolateForDirection(once)).toBe(once);
      }),
    );
  });

  it('adds only what stripDirectionControls takes away', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = stripDirectionControls(text);
        expect(stripDirectionControls(isolateForDirection(plain))).toBe(plain);
        expect(stripDirectionControls(isolateForDirection(text))).toBe(plain);
      }),
    );
  });
});
