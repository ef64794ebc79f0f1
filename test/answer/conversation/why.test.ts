import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/answer/conversation/turn.js';
import { asksOnlyWhy, whyOf } from '../../../src/answer/conversation/why.js';
import { turnOf } from './turns.js';

describe('a question that asks why, and only the conversation tells of what', () => {
  test.each([
    'چرا؟',
    'و چرا',
    'وچرا؟',
    'چراا؟',
    'چرا این اتفاق افتاد؟',
    'آخه چرا؟!',
    'به چه دلیل؟',
    'به چه علتی؟',
    'علتش چیست؟',
    'دلیلش چه بود؟',
    'دلیل این کار چیست؟',
    'برای چه؟',
    'واسه چی؟',
    'chera?',
    'لماذا؟',
    'ولماذا؟',
    'لماذا ذلك؟',
    'ما السبب؟',
    'Why?',
    'And why is that?',
    "Why's that?",
    'How come?',
    "What's the reason?",
  ])('is «%s»', (question) => {
    expect(asksOnlyWhy(question)).toBe(true);
  });

  test.each([
    'چرا رفت؟',
    'دلیل سفر اسد چیست؟',
    'علت سیل چه بود؟',
    'چراغ کجاست؟',
    'لماذا جاء بوتين؟',
    'Why did he go?',
    "Why's that bridge closed?",
    'چرا این اتفاق در بم افتاد؟',
    'What is the reason for the trip?',
    'و بعد؟',
    'کجا؟',
  ])('is not «%s»', (question) => {
    expect(asksOnlyWhy(question)).toBe(false);
  });
});

describe('the question why', () => {
  const why = (question: string, answer: string) => whyOf(turnOf(question, 'a', null, answer));

  test.each([
    ['پل چند ماه بسته ماند؟', 'سه ماه', 'چرا پل سه ماه بسته ماند؟'],
    ['شهردار با چه کسی دیدار کرد؟', 'استاندار فارس', 'چرا شهردار با استاندار فارس دیدار کرد؟'],
    ['کدام مدرسه تعطیل شد؟', 'مدرسه سعدی', 'چرا مدرسه سعدی تعطیل شد؟'],
    ['رئیس شورا کیست؟', 'رضا امیری', 'چرا رئیس شورا رضا امیری است؟'],
    ['آیا جاده بسته است؟', 'جاده هراز بسته است', 'چرا جاده هراز بسته است؟'],
    ['Where was the meeting held?', 'in Shiraz', 'Why in Shiraz was the meeting held?'],
    ['أين عقد الاجتماع؟', 'في القاهرة', 'لماذا في القاهرة عقد الاجتماع؟'],
  ])('has the answer in the place of the word that asks: %s', (question, answer, asked) => {
    expect(why(question, answer)).toBe(asked);
  });

  test('finds the word that asks in any letters, and keeps the others as they were typed', () => {
    expect(why('مدرسة‌ي سعدي كِی بازگشايي شد؟', 'شنبه')).toBe('چرا مدرسة‌ي سعدي شنبه بازگشايي شد؟');
  });

  test.each([
    ['is a reason itself', 'به دلیل بارش باران'],
    ['is long', 'کارگران شرکت آب و فاضلاب شهرستان به همراه شهرداری'],
    ['is in another language than the question', 'the workers of the town'],
  ])('goes without an answer that %s', (_, answer) => {
    expect(why('چه کسانی خیابان را بستند؟', answer)).toBe('چرا کسانی خیابان را بستند؟');
  });

  test('of a reason asks for the reason of that', () => {
    expect(why('چرا جاده بسته شد؟', 'زیرا رودخانه طغیان کرد.')).toBe('چرا رودخانه طغیان کرد؟');
  });

  test('of what was told on asks for the reason of its last sentence', () => {
    const told = 'پل در سال ۹۰ ساخته شد. پارسال آن را بستند.';
    expect(why('و بعد؟', told)).toBe('چرا پارسال آن را بستند؟');
  });

  test('is none where nothing was answered', () => {
    const declined: Turn = { ...turnOf('شهردار کیست؟', 'a'), answered: false, citations: [] };
    expect(whyOf(declined)).toBeNull();
  });
});
