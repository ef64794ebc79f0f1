import { expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.js';
import { facetsOf, isWithin } from '../../src/search/facets.js';
import { type Filter, readFilter } from '../../src/search/filter.js';

const OPEN: Filter = { sources: [], from: null, to: null, categories: [], languages: [] };

const article = (facts: Partial<Article>): Article => ({
  id: 'الف',
  title: 'دیدار وزیر نیرو با استاندار',
  date: '2021-09-14',
  source: 'ايسنا',
  url: null,
  category: 'اقتصادي',
  blocks: [{ paragraph: 1, role: 'body', text: 'وزیر نیرو از سد تازه دیدن کرد.' }],
  ...facts,
});

test('names stay as they are typed, dates of both calendars become days, languages tags', () => {
  expect(
    readFilter({
      source: [' ایسنا\n'],
      from: '۱ مرداد ۱۴۰۰',
      to: 'شهریور ۱۴۰۰',
      category: ['اقتصاد'],
      language: ['فارسی', 'Arabic', 'fa-IR', 'prs', 'en', 'ur'],
    }),
  ).toEqual({
    filter: {
      sources: ['ایسنا'],
      from: '2021-07-23',
      to: '2021-09-22',
      categories: ['اقتصاد'],
      languages: ['fa', 'ar', 'en', 'ur'],
    },
    fault: null,
  });
});

test('where nothing is set there is no filter', () => {
  expect(readFilter({})).toEqual({ filter: null, fault: null });
  expect(readFilter({ source: [], language: [] })).toEqual({ filter: null, fault: null });
});

test.each([
  [{ from: 'دیروز' }, { part: 'from', value: 'دیروز', reason: 'no-day' }],
  [{ from: '' }, { part: 'from', value: '', reason: 'no-day' }],
  [{ to: '1400/13/01' }, { part: 'to', value: '1400/13/01', reason: 'no-day' }],
  [
    { from: '۱۴۰۱', to: '۱۴۰۰' },
    { part: 'to', value: '۱۴۰۰', reason: 'backwards' },
  ],
  [{ source: ['ایسنا', ' \u200c'] }, { part: 'source', value: '\u200c', reason: 'blank' }],
  [{ category: ['ا'.repeat(201)] }, { part: 'category', value: 'ا'.repeat(200), reason: 'long' }],
  [{ source: Array(21).fill('ایسنا') }, { part: 'source', value: '21', reason: 'many' }],
  [{ language: ['فا'] }, { part: 'language', value: 'فا', reason: 'no-language' }],
  [{ language: ['x\ny'] }, { part: 'language', value: 'x y', reason: 'no-language' }],
])('%o is told by its part and value', (typed, fault) => {
  expect(readFilter(typed)).toEqual({ filter: null, fault });
});

test.each<[Partial<Filter>, boolean]>([
  [{ sources: ['ایسنا'] }, true],
  [{ sources: ['ایرنا', 'ایسنا'] }, true],
  [{ sources: ['ایرنا'] }, false],
  [{ categories: ['اقتصادی'] }, true],
  [{ categories: ['ورزش'] }, false],
  [{ languages: ['fa'] }, true],
  [{ languages: ['ar', 'en'] }, false],
  [{ from: '2021-09-14' }, true],
  [{ from: '2021-09-15' }, false],
  [{ to: '2021-09-14' }, true],
  [{ to: '2021-09-13' }, false],
  [{ sources: ['ایسنا'], categories: ['ورزش'] }, false],
])('an article of 14 September 2021 is within %o: %s', (part, within) => {
  expect(isWithin({ ...OPEN, ...part }, article({}))).toBe(within);
});

test('what an article does not say is within no filter of it', () => {
  const bare = article({ date: null, source: null, category: null });
  expect(isWithin({ ...OPEN, from: '1900-01-01' }, bare)).toBe(false);
  expect(isWithin({ ...OPEN, to: '2100-01-01' }, bare)).toBe(false);
  expect(isWithin({ ...OPEN, sources: ['ایسنا'] }, bare)).toBe(false);
  expect(isWithin({ ...OPEN, languages: ['fa'] }, bare)).toBe(true);
});

test('a month is within days that hold all of it', () => {
  const dated = article({ date: '2021-09' });
  expect(isWithin({ ...OPEN, from: '2021-09-01', to: '2021-09-30' }, dated)).toBe(true);
  expect(isWithin({ ...OPEN, from: '2021-09-02' }, dated)).toBe(false);
  expect(isWithin({ ...OPEN, to: '2021-09-29' }, dated)).toBe(false);
});

test.each(['شهریور ۱۴۰۰', '1400/06', '١٤٠٠/٦'])(
  'an article dated %s only is within the days that hold all of that month',
  (dateText) => {
    const dated = article({ date: null, dateText });
    expect(facetsOf(dated)).toMatchObject({ first: '2021-08-23', last: '2021-09-22' });
    expect(isWithin({ ...OPEN, from: '2021-08-23', to: '2021-09-22' }, dated)).toBe(true);
    expect(isWithin({ ...OPEN, from: '2021-08-24' }, dated)).toBe(false);
  },
);

test('of Persian, Arabic and English the text tells the language, of others the page does', () => {
  expect(facetsOf(article({ language: 'en-US' })).language).toBe('fa');
  expect(facetsOf(article({ language: 'ur-PK' })).language).toBe('ur');
  const arabic = 'قال الوزير إن الحكومة تعمل على بناء سد جديد في هذه المنطقة.';
  const blocks = [{ paragraph: 1, role: 'body' as const, text: arabic }];
  expect(facetsOf(article({ title: 'الوزير يزور السد', blocks })).language).toBe('ar');
});
