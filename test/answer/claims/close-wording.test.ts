import { describe, expect, it } from 'vitest';
import { keepsToWording } from '../../../src/answer/claims/close-wording.js';
import { evidenceText } from '../../../src/answer/claims/words.js';
import { passage } from '../../support/passage.js';

const TRADE = 'در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است.';
const CONTROL =
  'تروریست ها متحمل تلفات بسیار سنگینی شده اند، حال آنکه دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد.';
const MEETING =
  'دکتر فیصل مقداد وزیر امور خارجه و سیرگئی لاوروف وزیر دفاع روسیه نیز به این دیدار پیوستند.';
const SIEGE = 'برخی کشورها مردم سوریه را محاصره کرده اند.';
const REFUGEES = 'پناهندگان فعالانه به مناطق آزاد شده برمیگردند.';
const FORCES = 'نیروهای مسلح خارجی بدون اخذ مجوز از سازمان ملل در سوریه هستند.';
const ATTACK = 'علیه تروریست‌ها در حلب عملیات گسترده‌ای آغاز شد.';
const SPUTNIK = 'The first delivery of Sputnik V to Syria took place in July.';

function keeps(sentence: string, quote: string, speaker: string | null = null): boolean {
  const from = passage(quote, { speaker });
  return keepsToWording(
    sentence,
    evidenceText([{ passage: from, start: 0, end: quote.length, quote }]),
  );
}

describe('a sentence in the words of its quote', () => {
  it.each([
    ['حجم تجارت 3.5 برابر افزایش یافته است.', TRADE],
    ['حجم تجارت در نیمه اول سال جاری ۳.۵ برابر افزایش یافته است.', TRADE],
    ['دولت سوریه کنترل ۹۰ درصد خاک این کشور را در اختیار دارد.', CONTROL],
    ['دولت سوریه ۹۰ درصد خاک این کشور را در اختیار دارد.', CONTROL],
    ['سیرگئی لاوروف وزیر دفاع روسیه به این دیدار پیوست.', MEETING],
    ['پناهندگان به مناطق آزاد شده برمیگردند.', REFUGEES],
    ['در حلب عملیات گسترده‌ای علیه تروریست‌ها آغاز شد.', ATTACK],
    ['The first delivery of Sputnik V to Syria took place.', SPUTNIK],
  ])('stands: %s', (sentence, quote) => {
    expect(keeps(sentence, quote)).toBe(true);
  });

  it('may name who speaks, and no one else', () => {
    const speaker = 'ولادیمیر پوتین';
    expect(keeps('پوتین گفت حجم تجارت 3.5 برابر افزایش یافته است.', TRADE, speaker)).toBe(true);
    expect(keeps('اسد گفت حجم تجارت 3.5 برابر افزایش یافته است.', TRADE, speaker)).toBe(false);
    expect(keeps('پوتین کنترل ۹۰ درصد خاک این کشور را در اختیار دارد.', CONTROL, speaker)).toBe(
      false,
    );
  });
});

describe('a sentence that its quote does not say', () => {
  it.each([
    ['another subject', 'حجم صادرات 3.5 برابر افزایش یافته است.', TRADE],
    [
      'the subject of another clause',
      'تروریست‌ها کنترل ۹۰ درصد خاک این کشور را در اختیار دارند.',
      CONTROL,
    ],
    ['subject and object exchanged', 'مردم سوریه برخی کشورها را محاصره کرده‌اند.', SIEGE],
    ['a preposition before another word', 'در حلب علیه عملیات گسترده‌ای تروریست‌ها آغاز شد.', ATTACK],
    ['another title', 'فیصل مقداد وزیر دفاع روسیه به این دیدار پیوست.', MEETING],
    ['a forecast', 'پیش‌بینی می‌شود حجم تجارت 3.5 برابر افزایش یابد.', TRADE],
    ['a possibility', 'ممکن است حجم تجارت 3.5 برابر افزایش یافته باشد.', TRADE],
    ['a question', 'آیا حجم تجارت 3.5 برابر افزایش یافته است؟', TRADE],
    ['an approximation', 'حجم تجارت تقریبا 3.5 برابر افزایش یافته است.', TRADE],
    ['a bound', 'حجم تجارت بیش از 3.5 برابر افزایش یافته است.', TRADE],
    ['another year', 'حجم تجارت در سال گذشته 3.5 برابر افزایش یافته است.', TRADE],
    ['a cause', 'حجم تجارت به خاطر تحریم‌ها 3.5 برابر افزایش یافته است.', TRADE],
    ['what comes of it', 'حجم تجارت 3.5 برابر افزایش یافته است و این روند ادامه دارد.', TRADE],
    ['a superlative', 'حجم تجارت 3.5 برابر افزایش یافته که بزرگترین رشد تاریخ است.', TRADE],
    ['a denied verb', 'پناهندگان به مناطق آزادشده برنمی‌گردند.', REFUGEES],
    ['what it was done without', 'نیروهای مسلح خارجی با مجوز سازمان ملل در سوریه هستند.', FORCES],
    [
      'a denial in English',
      'The first delivery of Sputnik V to Syria did not take place.',
      SPUTNIK,
    ],
    ['a contraction', "The first delivery of Sputnik V to Syria didn't take place.", SPUTNIK],
    ['a hope', 'The first delivery of Sputnik V to Syria may take place in July.', SPUTNIK],
  ])('with %s is dropped', (_name, sentence, quote) => {
    expect(keeps(sentence, quote)).toBe(false);
  });

  it('is dropped where it leaves out the hedge of what it takes', () => {
    const quote = 'شاید تا پایان سال همه پناهندگان به خانه برگردند.';
    expect(keeps('پناهندگان تا پایان سال به خانه برگردند.', quote)).toBe(false);
  });
});
