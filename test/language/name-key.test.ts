import { describe, expect, test } from 'vitest';
import { nameKey } from '../../src/language/name-key.js';

describe('a name has one key in Latin, Persian and Arabic letters', () => {
  test.each([
    ['putin', 'پوتین', 'بوتین'],
    ['assad', 'اسد', 'اسد'],
    ['syria', 'سوریه', 'سوریا'],
    ['russia', 'روسیه', 'روسیا'],
    ['moscow', 'مسکو', 'موسکو'],
    ['lavrov', 'لاوروف', 'لافروف'],
    ['sputnik', 'اسپوتنیک', 'سبوتنیک'],
    ['tehran', 'تهران', 'طهران'],
    ['macron', 'مکرون', 'ماکرون'],
    ['astana', 'استانه', 'استانا'],
    ['virus', 'ویروس', 'فیروس'],
  ])('%s %s %s', (latin, persian, arabic) => {
    expect(nameKey(latin)).not.toBeNull();
    expect(nameKey(persian)).toBe(nameKey(latin));
    expect(nameKey(arabic)).toBe(nameKey(latin));
  });
});

test('Persian typed in Latin letters has the keys of its words', () => {
  for (const [latin, persian] of [
    ['vazir', 'وزیر'],
    ['khareje', 'خارجه'],
    ['surie', 'سوریه'],
    ['dolat', 'دولت'],
    ['mardom', 'مردم'],
  ] as const) {
    expect(nameKey(latin)).toBe(nameKey(persian));
  }
});

test('short words that differ in their vowels at the ends differ', () => {
  expect(nameKey('اسد')).not.toBe(nameKey('سد'));
  expect(nameKey('سوریه')).not.toBe(nameKey('سر'));
  expect(nameKey('iran')).not.toBe(nameKey('reno'));
});

test('numbers, single consonants and words of other scripts have no key', () => {
  for (const word of ['3d5', '90', 'ما', 'eu', 'путин', '']) expect(nameKey(word)).toBeNull();
});
