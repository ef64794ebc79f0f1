import { expect, test } from 'vitest';
import { requestOf } from '../../../src/answer/conversation/requests.js';

test.each([
  'و بعد؟',
  'بعد چه شد؟',
  'بعد از آن چه شد؟',
  'دیگه چی؟',
  'ادامه بده',
  'ثم ماذا؟',
  'وماذا بعد؟',
  'ماذا حدث بعد ذلك؟',
  'And then?',
  'What happened next?',
  'What else?',
])('«%s» asks for what comes next', (question) => {
  expect(requestOf(question)).toEqual({ kind: 'next' });
});

test.each([
  'وی دیگر چه گفت؟',
  'او چه گفت؟',
  'او چه چیز دیگری گفت؟',
  'دیگه چی گفت',
  'ماذا قال أيضًا؟',
  'وماذا أضاف؟',
  'What else did he say?',
  'What did she say?',
])('«%s» asks what the one who is meant said', (question) => {
  expect(requestOf(question)).toEqual({ kind: 'said', name: null });
});

test.each([
  ['پوتین دیگر چه گفت؟', 'پوتین'],
  ['ماذا قال بوتين أيضًا؟', 'بوتین'],
  ['What else did Putin say?', 'putin'],
])('«%s» names who said something else', (question, name) => {
  expect(requestOf(question)).toEqual({ kind: 'said', name });
});

test.each([
  'پوتین چه گفت؟',
  'What did Putin say?',
  'ماذا قال بوتين؟',
  'رئیس جمهور آمریکا در این نشست چه گفت؟',
  'وی درباره اقتصاد چه گفت؟',
  'چرا؟',
  'بعد از آزادی خرمشهر چه شد؟',
  'What did he say about trade?',
  'چه کسی گفت؟',
  '',
])('«%s» has words of its own to search for, or needs them', (question) => {
  expect(requestOf(question)).toBeNull();
});

test('a very long question is looked through at once', () => {
  expect(requestOf(`${'و '.repeat(50_000)}چه گفت`)).toBeNull();
});
