import { expect, test } from 'vitest';
import { filterLine } from '../../adapters/filter-line.js';
import { readFilter } from '../../src/search/filter.js';

const ISNA = { sources: ['ایسنا', 'خبر آنلاین'], from: '2021-07-23', languages: ['fa'] };

test.each([
  'منبع ایسنا؛ منبع خبر آنلاین؛ از ۱ مرداد ۱۴۰۰؛ زبان فارسی',
  'المصدر: ایسنا؛ المصدر: خبر آنلاین؛ من: 2021/07/23؛ اللغة: الفارسية',
  'source=ایسنا; Source = خبر آنلاین; from 1400-05-01; language fa;',
])('a line names its parts in any of the languages: %s', (line) => {
  const { typed } = filterLine(line);
  expect(readFilter(typed ?? {}).filter).toMatchObject(ISNA);
});

test('an empty line is no filter, a word that names no part is told, a part without a value is blank', () => {
  expect(readFilter(filterLine('').typed ?? {})).toEqual({ filter: null, fault: null });
  expect(filterLine('منبع ایسنا؛ شهر تهران')).toEqual({ typed: null, unknown: 'شهر' });
  expect(readFilter(filterLine('source').typed ?? {}).fault).toMatchObject({
    part: 'source',
    reason: 'blank',
  });
});
