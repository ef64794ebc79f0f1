import { expect, test } from 'vitest';
import { readStoredReason, reasonFor, storedReason } from '../../src/corpus/reasons.js';
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
  expect(reasonIn('en', reason)).toBe(`entry 7 «${title}»: no guid, id or link`);
  expect(reasonIn('fa', reason)).toBe(`مطلب 7 «${isolated(title)}»: شناسه و پیوند ندارد`);
  expect(reasonIn('ar', reason)).toBe(`المادة 7 «${isolated(title)}»: بلا معرّف ولا رابط`);
});

test("what is not ours, as the system's words, stays to the letter in a sentence of the language", () => {
  const words = 'connect ECONNREFUSED 192.0.2.1:443';
  const reason = reasonFor('other', { words });
  expect(reasonIn('en', reason)).toBe(words);
  expect(reasonIn('fa', reason)).toBe(`دریافت نشد (${isolated(words)})`);
  expect(reasonIn('ar', reason)).toBe(`تعذّر الجلب (${isolated(words)})`);
});

test('each of several addresses is said in the language', () => {
  const addresses = ['10.0.0.1', '127.0.0.1'].map((address) =>
    reasonFor('not-public', { address, range: 'private' }),
  );
  const reason = reasonFor('leads-to', { host: 'news.example', addresses });
  expect(reasonIn('en', reason)).toBe(
    'news.example leads to 10.0.0.1, which is not a public address (private), ' +
      '127.0.0.1, which is not a public address (private)',
  );
  expect(reasonIn('fa', reason)).toContain(
    `${isolated('10.0.0.1')} نشانی عمومی نیست (${isolated('private')})، ${isolated('127.0.0.1')} نشانی`,
  );
});

test('a reason that is stored is the same when it is read, in any language', () => {
  const inner = reasonFor('status', { status: 503 });
  for (const reason of [inner, reasonFor('titled', { title: '"}', reason: inner })])
    expect(readStoredReason(storedReason(reason))).toEqual(reason);
});

test('what an earlier program stored, or a later one, is shown as it is', () => {
  const later = '{"code":"of-a-later-program","values":{}}';
  for (const text of ['the server answered 404', '404', '{}', '', later]) {
    const reason = readStoredReason(text);
    expect(reasonIn('en', reason)).toBe(text);
    expect(reasonIn('fa', reason)).toContain(text);
  }
});
