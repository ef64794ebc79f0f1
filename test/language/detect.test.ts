import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/language/detect.js';

describe('detectLanguage', () => {
  it.each([
    ['fa', 'رئیس جمهور سوریه با چه کسی دیدار کرد؟'],
    ['fa', 'رئيس جمهور سوريه با چه كسي ديدار كرد؟'],
    ['fa', 'وزير امور خارجه سوريه كيست'],
    ['fa', 'الان قیمت نفت چنده؟'],
    ['fa', 'آلمان کجاست؟'],
    ['fa', 'پوتین'],
    ['fa', 'تحویل Sputnik V و Sputnik Light چه زمانی بود؟'],
    ['fa', ''],
    ['ar', 'كم بالمئة من الأراضي السورية تسيطر عليها الحكومة؟'],
    ['ar', 'متى زار الرئيس موسکو؟'],
    ['ar', 'من هو وزير الخارجية؟'],
    ['ar', 'ما هی مساحه الارض؟'],
    ['en', 'Who did President Assad meet in Moscow?'],
    ['en', 'Who is بشار اسد?'],
    ['en', 'Putin'],
    ['fa-Latn', 'rais jomhoor soorie ba ki didar kard'],
    ['fa-Latn', 'gheymat naft chande?'],
  ])('takes for %s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
