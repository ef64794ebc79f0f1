import { expect, test } from 'vitest';
import { reasonFor } from '../../src/corpus/reasons.js';
import { reasonIn } from '../../src/phrases/reasons.js';

const isolated = (text: string) => `\u2068${text}\u2069`;

test('a reason is said in each language, with its values', () => {
  const reason = reasonFor('status', { status: 404 });
  expect(reasonIn('en', reason)).toBe('the server answered 404');
  expect(reasonIn('fa', reason)).toBe('کارساز پاسخ 404 داد');
  expect(reasonIn('ar', reason)).toBe('أجاب الخادم بالرمز 404');
  const gone = reasonFor('gone', { status: 410, times: 3 });
  expect(reasonIn('fa', gone)).toContain('3 بار پیاپی پاسخ 410');
});

test('an entry is named, whatever its title says, and its reason is in the same language', () => {
  const title = '«نقل»: the server fell silent (a) {reason} $1\nدو';
  const reason = reasonFor('entry-titled', { number: 7, title, reason: reasonFor('nameless') });
  expect(reason).toBe(`entry 7 «${title}»: no guid, id or link`);
  expect(reasonIn('fa', reason)).toBe(`مطلب 7 «${isolated(title)}»: شناسه و پیوند ندارد`);
  expect(reasonIn('ar', reason)).toBe(`المادة 7 «${isolated(title)}»: بلا معرّف ولا رابط`);
});

test("what is not ours, as the system's words, stays to the letter in a sentence of the language", () => {
  const reason = 'connect ECONNREFUSED 192.0.2.1:443';
  expect(reasonIn('fa', reason)).toBe(`دریافت نشد (${isolated(reason)})`);
  expect(reasonIn('ar', reason)).toBe(`تعذّر الجلب (${isolated(reason)})`);
});
