import { expect, test } from 'vitest';
import { isCountry } from '../../src/language/countries.js';
import { analyze } from '../../src/language/terms.js';

test('a country of one word is known by its term, in Persian, Arabic and English', () => {
  for (const name of ['سوریه', 'آمریکا', 'ترکیه', 'تركيا', 'مصر', 'الأردن', 'France', 'Iran']) {
    expect([name, analyze(name).some(({ text }) => isCountry(text))]).toEqual([name, true]);
  }
});

test('other words are no countries', () => {
  for (const word of ['رئیس', 'مسکو', 'متحده', 'republic', 'نشست', '90']) {
    expect([word, analyze(word).some(({ text }) => isCountry(text))]).toEqual([word, false]);
  }
});
