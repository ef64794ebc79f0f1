import { beforeAll, expect, test } from 'vitest';
import { type Background, readBackground } from '../../src/answer/background.js';
import { knownNames, namesAsked } from '../../src/answer/names-asked.js';
import { isOfOtherSpeaker } from '../../src/answer/other-speaker.js';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';

let background: Background;
beforeAll(async () => {
  background = await readBackground(await readPack(readConfig({}).packFolder));
});

const isOther = (question: string, text: string, speaker: string | null = null) =>
  isOfOtherSpeaker(question, knownNames(namesAsked(background, question)), { text, speaker });

const ASSAD = 'رئیس جمهور اسد اظهار کرد: این محاصره را غیرانسانی توصیف می‌کنیم.';

test.each([
  'How did Putin describe the foreign forces in Syria?',
  'پوتین درباره محاصره چه گفت؟',
  'كيف وصف بوتين الحصار؟',
])("another's words answer nothing: %s", (question) => {
  expect(isOther(question, ASSAD)).toBe(true);
});

test.each([
  ['اسد محاصره را چگونه توصیف کرد؟', ASSAD],
  ['How did Assad describe the blockade?', ASSAD],
  // Not what someone said, but what was done.
  ['پوتین کی به دمشق رفت؟', ASSAD],
  ['پوتین درباره محاصره چه گفت؟', 'وی اظهار کرد: این محاصره غیرانسانی است.'],
  ['پوتین درباره محاصره چه گفت؟', 'رئیس جمهور روسیه گفت: این محاصره غیرانسانی است.'],
  ['پوتین درباره محاصره چه گفت؟', `${ASSAD} پوتین نیز آن را غیرقانونی خواند.`],
  ['پوتین انتخاب مجدد اسد را چگونه تبریک گفت؟', 'رئیس جمهور پوتین گفت: به شما تبریک می‌گویم.'],
  ['درباره محاصره چه گفته شد؟', ASSAD],
])('one who speaks there, or may, is answered: %s, %s', (question, text) => {
  expect(isOther(question, text)).toBe(false);
});
