import { expect, test } from 'vitest';
import { officesAsked, officesMet } from '../../src/language/offices.js';
import { termsOf } from '../../src/language/terms.js';

const askedBy = (text: string) => [...officesAsked(termsOf(text))];
const metBy = (text: string) => [...officesMet(termsOf(text))];

test.each([
  ['سخنگوی وزارت خارجه چه گفت؟', 'سخنگوی وزارت گفت'],
  ['ماذا قال المتحدث؟', 'وقال الناطق باسم الوزارة'],
  ['What did the spokesman say?', 'A spokesperson said'],
  ['معاون وزیر نیرو کیست؟', 'قائم مقام وزیر نیرو گفت'],
  ['معاون وزير كيست', 'جانشین وزیر در نشست بود'],
  ['سفیر ایران در سازمان ملل چه گفت؟', 'نماینده دائم ایران در سازمان ملل گفت'],
  ['شهردار تهران کیست؟', 'شهرداری تهران اعلام کرد'],
  ['سرمربی تیم کیست؟', 'مربی تیم گفت'],
])('the office that a question asks of is met in other words: %s, %s', (question, article) => {
  expect(askedBy(question)).toHaveLength(1);
  expect(metBy(article)).toEqual(askedBy(question));
});

test('another office is not met', () => {
  expect(metBy('وزیر امور خارجه روسیه گفت')).toEqual([]);
});

test('other words ask of no office', () => {
  for (const text of [
    'نامه را فرستاد',
    'حکم دادگاه',
    'board of governors',
    'نائب في البرلمان',
    'نماینده مجلس',
  ]) {
    expect([text, askedBy(text)]).toEqual([text, []]);
  }
});
