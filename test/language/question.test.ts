import { describe, expect, it } from 'vitest';
import { questionKind } from '../../src/language/question.js';

describe('questionKind', () => {
  it.each([
    ['person', 'وزیر امور خارجه سوریه کیست؟'],
    ['person', 'رئیس جمهور سوریه کیه'],
    ['person', 'اسد با چه کسی دیدار کرد؟'],
    ['person', 'اسد با کی دیدار کرد؟'],
    ['person', 'Who did Assad meet?'],
    ['person', 'من هو الرئيس السوري؟'],
    ['time', 'این نشست چه زمانی برگزار شد؟'],
    ['time', 'جلسه کِی بود؟'],
    ['time', 'اجلاس کی برگزار شد؟'],
    ['time', 'متى كان اللقاء؟'],
    ['time', 'In which year did it start?'],
    ['place', 'نشست کجاست؟'],
    ['place', 'روند سیاسی در کدام شهرها آغاز شد؟'],
    ['place', 'أين عقد الاجتماع؟'],
    ['quantity', 'چه درصدی از خاک سوریه در کنترل دولت است؟'],
    ['quantity', 'قیمت نفت چنده؟'],
    ['quantity', 'كم بالمئة من الأراضي السورية؟'],
    ['quantity', 'By how much did trade grow?'],
    ['reason', 'چرا محاصره شدند؟'],
    ['reason', 'لماذا جاء؟'],
    ['manner', 'اسد محاصره را چگونه توصیف کرد؟'],
    ['thing', 'پوتین چی گفت؟'],
    ['thing', 'از نظر پوتین مشکل اصلی چیست؟'],
    ['thing', 'What is the capital of Australia?'],
    ['yes-no', 'آیا اسد به مسکو رفت'],
    ['yes-no', 'اسد به مسکو رفت؟'],
    ['yes-no', 'هل زار الأسد موسكو؟'],
    ['unknown', 'سفر اسد به مسکو'],
  ])('asks for %s: %s', (kind, text) => {
    expect(questionKind(text)).toBe(kind);
  });
});
