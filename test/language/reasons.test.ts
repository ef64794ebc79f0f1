import { describe, expect, test } from 'vitest';
import { givesReason, withoutReasonMark } from '../../src/language/reasons.js';

describe('a text that gives a reason', () => {
  test.each([
    'پل را بستند زیرا رودخانه طغیان کرد',
    'به‌دلیل بارش باران لغو شد',
    'به دليل بارش باران لغو شد',
    'بهدلیل باران',
    'علت آن ریزش کوه بود',
    'از این‌رو مدرسه تعطیل شد',
    'با هدف کاهش ترافیک',
    'أُلغي اللقاء بسبب المطر',
    'لأنّ الجسر مغلق',
    'It was closed because of rain.',
    'closed Due to rain',
  ])('«%s»', (text) => {
    expect(givesReason(text)).toBe(true);
  });

  test.each([
    'پل سه ماه بسته ماند',
    'بنابراین گزارش پل بسته است',
    'چونه زدن سر قیمت',
    'انعقد اللقاء في القاهرة',
    'The bridge was closed for three months.',
  ])('not «%s»', (text) => {
    expect(givesReason(text)).toBe(false);
  });
});

test.each([
  ['زیرا رودخانه طغیان کرد', 'رودخانه طغیان کرد'],
  ['به‌دلیل بارش', 'بارش'],
  ['به خاطر اينكه پل شكست', 'پل شكست'],
  ['because the bridge broke', 'the bridge broke'],
  ['رودخانه طغیان کرد زیرا باران آمد', 'رودخانه طغیان کرد زیرا باران آمد'],
])('what a reason opens with goes: %s', (reason, words) => {
  expect(withoutReasonMark(reason)).toBe(words);
});
