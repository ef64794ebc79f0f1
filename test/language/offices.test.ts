import { expect, test } from 'vitest';
import { officesIn } from '../../src/language/offices.js';
import { termsOf } from '../../src/language/terms.js';

const officesOf = (text: string) => [...officesIn(termsOf(text))];

test.each([
  ['سخنگوی وزارت خارجه چه گفت؟', 'قال المتحدث باسم الوزارة', 'The spokesman said'],
  ['معاون وزیر کیست؟', 'جانشین وزیر در نشست بود', 'the deputy minister'],
  ['سفير روسيه كجا رفت', 'السفير الروسي في دمشق', 'the Russian ambassador'],
  ['شهردار تهران', 'بلدية طهران', 'the mayor of Tehran'],
])('an office is one in every language: %s, %s, %s', (...texts) => {
  const [first, ...others] = texts.map(officesOf);
  expect(first).toHaveLength(1);
  for (const other of others) expect(other).toEqual(first);
});

test('other words are no offices', () => {
  for (const text of ['نامه را فرستاد', 'حکم دادگاه', 'board of governors', 'نائب في البرلمان']) {
    expect([text, officesOf(text)]).toEqual([text, []]);
  }
});
