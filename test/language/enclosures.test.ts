import { expect, test } from 'vitest';
import { enclosures } from '../../src/language/enclosures.js';

/** What is enclosed, with its marks; to the end of the text where it is never closed. */
const enclosed = (text: string) =>
  enclosures(text).map(({ open, close }) =>
    text.slice(open, close === null ? undefined : close + 1),
  );

test('finds quotations and brackets, also within each other', () => {
  expect(enclosed('وی گفت: «شعار «مرگ بر جنگ!» (در تهران) را شنیدم.»')).toEqual([
    '«شعار «مرگ بر جنگ!» (در تهران) را شنیدم.»',
    '«مرگ بر جنگ!»',
    '(در تهران)',
  ]);
});

test('tells by what stands beside it whether " opens or closes', () => {
  expect(enclosed('راه افتادیم." وی گفت: "بازگشتیم." و " چنین " شد.')).toEqual([
    '"بازگشتیم."',
    '" چنین "',
  ]);
});

test('goes to the end where nothing closes, and is none where nothing opens', () => {
  expect(enclosed('ما آمدیم» و گفت: «شهر امن است.')).toEqual(['«شهر امن است.']);
});
