import fc from 'fast-check';
import { toGregorian, toJalaali } from 'jalaali-js';
import { expect, test } from 'vitest';
import { isoDate, readDate, yearsOf } from '../../src/corpus/dates.js';
import { toPersianDigits } from '../../src/language/digits.js';

test.each([
  ['2021-09-14', '2021-09-14'],
  ['2021-09-14T23:50:00.000+04:30', '2021-09-14'],
  ['2021-09-14T06:20:00Z', '2021-09-14'],
  ['2021-09', '2021-09'],
  ['2021', '2021'],
  ['Tue, 14 Sep 2021 08:00:00 +0330', '2021-09-14'],
  ['Tue, 14 Sep 21 08:00 GMT', '2021-09-14'],
  ['September 14, 2021 at 10:30 am', '2021-09-14'],
  ['Sept 14th, 2021', '2021-09-14'],
  ['14/9/2021', '2021-09-14'],
  ['14.09.2021', '2021-09-14'],
])('the Gregorian date %s is read', (written, iso) => {
  expect(isoDate(written)).toBe(iso);
});

test.each([
  ['۱۴ سپتامبر ۲۰۲۱', '2021-09-14'],
  ['سه‌شنبه ۱۴ سپتامبر ۲۰۲۱ میلادی', '2021-09-14'],
  ['13می 1999', '1999-05-13'],
  ['۴ ژوئیه ۲۰۲۲', '2022-07-04'],
  ['٣ تشرين الثاني ٢٠٢١', '2021-11-03'],
  ['الأربعاء 3 نوفمبر 2021م', '2021-11-03'],
  ['الثلاثاء 14 أيلول/سبتمبر 2021، 10:30 ص', '2021-09-14'],
  ['14 سبتمبر (أيلول) 2021', '2021-09-14'],
  ['5 كانون الثاني 2022 الساعة 18:05 بتوقيت دمشق', '2022-01-05'],
  ['12 آب 2020', '2020-08-12'],
  ['12 آذار 2020', '2020-03-12'],
  ['٢٠٢١/٠٩/١٤', '2021-09-14'],
])('the Gregorian date %s, with a month of Persian or Arabic papers, is read', (written, iso) => {
  expect(isoDate(written)).toBe(iso);
});

test.each([
  ['۱۴۰۳/۵/۱۲', '2024-08-02'],
  ['1403-05-12', '2024-08-02'],
  ['١٤٠٣/٠٥/١٢', '2024-08-02'],
  ['۱۲ مرداد ۱۴۰۳', '2024-08-02'],
  ['جمعه ۱۲ مردادماه سال ۱۴۰۳ ساعت ۱۴:۰۵', '2024-08-02'],
  ['۱۴:۰۵ - ۱۴۰۳/۰۵/۱۲', '2024-08-02'],
  ['جمعه / ۱۲ مرداد ۱۴۰۳ / ۱۴:۰۵', '2024-08-02'],
  ['تاریخ انتشار: ۱۲ مرداد ۱۴۰۳ - ۱۴:۰۵', '2024-08-02'],
  ['۱۸ شهریور سال ۱۳۷۸ ه.ش.', '1999-09-09'],
  ['14مهر92', '2013-10-06'],
  ['۳ دی ۰۲', '2023-12-24'],
  ['۳۰ اسفند ۱۳۹۹', '2021-03-20'],
  ['۵ سنبله ۱۴۰۰', '2021-08-27'],
])('the Jalali date %s is read', (written, iso) => {
  expect(isoDate(written)).toBe(iso);
});

test.each([
  ['۳۰ اسفند ۱۴۰۰', 'a day that only leap years have'],
  ['۳۱ مهر ۱۴۰۰', 'a day that its month does not have'],
  ['2021-02-29', 'a day that only leap years have'],
  ['2021-13-01', 'a thirteenth month'],
  ['11/19/2016', 'a month after a day'],
  ['۴ ژانویه ۱۳۷۶', 'a month of one calendar with a year of the other'],
  ['12 - 12 - 1300 هجری قمری', 'the lunar calendar'],
  ['1443/02/07', 'a year of the lunar calendar'],
  ['١٤ محرم ١٤٤٣هـ', 'a month of the lunar calendar'],
  ['۱۴۰۳/۵/۱۲ میلادی', 'a year that its calendar does not have yet'],
  ['۱۲ مرداد', 'no year'],
  ['مهر ۱۴۰۰', 'no day'],
  ['95/9/6', 'two digits that may be of any calendar'],
  ['دیروز', 'no date'],
])('%s is no date: %s', (written) => {
  expect(isoDate(written)).toBeNull();
});

test('the written date is kept where it is not the ISO one, and where it cannot be read', () => {
  expect(readDate(' ۱۴۰۳/۵/۱۲ ')).toEqual({ date: '2024-08-02', dateText: '۱۴۰۳/۵/۱۲' });
  expect(readDate('۳۱ مهر ۱۴۰۰')).toEqual({ date: null, dateText: '۳۱ مهر ۱۴۰۰' });
  expect(readDate('2021-09-14')).toEqual({ date: '2021-09-14' });
  expect(readDate(' ')).toEqual({ date: null });
});

test('every Jalali day from 1330 to 1429 comes out as the day it is, and no text throws', () => {
  const day = fc.date({
    min: new Date('1951-03-22'),
    max: new Date('2051-03-20'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [gy = 0, gm = 0, gd = 0] = iso.split('-').map(Number);
      const { jy, jm, jd } = toJalaali(gy, gm, gd);
      expect(toGregorian(jy, jm, jd)).toEqual({ gy, gm, gd });
      expect(isoDate(toPersianDigits(`${jy}/${jm}/${jd}`))).toBe(iso);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isoDate(text) !== undefined));
});

test.each([
  ['2021-09-14', ['2021', '1400']],
  ['2021-03-20', ['2021', '1399']],
  ['2021-09', ['2021']],
  ['2021', ['2021']],
  [null, []],
])('the years of %s are %j', (date, years) => {
  expect(yearsOf(date)).toEqual(years);
});
