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
  'وبعد چی شد؟',
  'بعد از اون چی شد؟',
  'دیگه چیا؟',
  'بعدشم؟',
  'و ماذا بعد؟',
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
  'اون دیگه چی گفت؟',
  'ایشون دیگه چی گفتن؟',
  'اونا دیگه چی میگن؟',
  'ایشان دیگر چه فرمودند؟',
  'وی دیگر چه مطالبی گفت؟',
  'او چه حرف‌های دیگری گفت؟',
  'Did he say anything else?',
])('«%s» asks what the one who is meant said', (question) => {
  expect(requestOf(question)).toEqual({ kind: 'said', name: null });
});

test.each([
  ['پوتین دیگر چه گفت؟', 'پوتین'],
  ['ماذا قال بوتين أيضًا؟', 'بوتین'],
  ['What else did Putin say?', 'putin'],
  ['Did Putin say anything else?', 'putin'],
  ['وزیر دیگر چه مطالبی گفت؟', 'وزیر'],
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
  'Did he say anything else about trade?',
  'Did Putin say anything?',
  'بعد از انقلاب چی شد؟',
  'وزیر چه مطالبی گفت؟',
  'چه کسی گفت؟',
  '',
])('«%s» has words of its own to search for, or needs them', (question) => {
  expect(requestOf(question)).toBeNull();
});

test('a very long question is looked through at once', () => {
  expect(requestOf(`${'و '.repeat(50_000)}چه گفت`)).toBeNull();
});
