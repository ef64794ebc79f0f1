import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/language/sentences.js';
import { anyText } from './texts.js';

const split = (text: string): readonly string[] =>
  sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['full stops and question marks', ['او رفت.', 'آیا آمد؟', 'نه!', 'چرا؟!', 'نمی‌دانم.']],
    [
      'two dots, an ellipsis and dots apart',
      ['توصیف می کنیم..', 'با این وجود رفتند…', 'تلاش میکنند. ..', 'ادامه داد.'],
    ],
    ['an ellipsis after a space', ['تشکر کنم …', 'چه در مورد کرونا.']],
    ['closing quotes and brackets', ['«الف گفت: ب.»', '(او رفت.)', 'بعد آمد.']],
    ['English', ['He said "no."', 'The U.S. army met Dr. Smith.', 'Then left.']],
  ])('splits at %s', (_, parts) => {
    expect(split(parts.join(' '))).toEqual(parts);
  });

  it.each([
    '«الف گفت: ب.»',
    'حجم تجارت 3.5 برابر و ۳.۵ برابر شد.',
    'اولین تحویل Sputnik V. و Sputnik Light به سوریه انجام شد.',
    'ا.ر. محمدی و د. احمدی آمدند.',
    'به https://example.com/a.b?c=d.e بروید.',
    '1. نخستین بند',
    'Wait ... and see.',
  ])('leaves %s whole', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('splits where the space after the stop was forgotten', () => {
    expect(split('او آمد.سپس رفت.')).toEqual(['او آمد.', 'سپس رفت.']);
  });

  it('splits at ؛ only where both sides stand alone', () => {
    expect(split('او به مسکو رفت و برگشت؛ سپس با پوتین دیدار کرد.')).toEqual([
      'او به مسکو رفت و برگشت؛',
      'سپس با پوتین دیدار کرد.',
    ]);
    expect(split('او به مسکو رفت و برگشت؛ چرا؟')).toHaveLength(1);
  });

  it('ends a sentence at a blank line and not at the end of a line', () => {
    expect(split('عنوان خبر\n\nمتن خبر\nادامه دارد.')).toEqual([
      'عنوان خبر',
      'متن خبر\nادامه دارد.',
    ]);
  });

  it('keeps marks without words beside their sentence', () => {
    expect(split('... سلام ... خوب . .')).toEqual(['... سلام ...', 'خوب . .']);
    expect(split('!!!')).toEqual(['!!!']);
    expect(split(' \n ')).toEqual([]);
  });

  it('are in order, trimmed, not empty, and leave out nothing but white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end } of sentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(last, start).trim()).toBe('');
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          last = end;
        }
        expect(text.slice(last).trim()).toBe('');
      }),
    );
  });
});
