import { expect, test } from 'vitest';
import { countriesIn, countryOf, isCountry } from '../../src/language/countries.js';
import { analyze, termsOf } from '../../src/language/terms.js';

test('a country of one word is known by its term, in Persian, Arabic and English', () => {
  for (const name of ['سوریه', 'آمریکا', 'ترکیه', 'تركيا', 'مصر', 'الأردن', 'France', 'Iran']) {
    expect([name, analyze(name).some(({ text }) => isCountry(text))]).toEqual([name, true]);
  }
});

test('everyday names are known, and who belongs to a country', () => {
  const names =
    'عربستان سعودی السعودية Saudi انگلستان بريطانيا Britain UK هندوستان میانمار Chinese Russian Iraqi Japanese الأمريكية الفرنسي العراقية';
  for (const name of names.split(' ')) {
    expect([name, termsOf(name).some(isCountry)]).toEqual([name, true]);
  }
});

test('other words are no countries', () => {
  for (const word of [
    'رئیس',
    'مسکو',
    'متحده',
    'republic',
    'نشست',
    '90',
    'مالی',
    'مجریه',
    'ترک',
    'کند',
    'جورج',
    'آرمین',
  ]) {
    expect([word, analyze(word).some(({ text }) => isCountry(text))]).toEqual([word, false]);
  }
});

test.each([
  ['RU', 'روسیه روسی روسيا الروسية Russia Russian Russians'],
  ['RS', 'صربستان صربيا Serbia Serbian'],
  ['DE', 'آلمان آلمانی ألمانيا Germany German'],
  ['FR', 'فرانسه فرانسوی فرنسا الفرنسية France French'],
  ['GB', 'انگلستان انگلیس بریتانیا بريطانيا البريطانية Britain British England UK'],
  ['SA', 'عربستان سعودی السعودية Saudi'],
  ['YE', 'یمن اليمن Yemen Yemeni'],
  ['VE', 'ونزوئلا ونزوئلایی فنزويلا فنزويلي الفنزويلي الفنزويلية الفنزويليين'],
  ['BE', 'بلژیک بلجيكا البلجيكي البلجيكيون Belgian'],
  ['IN', 'هند هندوستان الهند India Indian'],
])('%s has one code in every language: no withdrawn one (SU, YU, DD)', (code, names) => {
  for (const name of names.split(' ')) {
    expect([name, countryOf(termsOf(name)[0] ?? '')]).toEqual([name, code]);
  }
});

test.each([
  ['کره شمالی موشکی پرتاب کرد', ['KP']],
  ['North Korea and South Korea met', ['KP', 'KR']],
  ['رئیس جمهور ایالات متحده', ['US']],
  ['الولايات المتحدة وبريطانيا', ['US', 'GB']],
  ['وزیر خارجه عربستان سعودی', ['SA']],
  ['the Emirati and the Saudi ministers', ['AE', 'SA']],
  ['دولت و مجلس', []],
])('the countries of a text: %s', (text, found) => {
  expect([...countriesIn(termsOf(text))]).toEqual(found);
});
