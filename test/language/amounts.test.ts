import { describe, expect, test } from 'vitest';
import { amountsOf } from '../../src/language/amounts.js';

const read = (text: string) =>
  amountsOf(text).map(({ value, isOrdinal, unit }) =>
    [isOrdinal ? `${value}.` : `${value}`, unit].filter((part) => part !== null).join(' '),
  );

describe('numbers, in digits or words, with what they count in', () => {
  test.each([
    ['کنترل 90 درصد خاک', ['90 percent']],
    ['۹۰٪ خاک و ٪۱۰ دیگر', ['90 percent', '10 percent']],
    ['نود درصد', ['90 percent']],
    ['سیصد و پنجاه و دو هزار و ۲۰۰ تومان', ['352200 toman']],
    ['۲ میلیون و ۵۰۰ هزار دلار', ['2500000 dollar']],
    ['۲/۵ میلیارد ریال', ['2500000000 rial']],
    ['سه و نیم میلیون نفر', ['3500000']],
    ['یک میلیون و نیم', ['1500000']],
    ['1,200 کیلومتر', ['1200 kilometre']],
    ['۹۹ مرد و ۶۸ زن', ['99', '68']],
    ['۱۸ و ۱۹ آبان', ['18', '19']],
    ['هفته سوم و بیست و دومین دوره', ['3.', '22.']],
    ['روز سه‌شنبه و روز سه شنبه', []],
    ['نخست‌وزیر گفت میلیون‌ها نفر', []],
    ['یک نفر گفت که نه', []],
    ['بیست و یک روز', ['21 day']],
    ['twenty-five percent of 3 million people', ['25 percent', '3000000']],
    ['two hundred kilometres', ['200 kilometre']],
    ['90 per cent of the 21st century', ['90 percent', '21.']],
    ['ثلاثة ملايين دولار', ['3000000 dollar']],
    ['2-1', ['2', '1']],
    ['بودجه ۱۰ هزار میلیارد تومان', ['10000000000000 toman']],
    ['دو هزار و پانصد میلیارد ریال', ['2500000000000 rial']],
    ['five thousand million dollars', ['5000000000 dollar']],
  ])('%s', (text, amounts) => {
    expect(read(text)).toEqual(amounts);
  });

  test.each([
    ['حدود ۲ میلیون و ۵۰۰ هزار تومان شد', '۲ میلیون و ۵۰۰ هزار'],
    ['خاك سوريه ٩٠ بالمئة', '٩٠'],
    ['the 21st century', '21st'],
  ])('a number has its place in the text as given: %s', (text, number) => {
    expect(amountsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([number]);
  });

  test('what is counted is the word that follows', () => {
    expect(amountsOf('۹۹ مرد و ۶۸ زن').map(({ counted }) => counted)).toEqual(['مرد', 'زن']);
  });
});
