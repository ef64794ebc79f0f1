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

  it.each([
    'سخنگوی ارتش سوریه ادعای داعش مبنی بر اینکه «ما شهر تدمر را گرفتیم!» را تکذیب کرد.',
    'خبرنگار پرسید: «آیا وزیر بهداشت استعفا داده است؟» و سخنگوی دولت این خبر را رد کرد.',
    'او شعار «مرگ بر جنگ!» را سر نداد.',
    'گزارش شد که «پوتین به تهران می‌آید...» اما کرملین آن را رد کرد.',
    'خبر «پوتین به تهران می‌آید.» درست نیست.',
    'رویترز نوشت: «پوتین به تهران می‌آید.» اما کرملین آن را رد کرد.',
    'او پرسید "آیا جنگ تمام شد؟" ولی پاسخی نشنید.',
    'دولت (آیا کسی می‌داند؟) این خبر را رد کرد.',
    'نفى المتحدث قول داعش «لقد سيطرنا على تدمر!» جملة وتفصيلا.',
    'The army denied the claim "We took Palmyra!" on Monday.',
    'The claim "Palmyra fell." was denied.',
  ])('does not cut a sentence at the end of the quotation that it holds: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it.each([
    ['a dot in a quotation after a colon', ['وی گفت: «شهر امن است.»', 'سپس به تهران بازگشت.']],
    ['so after several sentences', ['وی گفت: «ما آمدیم.', 'شهر امن است.»', 'او بازگشت.']],
    ['a quotation that is the sentence', ['«آیا او آمد؟»', 'خبرنگار این را پرسید.']],
    ['a capital letter', ['He asked, "Has he left?"', 'The army denied it.']],
  ])('ends a sentence with %s', (_, parts) => {
    expect(split(parts.join(' '))).toEqual(parts);
  });

  it.each([
    'گزارش شد که پوتین به تهران می‌آید... اما کرملین آن را رد کرد.',
    'گفته شد که پوتین به تهران می‌آید… ولی کرملین آن را رد کرد.',
    'خبر حضور وزیر، معاون و ... در این نشست تکذیب شد.',
  ])('goes on after an ellipsis: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it.each([
    'برندگان جام جهانی: ۱. حسن یزدانی ۲. کامران قاسمپور ۳. امیرحسین زارع.',
    'نفر دوم جدول: 2. تیم استقلال تهران.',
    'این موضوع در ماده ۵. قانون اساسی آمده است.',
    'الفائزون: ١. أحمد علي ٢. سامر حسن ٣. خالد يوسف.',
    'Lt. Col. Ivan Petrov met Sen. John Miller and Rev. Ann Lee in Geneva.',
    'They live at No. 5 near Mt. Hermon, approx. 40 km away.',
  ])('does not take a number or an abbreviation for an end: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it.each([
    ['a number', ['تیم ملی در این بازی‌ها شد ۱۲.', 'سپس بازگشت.']],
    ['"no" as a word', ['He said no.', 'Then he left.']],
  ])('ends a sentence with %s', (_, parts) => {
    expect(split(parts.join(' '))).toEqual(parts);
  });

  it.each([
    'گفته شد که فرودگاه جدید تهران فردا افتتاح می‌شود؛ اما وزیر راه این خبر را رد کرد.',
    'گفته شد که فرودگاه جدید تهران فردا افتتاح می‌شود؛ ولی وزیر راه این خبر را رد کرد.',
    'قيل إن مطار دمشق الجديد سيفتتح غدا؛ لكن وزير النقل نفى هذا الخبر.',
  ])('does not part a statement from what takes it back after ؛: %s', (text) => {
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
