import { describe, expect, it } from 'vitest';
import { toAsciiDigits, toPersianDigits } from '../../src/language/digits.js';

describe('digits', () => {
  it('become ASCII from each of the three sets', () => {
    expect(toAsciiDigits('۱۲ ٣٤ 56 درصد')).toBe('12 34 56 درصد');
  });

  it('become Persian from each of the three sets', () => {
    expect(toPersianDigits('۱۲ ٣٤ 56 درصد')).toBe('۱۲ ۳۴ ۵۶ درصد');
  });
});
