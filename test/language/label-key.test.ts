import { expect, test } from 'vitest';
import { labelKey } from '../../src/language/label-key.js';

test.each([
  ['ایسنا', 'ايسنا'],
  ['خبرگزاری ک‌م', 'خبرگزاري كم'],
  ['خبر آنلاین', 'خبر‌آنلاین'],
  ['خبر آنلاین', ' خبرآنلاین '],
  ['اقتصادی', 'اقتصادى'],
  ['BBC Persian', 'bbc persian'],
  ['شبکه ۳', 'شبكه 3'],
])('«%s» and «%s» are one name', (one, other) => {
  expect(labelKey(one)).toBe(labelKey(other));
});

test('other names, and a name and its beginning, stay apart; of signs nobody sees nothing is left', () => {
  expect(labelKey('ایسنا')).not.toBe(labelKey('ایرنا'));
  expect(labelKey('ایرنا')).not.toBe(labelKey('ایرنا پلاس'));
  expect(labelKey(' \u200c\u200f')).toBe('');
});
